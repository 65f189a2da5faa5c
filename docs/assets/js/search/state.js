// What the reader asked for, as an address holds it: the page shows nothing that the address does not say.
import { FACETS as ALL } from "../shared/filters/facets.js";
import { NONE, read as readFilters, write as writeFilters } from "../shared/filters/state.js";
import { LONGEST, needsExact } from "./query.js";

/** The search has every facet there is. */
export const FACETS = Object.freeze([...ALL.keys()]);
export const SORTS = { relevance: "Best match first", newest: "Newest first", oldest: "Oldest first" };
export const MODES = ["words", "exact"];
export const VIEWS = ["list", "lines"];
export const LINE_ORDERS = { date: "In list order", left: "By the word before", right: "By the word after" };
export const GROUPS = { none: "None", speaker: "By speaker", year: "By year" };
export const STEP = 10;

/** Read the state out of the query of an address. What it does not know it passes over. */
export function read(search) {
  const parameters = new URLSearchParams(search);
  const q = (parameters.get("q") ?? "").trim();
  const one = (name, known) => (known.includes(parameters.get(name)) ? parameters.get(name) : "");
  const shown = Number(parameters.get("shown"));
  return {
    q,
    ...readFilters(parameters, FACETS),
    mode: one("mode", MODES),
    sort: one("sort", Object.keys(SORTS)),
    view: one("view", VIEWS) || "list",
    lines: one("lines", Object.keys(LINE_ORDERS)) || "date",
    group: one("group", Object.keys(GROUPS)) || "none",
    shown: Number.isInteger(shown) && shown > STEP && shown <= 1000 ? shown : STEP,
  };
}

/** Write a state as the query of an address, always in the same order. */
export function write(state) {
  const parameters = new URLSearchParams();
  if (state.q.length <= LONGEST && state.q) parameters.set("q", state.q); // a longer one is answered with an error
  writeFilters(parameters, state);
  if (state.mode) parameters.set("mode", state.mode);
  if (state.sort) parameters.set("sort", state.sort);
  if (state.view !== "list") parameters.set("view", state.view);
  if (state.lines !== "date") parameters.set("lines", state.lines);
  if (state.group !== "none") parameters.set("group", state.group);
  if (state.shown > STEP) parameters.set("shown", state.shown);
  const written = parameters.toString();
  return written ? `?${written}` : "";
}

/**
 * Tell which search answers: the texts themselves where a phrase or a condition asks for it, otherwise the index.
 *
 * A choice of the reader's wins, but the index knows no conditions.
 */
export function modeOf(state, parsed) {
  if (needsExact(parsed)) return "exact";
  if (!parsed.terms.length) return "words";
  return state.mode || (parsed.phrases.length ? "exact" : "words");
}

/** Return the order that a state asks for: without words to match, there is no best match. */
export function order(state) {
  return state.sort && (state.q || state.sort !== "relevance") ? state.sort : state.q ? "relevance" : "newest";
}

/** Return the state without a facet, or without any filter. */
export function without(state, name) {
  return { ...state, shown: STEP, ...(name === undefined ? NONE : { [name]: [] }) };
}
