// What changed between two days: computes it from the positions' data, and keeps the days in the address.
import { load } from "../shared/data.js";
import { span as bounds, words, written } from "../shared/dates.js";
import { element } from "../shared/element.js";
import { exporting } from "../shared/export/menu.js";
import { must } from "../shared/must.js";
import { counted } from "../shared/numbers.js";
import { VERSIONS } from "../shared/versions.js";
import { between, format, isDay, parse, together } from "./between.js";
import { asTable } from "./table.js";

const MOST_NAMED = 6; // places; of more the sentence has their number, and a list below it their names
const find = (selector) => must(top.querySelector(selector), selector);
const top = must(document.querySelector("[data-changes]"), "The list of changes");
const form = find("[data-form]");
const root = top.dataset.root;
const strip = top.querySelector("[data-months]");

let data; // the positions' data
let names; // by facet and key, what it is called

const dayBefore = (month) => written(bounds(month)[0] - 1);
const lastDay = (month) => written(bounds(month)[1]);
const link = (path, text, title) => element("a", { href: root + path, title }, text);
const separated = (parts) => parts.flatMap((part, at) => (at ? [", ", part] : [part]));
const places = (slugs) => separated(slugs.map((slug) => link(`jurisdictions/${slug}/`, names.jurisdiction.get(slug))));

function laws(slugs) {
  const named = slugs.filter((slug) => slug !== "none");
  const links = separated(named.map((slug) => link(`statutes/${slug}/`, names.statute.get(slug))));
  return named.length ? [" ", element("span", { class: "law" }, links)] : [];
}

function grounds({ grounds: all }) {
  const unique = new Map(all.map((ground) => [ground[3], ground]));
  return separated(
    [...unique.values()].map(([, iso, when, path, , title, note]) => [
      link(path, element("time", { datetime: iso }, when), title),
      note.includes("caution") ? [" ", element("span", { class: "flag" }, "Caution")] : [],
    ]),
  );
}

function held(step) {
  const swatch = step.mark && find(`.legend [data-mark="${step.mark}"]`).cloneNode(true);
  return [swatch && [swatch, " "], element("i", {}, step.said), " (", grounds(step), ")"];
}

function sentence(change) {
  const [name, path] = data.holders[change.holder];
  const many = change.places.length > MOST_NAMED;
  return element(
    "li",
    {},
    element(
      "p",
      { class: "say" },
      element("b", {}, link(path, name)),
      " on ",
      many ? counted(change.places.length, "place") : places(change.places),
      ": ",
      change.before && [held(change.before), ", then "],
      held(change.after),
      laws(change.laws),
      ".",
    ),
    many &&
      element(
        "details",
        {},
        element("summary", {}, `The ${counted(change.places.length, "place")}`),
        element("p", { class: "gist" }, places(change.places)),
      ),
  );
}

function show() {
  const days = parse(location.search);
  for (const name of ["from", "to"]) form.elements[name].value = days[name];
  const isAsked = Boolean(days.from || days.to);
  find("[data-every]").hidden = isAsked;
  const list = find("[data-between]");
  list.hidden = !isAsked;
  const told = isAsked ? together(between(data.cells, days)) : [];
  list.replaceChildren(...told.map(sentence));
  mark(days);
  find("[data-state]").textContent = isAsked
    ? `${counted(told.length, "change")} ${span(days)}.`
    : "Changes, by month.";
}

function span({ from, to }) {
  if (from && to) return `between ${words(from)} and ${words(to)}`;
  return from ? `since ${words(from)}` : `until ${words(to)}`;
}

// The months with a day after the first that is asked for, until the last.
function mark({ from, to }) {
  for (const one of strip?.children ?? []) {
    const { month } = one.dataset;
    one.classList.toggle("chosen", Boolean(from || to) && (!from || from < lastDay(month)) && (!to || month <= to));
  }
}

/** Let a drag across the months compare what was said before the first with what is said at the end of the last. */
function drag() {
  let start = "";
  const over = ({ target }) => target.closest?.("[data-month]")?.dataset.month ?? "";
  const range = (end) => {
    const [first, last] = [start, end].sort();
    return { from: dayBefore(first), to: lastDay(last) };
  };
  strip.addEventListener("pointerdown", (event) => {
    start = event.button ? "" : over(event);
    if (event.target.hasPointerCapture?.(event.pointerId)) event.target.releasePointerCapture(event.pointerId);
  });
  strip.addEventListener("pointerover", (event) => start && over(event) && mark(range(over(event))));
  addEventListener("pointerup", (event) => {
    const end = over(event);
    if (start && end && end !== start) ask(range(end));
    else if (start) mark(parse(location.search));
    start = "";
  });
}

function ask(days) {
  history.pushState(null, "", `${location.pathname}${format(days)}`);
  show();
}

try {
  data = await load("positions/data.json", VERSIONS.positions);
  names = Object.fromEntries(
    Object.entries(data.facets).map(([facet, found]) => [facet, new Map(found.map(({ key, label }) => [key, label]))]),
  );
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const days = Object.fromEntries(["from", "to"].map((name) => [name, form.elements[name].value]));
    if (Object.values(days).every((day) => !day || isDay(day))) ask(days);
  });
  find("[data-clear]").addEventListener("click", () => ask({ from: "", to: "" }));
  addEventListener("popstate", show);
  if (strip) drag();
  top.querySelector("[data-export]")?.replaceWith(
    exporting({
      taken: () => ({
        view: new URL(`${root}embed/positions/changes/${format(parse(location.search))}`, location.href).href,
        name: "changes",
        title: find("[data-state]").textContent,
      }),
      csv: () => asTable(data, parse(location.search)),
    }),
  );
  show();
} catch {
  // The list from the build stays: every change by month.
  form.after(element("p", { class: "note" }, "Two days cannot be compared: the data did not load."));
}
top.classList.add("ready");
