// A statement in the list, as in entries.html, and its details when opened in place.

import { MONTHS } from "../shared/dates.js";
import { button, draw, element } from "../shared/element.js";
import { date } from "./columns.js";
import { labelled, laneOf } from "./labels.js";
import { form } from "./marks.js";

const SIGN = /((?:§§?|¶)\s\S+)/; // a section sign and its number stay on one line, as in the templates

/**
 * Create the item of a statement; `opening` is called with its position when its button is clicked, and `stances` has the
 * values of those that are shown. `mark` is its mark; in a lane it is one line: day, mark, title.
 */
export function entry(store, position, opening, { lane = "", mark, stances }) {
  const { table } = store;
  const one = store.entry(position);
  const day = date(table, position);
  const held = labelled(table, "text", position)[0].key !== "catalogued";
  const text = held ? element("blockquote", {}, ...unbroken(one.words)) : element("p", { class: "gist" }, one.words);
  const taken = stances.map((value) => table.facets.get("stance").values[value].label);
  return element(
    "li",
    { class: "entry", id: `s-${one.id}`, "data-position": position, tabindex: -1 },
    beside(store.page(one), laneOf(table, position), mark),
    element("time", { datetime: day, "data-short": lane ? short(day) : null }, one.date),
    lane && glyph(mark, "glyph"),
    element(
      "div",
      {},
      lane && element("p", { class: "in-lane" }, lane),
      element("p", { class: "who" }, one.who),
      element(
        "h4",
        {},
        element("a", { href: store.page(one), title: lane ? one.title : null }, ...unbroken(one.title)),
      ),
      text,
      one.since ? element("p", { class: "since" }, one.since) : "",
      element(
        "p",
        { class: "facts" },
        element("span", {}, one.where),
        element("span", {}, labelled(table, "kind", position)[0].label),
        taken.length ? element("span", { class: "stances" }, taken.join("; ")) : "",
        ...(one.flags ?? []).map((flag) => element("span", { class: "flag" }, flag)),
        element("span", { class: held ? "held" : "wanted" }, one.state),
      ),
      tail(one, position, opening),
    ),
  );
}

// A date as a lane has room for it, under the month and the year that it is listed in.
function short(written) {
  const [, month, day] = written.split("-");
  return month ? [Number(day) || "", MONTHS[month - 1].slice(0, 3)].filter(Boolean).join(" ") : written;
}

const glyph = (mark, name = "") =>
  draw(
    "svg",
    { class: name || null, width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" },
    form(mark, 0, 0),
  );

// The mark beside an entry, as in marks.html.
const beside = (href, lane, mark) =>
  element("a", { class: "lane-mark", href, "data-lane": lane, tabindex: -1, "aria-hidden": "true" }, glyph(mark));

/** Show or hide an entry's details; `list` knows which related statements are on the page. */
export function open(store, item, position, isOpen, list) {
  item.querySelector(".opened")?.remove();
  item.classList.toggle("open", isOpen);
  const control = item.querySelector("[aria-expanded]");
  label(control, isOpen, store.entry(position).title);
  if (isOpen) item.querySelector(".tail").after(opened(store, store.entry(position), list));
}

function tail(one, position, opening) {
  const relations = (one.relations ?? []).map(([label, others]) => element("span", {}, `${label} ${others.length}`));
  const control = button("", () => opening(position), { class: "quiet" });
  label(control, false, one.title);
  return element("p", { class: "tail" }, control, ...relations);
}

function label(control, isOpen, title) {
  control.textContent = isOpen ? "Close" : "Open here";
  control.setAttribute("aria-label", `${control.textContent}: ${title}`);
  control.setAttribute("aria-expanded", isOpen);
}

function opened(store, one, list) {
  return element(
    "div",
    { class: "opened" },
    one.summary ? element("p", { class: "gist" }, ...unbroken(one.summary)) : "",
    one.positions ? element("ul", { class: "stances" }, ...one.positions.map(stance)) : "",
    ...(one.relations ?? []).map(([label, others]) => related(store, label, others, list)),
    element("p", { class: "from" }, "Source: ", element("a", { href: one.source[1], rel: "external" }, one.source[0])),
    element("p", { class: "onward" }, element("a", { href: store.page(one) }, "The whole record")),
  );
}

function stance([label, holder, side, places, laws]) {
  return element(
    "li",
    {},
    element("b", {}, label),
    ` (${holder}; ${side.toLowerCase()}): ${places}, on `,
    ...unbroken(laws),
  );
}

function related(store, label, positions, list) {
  const items = positions.map((position) => {
    const other = store.entry(position);
    return element(
      "li",
      {},
      element("a", { href: store.page(other) }, ...unbroken(other.title)),
      ` ${other.who}, ${other.date} `,
      list.has(position) ? button("Show it here", () => list.to(position), { class: "quiet" }) : "",
    );
  });
  return element("div", { class: "relation" }, element("p", {}, label), element("ul", {}, ...items));
}

function unbroken(text) {
  return text.split(SIGN).map((part, at) => (at % 2 ? element("span", { class: "unbroken" }, part) : part));
}
