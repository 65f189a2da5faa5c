// The table of positions as of any day: fills its cells from the steps that the build worked out, narrows its rows, and
// keeps what was asked in the address.
import {
  EVERYTHING,
  FACETS,
  choose,
  followed,
  format,
  narrowing,
  nextChange,
  parse,
  pick,
  toggle,
  wanted,
} from "./state.js";

const top = document.querySelector("[data-positions]");
const form = top.querySelector("[data-form]");
const root = top.dataset.root;
const rows = [...top.querySelectorAll("tr[data-key]")].map((element) => ({
  element,
  key: element.dataset.key,
  within: element.dataset.within.split(" "),
  statute: element.dataset.statute,
  cells: [...element.querySelectorAll("td[data-side]")],
}));
const told = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const inWords = (day) => told.format(new Date(`${day}T00:00:00Z`));
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

let data;
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

/** Give the tracks of a row of which anything is known on a day. */
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
  const shown = new Set(left(state));
  for (const row of rows) {
    row.element.hidden = !shown.has(row);
    if (row.element.hidden) continue;
    const tracks = known(row, state.on).filter((track) => followed(state, track));
    for (const cell of row.cells) {
      fill(
        cell,
        tracks.filter(({ side }) => side === cell.dataset.side),
      );
    }
  }
  for (const body of top.querySelectorAll("tbody[data-place]")) {
    body.hidden = !body.querySelector("tr[data-key]:not([hidden])");
  }
  for (const one of top.querySelectorAll("td[data-side], th[data-side]")) {
    one.hidden = state.side.length > 0 && !state.side.includes(one.dataset.side);
  }
  showDay();
  return shown.size;
}

function showDay() {
  for (const line of top.querySelectorAll("line.now")) line.remove();
  if (!state.on) return;
  const span = (day) => Date.parse(`${day}T00:00:00Z`);
  const share = (span(state.on) - span(data.begin)) / (span(data.end) + 86400000 - span(data.begin));
  const at = `${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%`;
  for (const lane of top.querySelectorAll(".history svg.lane")) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [name, value] of Object.entries({ class: "now", x1: at, x2: at, y1: "0", y2: "14" })) line.setAttribute(name, value);
    lane.append(line);
  }
}

const label = (name, key) => form.querySelector(`input[name="${name}"][value="${CSS.escape(key)}"]`)?.dataset.label ?? key;

function showChosen() {
  const list = form.querySelector("[data-chosen]");
  list.replaceChildren(
    ...narrowing(state).map(({ name, key }) => {
      const item = document.createElement("li");
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = `${label(name, key)} ×`;
      drop.setAttribute("aria-label", `Remove the filter ${label(name, key)}`);
      drop.addEventListener("click", () => ask(toggle(state, name, key)));
      item.append(drop);
      return item;
    }),
  );
}

function showForm() {
  form.querySelector("#as-of").value = state.on;
  form.querySelector("[name=inside]").checked = state.inside;
  for (const box of form.querySelectorAll("input[data-label]")) {
    const number = left({ ...state, [box.name]: [box.value] }).length;
    box.checked = state[box.name].includes(box.value);
    box.parentElement.querySelector(".count").textContent = number;
    box.parentElement.hidden = !number && !box.checked;
  }
  for (const name of FACETS) {
    const number = form.querySelector(`[data-count="${name}"]`);
    if (number) number.textContent = state[name].length ? ` (${state[name].length})` : "";
  }
  for (const step of form.querySelectorAll("[data-step]")) step.disabled = !changeFrom(Number(step.dataset.step));
  showChosen();
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
  const helping = narrowing(state).filter(({ name, key }) => left(toggle(state, name, key)).length);
  empty.textContent = helping.length
    ? `Nothing matches. It would without ${helping.map(({ name, key }) => label(name, key)).join(", or without ")}.`
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
    else if (target.name === "inside") ask(Object.freeze({ ...state, inside: target.checked }));
    else ask(toggle(state, target.name, target.value));
  });
  form.querySelector("[data-latest]").addEventListener("click", () => ask(choose(state, "")));
  for (const step of form.querySelectorAll("[data-step]")) {
    step.addEventListener("click", () => ask(choose(state, changeFrom(Number(step.dataset.step)))));
  }
  form.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  addEventListener("popstate", () => {
    state = parse(location.search);
    show();
  });
}

try {
  const answer = await fetch(top.dataset.positions);
  if (!answer.ok) throw new Error(String(answer.status));
  data = await answer.json();
  state = parse(location.search);
  listen();
  form.hidden = false;
  show();
} catch {
  // The table as it was built stays: what each holder last said.
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "Another date could not be offered: the data did not load.";
  form.after(note);
}
