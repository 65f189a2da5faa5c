// The table of positions as of any day: fills its cells from the steps computed by the build, filters its rows, and
// keeps its state in the address.
import { load } from "../shared/data.js";
import { words as inWords } from "../shared/dates.js";
import { draw, element } from "../shared/element.js";
import { exporting } from "../shared/export/menu.js";
import { Filters } from "../shared/filters/panels.js";
import { NONE, narrowing, renewed } from "../shared/filters/state.js";
import { counted } from "../shared/numbers.js";
import { settled } from "../shared/settled.js";
import { pick } from "../shared/steps.js";
import { VERSIONS } from "../shared/versions.js";
import { choose, EVERYTHING, FACETS, followed, format, nextChange, parse, wanted } from "./state.js";
import { asTable } from "./table.js";

const top = document.querySelector("[data-positions]");
const form = top.querySelector("[data-form]");
const root = top.dataset.root;
// A row of the table is for one place and law, or for several of which exactly the same was said.
const rows = [...top.querySelectorAll("[data-key]")].map((one) => {
  const line = one.matches("tr") ? one : one.closest("tbody").querySelector("tr.held");
  return {
    element: one,
    line,
    key: one.dataset.key,
    within: one.dataset.within.split(" "),
    statute: line.dataset.statute,
    cells: [...line.querySelectorAll("td[data-side]")],
  };
});
const filters = new Filters(FACETS, {
  values: (name) => data.facets[name],
  onchange: (asked) => ask(asked),
  onclear: () => ask(Object.freeze({ ...state, ...NONE })),
});

let data; // each cell by its row, the holders, and the values of the facets
let state = EVERYTHING;

const copy = (name) => top.querySelector(`[data-template="${name}"]`).content.cloneNode(true);

function ground([speaker, iso, when, path, quote, title, note]) {
  const item = copy("ground");
  const link = item.querySelector("a");
  link.href = root + path;
  link.title = title;
  const time = item.querySelector("time");
  time.dateTime = iso;
  time.textContent = when;
  item.querySelector(".speaker").textContent = speaker;
  item.querySelector("small").textContent = note;
  const words = item.querySelector("q");
  if (quote) words.textContent = quote;
  else words.remove();
  return item;
}

function said({ mark = "", words, grounds }, isAside = false) {
  const made = copy("matter");
  made.firstChild.classList.toggle("aside", isAside);
  const swatch = made.querySelector("svg");
  if (mark) swatch.replaceWith(top.querySelector(`.legend [data-mark="${mark}"]`).cloneNode(true));
  else swatch.remove();
  made.querySelector(".stance span").textContent = words;
  made.querySelector("ul").append(...grounds.map(ground));
  return made;
}

function held(slug, tracks) {
  const made = copy("holder");
  const [name, path] = data.holders[slug];
  const link = made.querySelector("a");
  link.textContent = name;
  link.href = root + path;
  made.firstChild.append(
    ...tracks.flatMap(({ step, aside }) => [
      ...(step ? [said(step)] : []),
      ...aside.map(({ words, ground: one }) => said({ words, grounds: [one] }, true)),
    ]),
  );
  return made;
}

function fill(cell, tracks) {
  if (!tracks.length) return cell.replaceChildren(copy("silent"));
  const holders = new Map(tracks.map(({ holder }) => [holder, []]));
  for (const track of tracks) holders.get(track.holder).push(track);
  return cell.replaceChildren(...[...holders].map(([slug, own]) => held(slug, own)));
}

/** Return the tracks of a row with something known on a day. */
function known(row, on) {
  if (row.day !== on) {
    row.day = on;
    row.known = data.cells[row.key]
      .map((track) => ({
        ...track,
        step: pick(track.steps, on),
        aside: track.aside.filter(({ since }) => !on || since <= on),
      }))
      .filter(({ step, aside }) => step || aside.length);
  }
  return row.known;
}

const left = (asked) => rows.filter((row) => wanted(asked, row, known(row, asked.on)));

function showTable() {
  const shown = left(state);
  const lines = new Map(shown.map((row) => [row.line, row]));
  for (const row of rows) {
    row.element.hidden = !shown.includes(row);
    row.line.hidden = !lines.has(row.line);
  }
  for (const row of lines.values()) {
    const tracks = known(row, state.on).filter((track) => followed(state, track));
    for (const cell of row.cells) {
      fill(
        cell,
        tracks.filter(({ side }) => side === cell.dataset.side),
      );
    }
  }
  for (const body of top.querySelectorAll("tbody[data-place]")) {
    body.hidden = !body.querySelector("tr.held:not([hidden])");
    const several = body.querySelector("[data-counted]");
    if (several) several.textContent = counted(body.querySelectorAll("li[data-key]:not([hidden])").length, "place");
  }
  for (const one of top.querySelectorAll("td[data-side], th[data-side]")) {
    one.hidden = state.side.length > 0 && !state.side.includes(one.dataset.side);
  }
  showStrips(new Set(shown.map(({ key }) => key)));
  showDay();
  return shown.length;
}

