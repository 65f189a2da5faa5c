// Shows what was chosen, and the pages that a query is the name of.
import { button, element } from "../shared/element.js";
import { jump } from "./jump.js";
import { FACETS, toggled, without } from "./state.js";
import { pagesOf } from "./words/index.js";

/** Show each choice, to be pressed away. */
export function chips(target, state, go) {
  const made = FACETS.flatMap(({ name, label }) =>
    (state.facets[name] ?? []).map((value) => {
      const remove = () => go(toggled(state, name, value));
      return element("li", {}, button(`${label}: ${value}`, remove, { "aria-label": `Remove ${label}: ${value}` }));
    }),
  );
  if (made.length > 1) made.push(element("li", {}, button("Clear all", () => go(without(state)), { class: "all" })));
  target.replaceChildren(...made);
  target.hidden = made.length === 0;
}

/** Offer the pages that a query is the name, the citation or the id of. They need not hold up the results. */
export async function pages(target, parsed, current) {
  const found = (await Promise.all([jump(parsed), pagesOf(parsed)].map((one) => one.catch(() => [])))).flat();
  if (!current()) return;
  target.hidden = found.length === 0;
  target.replaceChildren(
    ...found.map(({ url, title, kind }) => element("li", {}, element("span", {}, kind), " ", element("a", { href: url }, title))),
  );
}
