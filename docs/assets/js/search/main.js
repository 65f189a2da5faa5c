// The search page: from the address to the results, and from the reader's actions back to the address.

import { button, element } from "../shared/element.js";
import { Filters } from "../shared/filters/panels.js";
import { narrowing, renewed, toggle } from "../shared/filters/state.js";
import { counted } from "../shared/numbers.js";
import { settled } from "../shared/settled.js";
import { index as opened } from "../shared/texts/store.js";
import { Bars } from "./bars.js";
import { Exact } from "./exact/search.js";
import { append } from "./groups.js";
import { instead } from "./instead.js";
import { drawLines } from "./lines.js";
import { Names } from "./names.js";
import { pages } from "./pages.js";
import { CONDITIONS, parse } from "./query.js";
import { offer } from "./save.js";
import { FACETS, GROUPS, LINE_ORDERS, modeOf, order, read, SORTS, STEP, without, write } from "./state.js";
import { Suggestions } from "./suggest.js";
import { ofExact, ofWords } from "./summary.js";
import { search } from "./words/index.js";

const SLOW = 200; // milliseconds, after which the page says that it is searching

const place = Object.fromEntries(
  [...document.querySelectorAll("[data-search]")].map((found) => [found.dataset.search, found]),
);
const filters = new Filters(FACETS, {
  values: (name) => Object.keys(counts[name]).map((key) => ({ key, label: names.label(name, key) })),
  onchange: (next) => go({ ...next, shown: STEP }),
  onclear: () => go(without(state)),
});
const bars = new Bars(place.bars, (year) => go({ ...toggle(state, "year", year), shown: STEP }));
const exact = new Exact();
const suggestions = new Suggestions(place.box, place.offers);
let names; // what the record calls its values
let counts = Object.fromEntries(FACETS.map((name) => [name, {}])); // of the last answer, by facet and value
let state = read(location.search);
let turn = 0;
let back = history.state?.scrolled; // where the reader was, who comes back from a result

place.form.addEventListener("submit", (event) => {
  event.preventDefault();
  suggestions.close();
  go({ ...state, q: place.box.value.trim(), shown: STEP });
});
place.mode.addEventListener("change", ({ target }) =>
  go({ ...state, q: place.box.value.trim(), mode: target.value, shown: STEP }),
);
place.view.addEventListener("change", ({ target }) => go({ ...state, view: target.value, shown: STEP }));
place.sort.addEventListener("change", () => go({ ...state, sort: place.sort.value, shown: STEP }));
place.lines.addEventListener("change", () => go({ ...state, lines: place.lines.value, shown: STEP }));
place.group.addEventListener("change", () => go({ ...state, group: place.group.value, shown: STEP }));
place.stop.addEventListener("click", () => exact.stop());
addEventListener("popstate", () => {
  const next = read(location.search);
  if (write(next) === write(state)) return; // a link within the page: what is shown, and has the focus, stays
  state = next;
  show();
});
addEventListener("pagehide", () => history.replaceState({ scrolled: scrollY }, ""));
for (const [value, label] of Object.entries(SORTS)) place.sort.append(element("option", { value }, label));
for (const [value, label] of Object.entries(LINE_ORDERS)) place.lines.append(element("option", { value }, label));
for (const [value, label] of Object.entries(GROUPS)) place.group.append(element("option", { value }, label));
for (const name of Object.keys(CONDITIONS)) place.conditions.append(element("code", {}, `${name}:`), " ");
place.filters.replaceWith(filters.element, filters.chips);
place.results.setAttribute("aria-busy", "true");
if (!write(state)) await settled(); // nothing is asked yet: what could be found comes after the page itself
if (!turn) show();

/** Show a new state, with its own address in the browser's history. */
function go(next) {
  if (write(next) !== write(state)) history.pushState(null, "", write(next) || location.pathname);
  state = next;
  show();
}

async function show() {
  turn += 1;
  const mine = turn;
  const parsed = parse(state.q);
  const mode = modeOf(state, parsed);
  // Only the scan of the texts knows where a phrase was found.
  if (mode === "words" && state.in.length) state = { ...without(state, "in"), shown: state.shown };
  controls(parsed, mode);
  place.results.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => say("Searching …"), SLOW);
  const current = () => mine === turn;
  try {
    names ??= new Names(await opened());
    renew();
    pages(place.pages, parsed, names, current);
    if (mode === "exact") await showExact(parsed, current);
    else await showWords(parsed, current);
  } catch (error) {
    if (current()) fail(error);
  } finally {
    clearTimeout(slow);
    if (current()) place.results.removeAttribute("aria-busy");
  }
}

/** Replace the labels in a former address with keys. */
function renew() {
  const next = renewed(state, (name) => names.values(name));
  if (next === state) return;
  state = next;
  history.replaceState(history.state, "", write(state));
}

