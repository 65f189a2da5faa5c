// The search page: from its address to the results, and from what the reader does back to the address.
import { button, element } from "./element.js";
import { Facets } from "./facets.js";
import { parse } from "./query.js";
import { item } from "./results.js";
import { FACETS, SORTS, STEP, order, read, toggled, without, write } from "./state.js";
import { instead, search } from "./words.js";

const SLOW = 200; // milliseconds, after which the page says that it is searching
const WIDE = matchMedia("(min-width: 60rem)");

const place = Object.fromEntries([...document.querySelectorAll("[data-search]")].map((one) => [one.dataset.search, one]));
const facets = new Facets(place.facets, (name, value) => go(toggled(state, name, value)));
let state = read(location.search);
let turn = 0;

place.form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ ...state, q: place.box.value.trim(), shown: STEP });
});
place.sort.addEventListener("change", () => go({ ...state, sort: place.sort.value, shown: STEP }));
addEventListener("popstate", () => {
  state = read(location.search);
  show();
});
for (const [value, label] of Object.entries(SORTS)) place.sort.append(element("option", { value }, label));
WIDE.addEventListener("change", () => (place.narrow.open = WIDE.matches));
place.narrow.open = WIDE.matches;
show();

/** Take up a state: it gets an address of its own, to which the reader can come back. */
function go(next) {
  if (write(next) !== write(state)) history.pushState(null, "", write(next) || location.pathname);
  state = next;
  show();
}

async function show() {
  turn += 1;
  const mine = turn;
  const parsed = parse(state.q);
  place.box.value = state.q;
  place.sort.value = order(state);
  place.sort.options[0].disabled = !state.q;
  document.title = document.title.replace(/^.*?(?=Search - )/, state.q ? `${state.q} - ` : "");
  place.results.setAttribute("aria-busy", "true");
  const slow = setTimeout(() => say("Searching …"), SLOW);
  try {
    const answer = await search(state, parsed);
    const loaded = await answer.load(0, state.shown);
    if (mine === turn) draw(answer, loaded, parsed);
  } catch (error) {
    if (mine === turn) fail(error);
  } finally {
    clearTimeout(slow);
    if (mine === turn) place.results.removeAttribute("aria-busy");
  }
}

function draw(answer, loaded, parsed) {
  place.body.hidden = false;
  place.failure.hidden = true;
  place.help.hidden = Boolean(state.q) || chosen() > 0;
  say(summary(answer));
  facets.draw(state, answer.counts);
  place.narrow.querySelector("summary").textContent = chosen() ? `Narrow (${chosen()})` : "Narrow";
  chips();
  pages(answer.pages);
  place.results.replaceChildren(...loaded.map(item));
  place.empty.replaceChildren();
  place.sort.parentElement.hidden = answer.total < 2;
  more(answer, loaded.length);
  if (answer.total === 0) empty(parsed);
}

function summary({ total, undated, phrase, absent }) {
  const found = total ? counted(total, "result") : "Nothing found";
  const way = phrase
    ? " for these words in this order, in any of their forms"
    : state.q
      ? ` with all ${absent.length ? "the other" : "of these"} words, in any of their forms`
      : "";
  const nowhere = absent.map((word) => `“${word}”`).join(" and ");
  const missing = absent.length ? ` ${nowhere} ${absent.length === 1 ? "stands" : "stand"} nowhere in the archive.` : "";
  const left = undated ? ` ${counted(undated, "page")} without a date left out of this order.` : "";
  return `${found}${way}.${missing}${left}`;
}

function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function chosen() {
  return Object.values(state.facets).flat().length;
}

/** Show what was chosen, each to be pressed away. */
function chips() {
  const made = FACETS.flatMap(({ name, label }) =>
    (state.facets[name] ?? []).map((value) => {
      const chip = button(`${label}: ${value}`, () => go(toggled(state, name, value)), { "aria-label": `Remove ${label}: ${value}` });
      return element("li", {}, chip);
    }),
  );
  if (made.length > 1) made.push(element("li", {}, button("Remove all", () => go(without(state)), { class: "all" })));
  place.chips.replaceChildren(...made);
  place.chips.hidden = made.length === 0;
}

function pages(found) {
  place.pages.hidden = found.length === 0;
  place.pages.replaceChildren(
    ...found.map(({ url, title, kind }) => element("li", {}, element("span", {}, kind), " ", element("a", { href: url }, title))),
  );
}

/** Offer the next results; they join those that are there, and the focus goes to the first of them. */
function more(answer, shown) {
  place.more.hidden = shown >= answer.total;
  place.more.textContent = `Show ${Math.min(STEP, answer.total - shown)} more of ${answer.total.toLocaleString("en")}`;
  place.more.onclick = async () => {
    const mine = turn;
    const loaded = await answer.load(shown, shown + STEP);
    if (mine !== turn) return;
    const items = loaded.map(item);
    place.results.append(...items);
    items[0]?.querySelector("h2 a").focus();
    state = { ...state, shown: shown + loaded.length };
    history.replaceState(null, "", write(state));
    more(answer, shown + loaded.length);
  };
}

/** Help a reader on who found nothing: what to leave out, and where else to look. */
async function empty(parsed) {
  const mine = turn;
  const ways = await instead(state, parsed);
  if (mine !== turn) return;
  const items = ways.map(({ label, count, next }) =>
    element("li", {}, button(label, () => go({ ...next, shown: STEP })), ` ${counted(count, "result")}`),
  );
  place.empty.replaceChildren(
    ways.length ? element("p", {}, "What would find something:") : element("p", {}, "No form of these words is in the archive."),
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
  place.status.textContent = sentence;
}
