// One statement in the list, as entries.html writes it, and what is shown when it is opened in place.
import { labelled } from "./labels.js";
import { button, make } from "./element.js";
import { date } from "./columns.js";

const SIGN = /((?:§§?|¶)\s\S+)/; // a section sign and its number stay on one line, as in the templates

/**
 * Make the item of a statement; `opening` is called with its position when its button is pressed, and `stances` has the
 * values of those that are shown.
 */
export function entry(store, position, opening, { lane = "", stances }) {
  const { table } = store;
  const one = store.entry(position);
  const held = labelled(table, "text", position)[0];
  const text =
    held.key === "held" ? make("blockquote", {}, ...unbroken(one.words)) : make("p", { class: "gist" }, one.words);
  const taken = stances.map((value) => table.facets.get("stance").values[value].label);
  return make(
    "li",
    { class: "entry", id: `s-${one.id}`, "data-position": position, tabindex: -1 },
    make("time", { datetime: date(table, position) }, one.date),
    make(
      "div",
      {},
      lane && make("p", { class: "in-lane" }, lane),
      make("p", { class: "who" }, one.who),
      make("h4", {}, make("a", { href: store.page(one) }, ...unbroken(one.title))),
      text,
      make(
        "p",
        { class: "facts" },
        make("span", {}, one.where),
        make("span", {}, labelled(table, "kind", position)[0].label),
        taken.length ? make("span", { class: "stances" }, taken.join("; ")) : "",
        ...(one.flags ?? []).map((flag) => make("span", { class: "flag" }, flag)),
        make("span", { class: held.key }, held.label),
      ),
      tail(one, position, opening),
    ),
  );
}

/** Show or hide what an entry has beyond its first words; `list` tells which related statements are on the page. */
export function open(store, item, position, isOpen, list) {
  item.querySelector(".opened")?.remove();
  item.classList.toggle("open", isOpen);
  const control = item.querySelector("[aria-expanded]");
  label(control, isOpen, store.entry(position).title);
  if (isOpen) item.querySelector(".tail").after(opened(store, store.entry(position), list));
}

function tail(one, position, opening) {
  const relations = (one.relations ?? []).map(([label, others]) => make("span", {}, `${label} ${others.length}`));
  const control = button("", () => opening(position), { class: "quiet" });
  label(control, false, one.title);
  return make("p", { class: "tail" }, control, ...relations);
}

function label(control, isOpen, title) {
  control.textContent = isOpen ? "Close" : "Open here";
  control.setAttribute("aria-label", `${control.textContent}: ${title}`);
  control.setAttribute("aria-expanded", isOpen);
}

function opened(store, one, list) {
  return make(
    "div",
    { class: "opened" },
    one.summary ? make("p", { class: "gist" }, ...unbroken(one.summary)) : "",
    one.positions ? make("ul", { class: "stances" }, ...one.positions.map(stance)) : "",
    ...(one.relations ?? []).map(([label, others]) => related(store, label, others, list)),
    make("p", { class: "from" }, "Source: ", make("a", { href: one.source[1], rel: "external" }, one.source[0])),
    make("p", { class: "onward" }, make("a", { href: store.page(one) }, "The whole record")),
  );
}

function stance([label, holder, side, places, laws]) {
  return make("li", {}, make("b", {}, label), ` (${holder}; ${side.toLowerCase()}): ${places}, on `, ...unbroken(laws));
}

function related(store, label, positions, list) {
  const items = positions.map((position) => {
    const other = store.entry(position);
    return make(
      "li",
      {},
      make("a", { href: store.page(other) }, ...unbroken(other.title)),
      ` ${other.who}, ${other.date} `,
      list.has(position) ? button("Show it here", () => list.to(position), { class: "quiet" }) : "",
    );
  });
  return make("div", { class: "relation" }, make("p", {}, label), make("ul", {}, ...items));
}

function unbroken(text) {
  return text.split(SIGN).map((part, at) => (at % 2 ? make("span", { class: "unbroken" }, part) : part));
}
