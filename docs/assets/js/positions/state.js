// What a reader has asked of the table of positions, as a value and as the query of an address.
import { only } from "../shared/filters/facets.js";
import { NONE, read, write } from "../shared/filters/state.js";

export const FACETS = only("jurisdiction", "statute", "stance", "holder", "side");
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const EVERYTHING = Object.freeze({
  on: "", // the day, or nothing for the latest
  ...NONE,
});

const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Read the query of an address; what it does not know, or what is no day, it passes over. */
export function parse(query) {
  const asked = new URLSearchParams(query);
  const on = asked.get("on") ?? "";
  return Object.freeze({ on: isDay(on) ? on : "", ...read(asked, FACETS) });
}

/** Write a state as a query; empty for everything. */
export function format(state) {
  const query = new URLSearchParams();
  if (state.on) query.set("on", state.on);
  write(query, state);
  const text = query.toString();
  return text && `?${text}`;
}

/** Choose a day; nothing stands for the latest. */
export const choose = (state, on) => Object.freeze({ ...state, on: isDay(on) ? on : "" });

/** Tell whether a place is one that is asked for, alone or as what contains a row's own. */
function placed(state, row) {
  const places = state.inside ? row.within : row.within.slice(0, 1);
  return !state.jurisdiction.length || places.some((place) => state.jurisdiction.includes(place));
}

/** Tell whether a track is on a side, and of a holder, that is asked for. */
export function followed(state, { side, holder }) {
  const among = (name, key) => !state[name].length || state[name].includes(key);
  return among("side", side) && among("holder", holder);
}

/**
 * Tell whether a row is wanted: whether one stance of one holder, of those known on the day, is all that was asked.
 * `known` has the row's tracks, each with the step that was picked by the day and with what never stood.
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

/** Return the day of the change next to one, in either direction, among the steps of some rows; nothing at an end. */
export function nextChange(days, on, direction) {
  const sorted = [...new Set(days)].sort();
  const at = on || sorted.at(-1) || "";
  const before = sorted.filter((day) => day < at);
  const after = sorted.filter((day) => day > at);
  return (direction < 0 ? before.at(-1) : after[0]) ?? "";
}
