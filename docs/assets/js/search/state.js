// What the reader asked for, as an address holds it: the page shows nothing that the address does not say.
import { needsExact } from "./query.js";

export const FACETS = [
  { name: "in", label: "Found in" },
  { name: "type", label: "Type of page" },
  { name: "year", label: "Year" },
  { name: "jurisdiction", label: "Jurisdiction" },
  { name: "speaker", label: "Speaker" },
  { name: "statute", label: "Statute" },
  { name: "policy", label: "Policy" },
  { name: "stance", label: "Position taken" },
  { name: "holder", label: "Holder" },
  { name: "kind", label: "Kind" },
  { name: "text", label: "Text" },
];
/** Whose words were found: what was spoken, or what the archive says of it. */
export const WHOSE = { words: "The words said", archive: "The archive’s own words" };
export const SORTS = { relevance: "Best match first", newest: "Newest first", oldest: "Oldest first" };
export const MODES = ["words", "exact"];
export const VIEWS = ["list", "lines"];
export const LINE_ORDERS = { date: "In list order", left: "By the word before", right: "By the word after" };
export const GROUPS = { none: "None", speaker: "By speaker", year: "By year" };
export const STEP = 10;

const NAMES = FACETS.map((facet) => facet.name);

/** Read the state out of the query of an address. What it does not know it passes over. */
export function read(search) {
  const parameters = new URLSearchParams(search);
  const facets = {};
  for (const name of NAMES) {
    const values = [...new Set(parameters.getAll(name).filter(Boolean))];
    if (values.length) facets[name] = values;
  }
  const q = (parameters.get("q") ?? "").trim();
  const one = (name, known) => (known.includes(parameters.get(name)) ? parameters.get(name) : "");
  const shown = Number(parameters.get("shown"));
  return {
    q,
    facets,
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
  if (state.q) parameters.set("q", state.q);
  for (const name of NAMES) for (const value of state.facets[name] ?? []) parameters.append(name, value);
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

/** Give the order that a state stands for: without words to match, there is no best match. */
export function order(state) {
  return state.sort && (state.q || state.sort !== "relevance") ? state.sort : state.q ? "relevance" : "newest";
}

/** Give the state with a value of a facet chosen, or not chosen any more. */
export function toggled(state, name, value) {
  const chosen = state.facets[name] ?? [];
  const values = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
  const { [name]: _, ...others } = state.facets;
  return { ...state, shown: STEP, facets: values.length ? { ...others, [name]: values } : others };
}

/** Give the state without a facet, or without all of them. */
export function without(state, name) {
  const { [name]: _, ...others } = state.facets;
  return { ...state, shown: STEP, facets: name === undefined ? {} : others };
}
