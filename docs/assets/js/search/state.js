// The state of the search, as in its address: the page shows nothing that is not in the address.
import { FACETS as ALL } from "../shared/filters/facets.js";
import { NONE, read as readFilters, write as writeFilters } from "../shared/filters/state.js";
import { LONGEST, needsExact } from "./query.js";

/** The search has every facet. */
export const FACETS = Object.freeze([...ALL.keys()]);
export const SORTS = { relevance: "Best match first", newest: "Newest first", oldest: "Oldest first" };
export const MODES = ["words", "exact"];
export const VIEWS = ["list", "lines"];
export const LINE_ORDERS = { date: "In list order", left: "By the word before", right: "By the word after" };
export const GROUPS = { none: "None", speaker: "By speaker", year: "By year" };
export const STEP = 10;

/** Read the state from an address; unknown parameters are ignored. */
export function read(search) {
  const parameters = new URLSearchParams(search);
  const q = (parameters.get("q") ?? "").trim();
  const choice = (name, known) => (known.includes(parameters.get(name)) ? parameters.get(name) : "");
  const shown = Number(parameters.get("shown"));
  return {
    q,
    ...readFilters(parameters, FACETS),
    mode: choice("mode", MODES),
    sort: choice("sort", Object.keys(SORTS)),
    view: choice("view", VIEWS) || "list",
    lines: choice("lines", Object.keys(LINE_ORDERS)) || "date",
    group: choice("group", Object.keys(GROUPS)) || "none",
    shown: Number.isInteger(shown) && shown > STEP && shown <= 1000 ? shown : STEP,
  };
}

/** Return a state as the query of an address, always in the same order. */
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
 * Return which search answers: the exact one for a phrase or a condition, otherwise the index.
 *
 * The reader's choice wins, but the index does not support conditions.
 */
export function modeOf(state, parsed) {
  if (needsExact(parsed)) return "exact";
  if (!parsed.terms.length) return "words";
  return state.mode || (parsed.phrases.length ? "exact" : "words");
}

/** Return the sort order of a state: without words, there is no best match. */
export function order(state) {
  return state.sort && (state.q || state.sort !== "relevance") ? state.sort : state.q ? "relevance" : "newest";
}

/** Return the state without a facet, or without any filter. */
export function without(state, name) {
  return { ...state, shown: STEP, ...(name === undefined ? NONE : { [name]: [] }) };
}
