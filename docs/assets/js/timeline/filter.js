// Which statements a state leaves, and how many each further value would.
import { FACETS, narrowing, range } from "./state.js";

const RANGE = Object.freeze({});

/**
 * Give the positions that are left, those left but for the dates, and for each facet how many statements each of its
 * values has among those that every other filter leaves.
 */
export function select(table, state, narrowed = null) {
  const [first, last] = range(state);
  const columns = FACETS.map((name) => tallied(table.facets.get(name)));
  const wanted = filters(columns, state, narrowed);
  const positions = [];
  const undated = [];
  for (let at = 0; at < table.count; at += 1) {
    let failed = null;
    let fails = dated(table, at, first, last) ? 0 : 1;
    if (fails) failed = RANGE;
    for (let one = 0; one < wanted.length && fails < 2; one += 1) {
      if (wanted[one].allowed[wanted[one].of[at]]) continue;
      fails += 1;
      failed = wanted[one];
    }
    if (fails === 0) {
      positions.push(at);
      undated.push(at);
      for (const { of, tally } of columns) tally[of[at]] += 1;
    } else if (fails === 1) {
      if (failed === RANGE) undated.push(at);
      else if (failed.tally) failed.tally[failed.of[at]] += 1;
    }
  }
  const counts = new Map(columns.map(({ facet, tally }) => [facet.name, spread(facet, tally, state.inside)]));
  return { positions, undated, counts };
}

/** Give what could be dropped where nothing is left, with how many statements that would leave; the most first. */
export function drops(table, state, narrowed = null) {
  return narrowing(state)
    .map((one) => ({ ...one, count: select(table, one.without, narrowed).positions.length }))
    .filter(({ count }) => count)
    .sort((one, other) => other.count - one.count);
}

/** Tell whether a statement can be of a day of the range; where an end is null the range is open. */
export function dated(table, at, first, last) {
  return (first === null || table.latest[at] >= first) && (last === null || table.earliest[at] <= last);
}

function tallied(facet) {
  return { facet, of: facet.of, tally: new Uint32Array(facet.sets.length) };
}

function filters(columns, state, narrowed) {
  const of = (name) => columns.find(({ facet }) => facet.name === name);
  const asked = FACETS.filter((name) => state[name].length).map((name) => allow(of(name), state[name], state.inside));
  // A page's own timeline is narrowed to what the page lists; that is no filter, and nothing is counted without it.
  if (narrowed) asked.push({ ...allow(of(narrowed.name), [narrowed.key], false), tally: null });
  return asked;
}

function allow(column, keys, inside) {
  const values = new Set(keys.map((key) => column.facet.index.get(key)));
  const sets = inside ? column.facet.closed : column.facet.sets;
  return { ...column, allowed: Uint8Array.from(sets, (set) => (set.some((value) => values.has(value)) ? 1 : 0)) };
}

function spread(facet, tally, inside) {
  const counts = new Uint32Array(facet.values.length);
  (inside ? facet.closed : facet.sets).forEach((set, at) => {
    if (tally[at]) for (const value of set) counts[value] += tally[at];
  });
  return counts;
}
