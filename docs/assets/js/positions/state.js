// The state of the table of positions, as a value and as the query of an address.
import { only } from "../shared/filters/facets.js";
import { NONE, read, write } from "../shared/filters/state.js";

export const FACETS = only("jurisdiction", "statute", "stance", "holder", "side");
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const EVERYTHING = Object.freeze({
  on: "", // the day, or nothing for the latest
  ...NONE,
});

const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Read a state from the query of an address; unknown parameters and invalid days are ignored. */
export function parse(query) {
  const asked = new URLSearchParams(query);
  const on = asked.get("on") ?? "";
  return Object.freeze({ on: isDay(on) ? on : "", ...read(asked, FACETS) });
}

/** Return a state as a query; empty without filters. */
export function format(state) {
  const query = new URLSearchParams();
  if (state.on) query.set("on", state.on);
  write(query, state);
  const text = query.toString();
  return text && `?${text}`;
}

/** Choose a day; an empty text means the latest. */
export const choose = (state, on) => Object.freeze({ ...state, on: isDay(on) ? on : "" });

/** Return whether a place matches the filter, directly or as a container of a row's place. */
function placed(state, row) {
  const places = state.inside ? row.within : row.within.slice(0, 1);
  return !state.jurisdiction.length || places.some((place) => state.jurisdiction.includes(place));
}

/** Return whether a track matches the side and holder filters. */
export function followed(state, { side, holder }) {
  const among = (name, key) => !state[name].length || state[name].includes(key);
  return among("side", side) && among("holder", holder);
}

/**
 * Return whether a row matches: whether a single stance of one holder, known on the day, matches all filters.
 * `known` has the row's tracks, each with its step on the day and the takes that were never current.
 */
export function wanted(state, row, known) {
  if (!placed(state, row)) return false;
  const asked = ([stance, law]) =>
    (!state.stance.length || state.stance.includes(stance)) && (!state.statute.length || state.statute.includes(law));
  const free = !state.stance.length && (!state.statute.length || state.statute.includes(row.statute));
  return known.some(
    (track) =>
      followed(state, track) &&
      (track.step?.stances.some(asked) || (free && (track.aside.length > 0 || track.step !== undefined))),
  );
}

/** Return the day of the next change in either direction among some rows; nothing at an end. */
export function nextChange(days, on, direction) {
  const sorted = [...new Set(days)].sort();
  const at = on || sorted.at(-1) || "";
  const before = sorted.filter((day) => day < at);
  const after = sorted.filter((day) => day > at);
  return (direction < 0 ? before.at(-1) : after[0]) ?? "";
}