function controls(parsed, mode) {
  place.box.value = state.q;
  place.sort.value = order(state);
  place.sort.options[0].disabled = !state.q;
  place.lines.value = state.lines;
  place.group.value = state.group;
  for (const radio of place.mode.querySelectorAll("input")) {
    radio.checked = radio.value === mode;
    radio.disabled =
      radio.value !== mode &&
      (radio.value === "words" ? parsed.conditions.length + parsed.errors.length > 0 : !state.q);
  }
  for (const radio of place.view.querySelectorAll("input")) radio.checked = radio.value === state.view;
  document.title = document.title.replace(/^.*?(?=Search - )/, state.q ? `${state.q} - ` : "");
  place.error.hidden = true;
}

async function showWords(parsed, current) {
  exact.stop();
  const answer = await search(state, parsed, names);
  const loaded = await answer.list(0, state.shown);
  if (!current()) return;
  progress(null);
  draw({ ...answer, sentence: ofWords(answer, state) }, loaded);
  if (answer.total === 0) empty(parsed, answer, current);
}

async function showExact(parsed, current) {
  await exact.search(state, names, (answer) => {
    if (!current()) return;
    progress(answer);
    if (answer.errors.length) return point(answer.errors);
    // Show nothing until there is something: content would move down as results arrive.
    if (!answer.total && !answer.done) return;
    const lines = state.view === "lines" && answer.hits > 0;
    const loaded = lines ? [] : answer.list(0, state.shown);
    draw({ ...answer, sentence: ofExact(answer, parsed), lines }, loaded);
    if (answer.total === 0 && answer.done) empty(parsed, answer, current);
  });
}

function draw(answer, loaded) {
  place.body.hidden = false;
  place.failure.hidden = true;
  place.help.hidden = Boolean(state.q) || narrowing(state).length > 0;
  say(answer.sentence);
  counts = answer.counts;
  filters.show(state, (name, key) => (Object.hasOwn(counts[name], key) ? counts[name][key] : 0));
  bars.draw(state, counts.year);
  place.empty.replaceChildren();
  place.order.hidden = answer.total < 2;
  place.view.hidden = !answer.hits;
  place.lines.parentElement.hidden = !answer.lines;
  place.group.parentElement.hidden = answer.total < 2;
  place.results.replaceChildren();
  append(place.results, loaded);
  place.concordance.replaceChildren();
  if (answer.lines) drawLines(place.concordance, answer, state);
  more(answer, loaded.length);
  offer(place.save, answer, state);
  if (back) scrollTo({ top: back, behavior: "instant" });
  back = 0;
}

/** Offer the next results; they are appended, and the focus moves to the first of them. */
function more(answer, shown) {
  place.more.hidden = answer.lines || shown >= answer.entries;
  place.more.textContent = `Show ${Math.min(STEP, answer.entries - shown)} more of ${answer.entries.toLocaleString("en")}`;
  place.more.onclick = async () => {
    const mine = turn;
    const loaded = await answer.list(shown, shown + STEP);
    if (mine !== turn) return;
    const items = append(place.results, loaded);
    items[0]?.querySelector(":is(h2, h3) a").focus();
    state = { ...state, shown: shown + loaded.length };
    history.replaceState(null, "", write(state));
    more(answer, shown + loaded.length);
  };
}

/** Show the progress of an exact search, with a button to stop it; hidden otherwise. */
function progress(answer) {
  place.progress.hidden = !answer || answer.done;
  if (!answer) return;
  const bar = place.progress.querySelector("progress");
  bar.max = answer.all || 1;
  bar.value = answer.scanned;
}

/** Show the errors in the query. */
function point(errors) {
  place.body.hidden = true;
  place.failure.hidden = true;
  say("");
  place.error.hidden = false;
  place.error.replaceChildren(
    ...errors.map(({ start, end, message }) =>
      element(
        "div",
        {},
        end > start &&
          element(
            "p",
            { class: "typed" },
            state.q.slice(0, start),
            element("mark", {}, state.q.slice(start, end)),
            state.q.slice(end),
          ),
        element("p", {}, message),
      ),
    ),
  );
}

/** Suggest what to leave out and where else to look if nothing was found. */
async function empty(parsed, answer, current) {
  const ways = await instead(state, parsed, answer, names);
  if (!current()) return;
  const items = ways.map(({ label, count, next }) =>
    element(
      "li",
      {},
      button(label, () => go({ ...next, shown: STEP })),
      ` ${counted(count, "result")}`,
    ),
  );
  place.empty.replaceChildren(
    ways.length ? element("p", {}, "Try instead:") : element("p", {}, "No form of these words is in the archive."),
    ways.length ? element("ul", {}, items) : "",
  );
  place.help.hidden = false;
}

function fail(error) {
  place.body.hidden = true;
  place.failure.hidden = false;
  place.cause.textContent = String(error?.message ?? error);
  say("");
}

function say(sentence) {
  if (place.status.textContent !== sentence) place.status.textContent = sentence;
}
