// The map of places: draws what a chosen holder had last said by a chosen day, in the tiles and in the table, and keeps
// both in the address.

import { csv } from "../shared/csv.js";
import { load } from "../shared/data.js";
import { words } from "../shared/dates.js";
import { element } from "../shared/element.js";
import { exporting } from "../shared/export/menu.js";
import { must } from "../shared/must.js";
import { counted } from "../shared/numbers.js";
import { pageOf } from "../shared/site.js";
import { VERSIONS } from "../shared/versions.js";
import { daysOf, ITSELF, lastWords } from "./last.js";

const top = must(document.querySelector("[data-map]"), "The map");
const find = (selector) => must(top.querySelector(selector), selector);
const form = find("[data-form]");
const root = top.dataset.root;
const box = form.elements.holder;
const slide = form.elements.day;
const body = find("tbody");
const lines = [...top.querySelectorAll("[data-line]")].sort(byName);

let data; // the positions' data
let days = []; // on which anything changed of the holder that is chosen

function byName(one, other) {
  return one.querySelector("th").textContent.localeCompare(other.querySelector("th").textContent, "en");
}

const swatch = (mark) => mark && find(`.legend [data-mark="${mark}"]`).cloneNode(true);

function ground([speaker, iso, when, path, , title, note]) {
  return element(
    "span",
    { class: "ground" },
    element("a", { href: root + path, title }, element("time", { datetime: iso }, when)),
    speaker && [" ", element("span", { class: "speaker" }, speaker)],
    note && [" ", element("small", {}, note)],
  );
}

/** Fill a row of the table; `said` is empty if nothing is known. */
function fill(line, said) {
  const [what, who, grounds] = ["said", "who", "grounds"].map((name) => line.querySelector(`[data-${name}]`));
  line.classList.toggle("silent", !said);
  if (!said) {
    what.textContent = "No known word";
    who.replaceChildren();
    grounds.replaceChildren();
    return;
  }
  const [name, path] = data.holders[said.holder];
  what.replaceChildren(swatch(said.step.mark) || "", " ", element("i", {}, said.step.words));
  who.replaceChildren(element("a", { href: root + path }, name));
  grounds.replaceChildren(...said.step.grounds.map(ground));
}

/** Draw a place in its tile. */
function draw(pip, said) {
  const link = pip.querySelector("a");
  const place = find(`[data-line="${pip.dataset.place}"] th`).textContent;
  link.firstElementChild.replaceWith(swatch(said?.step.mark) || element("span", { class: "unsaid" }));
  link.title = said ? `${place}: ${said.step.words}` : place;
}

function show() {
  const asked = new URLSearchParams(location.search);
  const wanted = asked.get("holder") ?? "";
  const chosen = [...box.options].some(({ value }) => value === wanted) ? wanted : box.options[0].value;
  days = daysOf(data.cells, chosen);
  const on = asked.get("on") ?? "";
  const at = on ? days.findLastIndex((day) => day <= on) : days.length - 1;
  const day = days[at] ?? "";
  box.value = chosen;
  slide.max = String(Math.max(days.length - 1, 0));
  slide.value = String(Math.max(at, 0));
  slide.disabled = days.length < 2;
  slide.setAttribute("aria-valuetext", words(day));
  find("[data-day]").textContent = words(day);
  const said = lastWords(data.cells, chosen, day);
  for (const pip of top.querySelectorAll("[data-place]")) draw(pip, said.get(pip.dataset.place));
  for (const line of lines) fill(line, said.get(line.dataset.line));
  const spoken = (line) => said.has(line.dataset.line);
  body.replaceChildren(...lines.filter(spoken), ...lines.filter((line) => !spoken(line)));
  const who = chosen === ITSELF ? "each place, about itself" : data.holders[chosen][0];
  top.classList.toggle("of-itself", chosen === ITSELF);
  find("[data-state]").textContent = `Last said by ${who}, as of ${words(day)}: ${counted(said.size, "place")}.`;
}

function ask(holder, on) {
  const query = new URLSearchParams(Object.entries({ holder, on }).filter(([, value]) => value)).toString();
  history.replaceState(null, "", `${location.pathname}${query && `?${query}`}`);
  show();
}

/** Export the map's content as a table. */
function asTable() {
  const rows = [...lastWords(data.cells, box.value, days[slide.value] ?? "")].map(([slug, { holder, step }]) => [
    find(`[data-line="${slug}"] th`).textContent,
    data.holders[holder][0],
    step.words,
    step.grounds.map(([, iso]) => iso).sort()[0],
    step.grounds
      .map((one) => one[6])
      .filter(Boolean)
      .join("; "),
    step.grounds.map((one) => pageOf(one[3].split("/")[1])).join(" "),
  ]);
  return csv([["place", "holder", "stance", "since", "notes", "permalinks"], ...rows]);
}

const isLatest = () => Number(slide.value) === days.length - 1;

try {
  data = await load("positions/data.json", VERSIONS.positions);
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("change", () => ask(box.value, isLatest() ? "" : days[slide.value]));
  slide.addEventListener("input", () => ask(box.value, isLatest() ? "" : days[slide.value]));
  top.querySelector("[data-export]")?.replaceWith(
    exporting({
      taken: () => ({
        view: new URL(`${root}embed/positions/map/${location.search}`, location.href).href,
        name: "map",
        title: find("[data-state]").textContent,
      }),
      csv: asTable,
    }),
  );
  addEventListener("popstate", show);
  form.hidden = false;
  show();
} catch {
  // The map from the build stays: what the holder with the most places last said.
  form.after(element("p", { class: "note" }, "Other holders and days are unavailable: the data did not load."));
}