/** Show only the parts of the pictures that are in the table. */
function showStrips(keys) {
  for (const part of top.querySelectorAll("[data-shows]")) {
    part.hidden = !part.dataset.shows.split(" ").some((key) => keys.has(key));
  }
  for (const line of top.querySelectorAll(".line[data-holder]")) line.hidden = !followed(state, line.dataset);
  for (const strip of top.querySelectorAll("[data-strip]")) {
    strip.hidden = !strip.querySelector("[data-shows]:not([hidden])");
    const several = strip.querySelectorAll("li[data-shows]:not([hidden])").length;
    if (several) strip.querySelector("h3").textContent = counted(several, "place");
  }
  const more = top.querySelector("[data-more]");
  if (!more) return;
  const folded = more.querySelectorAll("[data-strip]:not([hidden])").length;
  more.querySelector("[data-others]").textContent = String(folded);
  more.hidden = !folded;
  more.open = narrowing(state).length > 0;
}

function showDay() {
  for (const line of top.querySelectorAll("line.now")) line.remove();
  if (!state.on) return;
  const span = (day) => Date.parse(`${day}T00:00:00Z`);
  const share = (span(state.on) - span(data.begin)) / (span(data.end) + 86400000 - span(data.begin));
  const at = `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;
  for (const lane of top.querySelectorAll(".strips svg.lane")) {
    lane.append(draw("line", { class: "now", x1: at, x2: at, y1: 0, y2: 14 }));
  }
}

function showForm() {
  form.querySelector("#as-of").value = state.on;
  for (const step of form.querySelectorAll("[data-step]")) step.disabled = !changeFrom(Number(step.dataset.step));
  filters.show(state, (name, key) => left({ ...state, [name]: [key] }).length);
}

function changeFrom(direction) {
  const among = { ...state, on: "", stance: [] };
  const tracks = left(among).flatMap((row) => data.cells[row.key].filter((track) => followed(state, track)));
  const days = tracks.flatMap(({ steps }) => steps.map(({ since }) => since));
  return nextChange(days, state.on, direction);
}

function tell(number) {
  const when = state.on ? `What each holder had last said by ${inWords(state.on)}` : "What each holder last said";
  const share = number < rows.length ? `${number} of ${counted(rows.length, "pair")}` : counted(number, "pair");
  top.querySelector("[data-state]").textContent = `${when}: ${share} of a place and a law.`;
  const empty = top.querySelector("[data-empty]");
  empty.hidden = number > 0;
  const helping = narrowing(state).filter(({ without }) => left(without).length);
  empty.textContent = helping.length
    ? `Nothing matches. It would without ${helping.map(({ name, key }) => filters.label(name, key)).join(", or without ")}.`
    : state.on && left(choose(state, "")).length
      ? `Nothing of this was known by ${inWords(state.on)}.`
      : "Nothing matches all of these filters.";
}

function show() {
  const number = showTable();
  showForm();
  tell(number);
}

function ask(asked) {
  state = asked;
  history.pushState(null, "", `${location.pathname}${format(state)}${location.hash}`);
  show();
}

function listen() {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    if (target.name === "on") ask(choose(state, target.value));
  });
  form.querySelector("[data-latest]").addEventListener("click", () => ask(choose(state, "")));
  for (const step of form.querySelectorAll("[data-step]")) {
    step.addEventListener("click", () => ask(choose(state, changeFrom(Number(step.dataset.step)))));
  }
  top.querySelector("[data-export]")?.replaceWith(
    exporting({
      taken: () => ({
        view: new URL(`${root}embed/positions/${format(state)}`, location.href).href,
        name: "positions",
        title: "Who says which place complies with which law",
      }),
      csv: () => asTable(data, left(state), state),
    }),
  );
  addEventListener("popstate", () => {
    state = addressed();
    show();
  });
}

/** Return the state in the address; labels from former addresses are replaced with keys there too. */
function addressed() {
  const asked = parse(location.search);
  const renamed = renewed(asked, (name) => data.facets[name]);
  if (renamed !== asked)
    history.replaceState(history.state, "", `${location.pathname}${format(renamed)}${location.hash}`);
  return renamed;
}

try {
  // Unless the address asks for something, the page is complete as it came.
  if (!location.search && !document.querySelector(".framed")) await settled();
  data = await load("positions/data.json", VERSIONS.positions);
  state = addressed();
  listen();
  form.append(filters.element, filters.chips);
  form.hidden = false;
  show();
} catch {
  // The table from the build stays: what each holder last said.
  form.after(element("p", { class: "note" }, "Other dates are unavailable: the data did not load."));
}
