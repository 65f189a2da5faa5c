// The state of the timeline, as a value and as the query of an address.
import { bounds, span } from "../shared/dates.js";
import { only } from "../shared/filters/facets.js";
import { narrowing as filters, NONE, read, write } from "../shared/filters/state.js";

export const FACETS = only("jurisdiction", "speaker", "statute", "policy", "kind", "stance", "holder", "side", "text");
export const LANES = ["side", "jurisdiction", "speaker"];

export const EVERYTHING = Object.freeze({
  ...NONE,
  from: "",
  to: "",
  oldest: false, // whether the oldest comes first
  lanes: "",
  open: "", // the id of the entry that is open
});

/** Read a state from the query of an address; unknown parameters and invalid dates are ignored. */
export function parse(query) {
  const asked = new URLSearchParams(query);
  const text = (name) => (asked.get(name) ?? "").trim();
  const date = (name) => (bounds(text(name)) ? text(name) : "");
  const { from, to } = ordered({ from: date("from"), to: date("to") });
  return Object.freeze({
    ...read(asked, FACETS),
    from,
    to,
    oldest: asked.get("order") === "oldest",
    lanes: LANES.includes(text("lanes")) ? text("lanes") : "",
    open: text("open"),
  });
}

/** Return a state as a query; empty without filters. The same state always gives the same query. */
export function format(state) {
  const query = new URLSearchParams();
  write(query, state);
  if (state.from) query.set("from", state.from);
  if (state.to) query.set("to", state.to);
  if (state.oldest) query.set("order", "oldest");
  if (state.lanes) query.set("lanes", state.lanes);
  if (state.open) query.set("open", state.open);
  const text = query.toString();
  return text && `?${text}`;
}

/** Change a state. */
export const change = (state, changes) => Object.freeze({ ...state, ...changes });

/** Return a state without its dates. */
export const withoutDates = (state) => change(state, { from: "", to: "" });

/** Return a state without filters. */
export const cleared = (state) => change(withoutDates(state), NONE);

/** Return each filter of a state, with the state without it. */
export function narrowing(state) {
  const dates = state.from || state.to;
  return [...filters(state), ...(dates ? [{ name: "dates", key: "", without: withoutDates(state) }] : [])];
}

/** Swap two dates in the wrong order. */
export function ordered({ from, to }) {
  return from && to && span(from)[0] > span(to)[1] ? { from: to, to: from } : { from, to };
}

/** Return the first and last day of a state; null for a missing date. */
export const range = ({ from, to }) => [from ? span(from)[0] : null, to ? span(to)[1] : null];
