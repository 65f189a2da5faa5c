// Offers the pages whose name, citation or id is the query.
import { element } from "../shared/element.js";
import { jump } from "./jump.js";
import { pagesOf } from "./words/index.js";

/** Show the pages, without delaying the results. */
export async function pages(target, parsed, names, current) {
  const found = (
    await Promise.all([jump(parsed), pagesOf(parsed, names)].map((pages) => pages.catch(() => [])))
  ).flat();
  if (!current()) return;
  target.hidden = found.length === 0;
  target.replaceChildren(
    ...found.map(({ url, title, kind }) =>
      element("li", {}, element("span", {}, kind), " ", element("a", { href: url }, title)),
    ),
  );
}
