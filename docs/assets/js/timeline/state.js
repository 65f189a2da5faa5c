// What a reader has asked of the timeline, as a value and as the query of an address.
import { bounds } from "./time.js";

export const FACETS = ["jurisdiction", "speaker", "statute", "policy", "kind", "stance", "holder", "side", "text"];
/** The facets of which one position must have all that is asked for. */
export const OF_POSITIONS = ["jurisdiction", "statute", "stance", "side", "holder"];
export const LANES = ["side", "jurisdiction", "speaker"];

export const EVERYTHING = Object.freeze({
  ...Object.fromEntries(FACETS.map((name) => [name, Object.freeze([])])),
  inside: false, // whether a place stands for those inside it too
  from: "",
  to: "",
  oldest: false, // whether the oldest comes first
  lanes: "",
  open: "", // the id of the entry that is open
});

/** Read the query of an address; what it does not know, or what is no date, it passes over. */
export function parse(query) {
  const asked = new URLSearchParams(query);
  const date = (name) => (bounds(asked.get(name) ?? "") ? asked.get(name).trim() : "");
  const { from, to } = ordered({ from: date("from"), to: date("to") });
  return Object.freeze({
    ...Object.fromEntries(
      FACETS.map((name) => [name, Object.freeze([...new Set(asked.getAll(name).filter(Boolean))])]),
    ),
    inside: asked.get("inside") === "1",
    from,
    to,
    oldest: asked.get("order") === "oldest",
    lanes: LANES.includes(asked.get("lanes")) ? asked.get("lanes") : "",
    open: asked.get("open") ?? "",
  });
}

/** Write a state as a query; empty for everything. The same state always gives the same query. */
export function format(state) {
  const query = new URLSearchParams();
  for (const name of FACETS) for (const key of state[name]) query.append(name, key);
  if (state.inside) query.set("inside", "1");
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

/** Take a value of a facet up, or drop it where it is there. */
export function toggle(state, name, key) {
  const kept = state[name].filter((one) => one !== key);
  return change(state, { [name]: kept.length < state[name].length ? kept : [...kept, key] });
}

/** Give each thing that narrows a state, with the state that drops it. */
export function narrowing(state) {
  const values = FACETS.flatMap((name) => state[name].map((key) => ({ name, key, without: toggle(state, name, key) })));
  const dates = state.from || state.to;
  return dates ? [...values, { name: "dates", key: "", without: change(state, { from: "", to: "" }) }] : values;
}

/** Turn two dates that stand in the wrong order. */
export function ordered({ from, to }) {
  return from && to && bounds(from)[0] > bounds(to)[1] ? { from: to, to: from } : { from, to };
}

/** Give the first and the last day of a state; where a date is missing, null. */
export const range = ({ from, to }) => [from ? bounds(from)[0] : null, to ? bounds(to)[1] : null];
