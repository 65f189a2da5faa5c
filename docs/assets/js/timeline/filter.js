// Finds the statements that match a state, and how many each further value would leave.
import { joined, OF_POSITIONS } from "../shared/filters/facets.js";
import { FACETS, narrowing, range } from "./state.js";

const RANGE = Object.freeze({});
const OF_STATEMENTS = FACETS.filter((name) => !OF_POSITIONS.includes(name));

/**
 * Return the matching positions, those that match without the dates, for each facet how many statements each of its
 * values has among those that every other filter leaves, and the stances of a statement on what is asked about.
 */
export function select(table, state, narrowed = null) {
  const [first, last] = range(state);
  const about = new About(table, state, narrowed);
  const columns = OF_STATEMENTS.map((name) => tallied(table.facets.get(name)));
  const wanted = filters(table, columns, state, narrowed);
  const positions = [];
  const undated = [];
  for (let at = 0; at < table.count; at += 1) {
    /** @type {any} */
    let failed = null; // the one filter that the statement fails
    let fails = dated(table, at, first, last) ? 0 : 1;
    if (fails) failed = RANGE;
    for (let one = 0; one < wanted.length && fails < 2; one += 1) {
      if (wanted[one].allowed[wanted[one].of[at]]) continue;
      fails += 1;
      failed = wanted[one];
    }
    if (fails > 1) continue;
    const set = about.of[at];
    if (fails === 0) about.tally[set] += 1;
    if (!about.allowed(set)) continue;
    if (fails === 0) {
      positions.push(at);
      undated.push(at);
      for (const { of, tally } of columns) tally[of[at]] += 1;
    } else if (failed === RANGE) {
      undated.push(at);
    } else if (failed.tally) {
      failed.tally[failed.of[at]] += 1;
    }
  }
  const counts = new Map(OF_POSITIONS.map((name) => [name, about.counts(name)]));
  for (const { facet, tally } of columns) counts.set(facet.name, spread(facet, tally));
  return { positions, undated, counts, stances: (at) => about.stances(at) };
}

/** Return the filters to remove if nothing matches, with how many statements each would leave; most first. */
export function drops(table, state, narrowed = null) {
  return narrowing(state)
    .map((one) => ({ ...one, count: select(table, one.without, narrowed).positions.length }))
    .filter(({ count }) => count)
    .sort((one, other) => other.count - one.count);
}

/** Return whether a statement can be from a day in the range; a null end is open. */
export function dated(table, at, first, last) {
  return (first === null || table.latest[at] >= first) && (last === null || table.earliest[at] <= last);
}

// What statements are about and what they hold, in sets that many statements share. Within one position, place, law,
// stance, side and holder are held together, and nothing is joined across two.
class About {
  /** @type {any[]} */
  sets; // what statements are about and hold, each set once
  /** @type {Uint32Array} */
  of; // the set of each statement
  #table;
  #state;
  #asked = new Map();
  /** @type {[string, Set<number>] | null} */
  #page = null; // what the page itself is about, where a position can be about it
  #passes;

  constructor(table, state, narrowed) {
    this.#table = table;
    this.#state = state;
    for (const name of OF_POSITIONS) {
      if (state[name].length) this.#asked.set(name, values(table.facets.get(name), state[name]));
    }
    if (narrowed && OF_POSITIONS.includes(narrowed.name)) {
      this.#page = [narrowed.name, values(table.facets.get(narrowed.name), [narrowed.key])];
    }
    ({ sets: this.sets, of: this.of } = table.about ??= shared(table));
    this.tally = new Uint32Array(this.sets.length);
    this.#passes = new Uint8Array(this.sets.length); // 0 for what was not asked yet, 1 for no, 2 for yes
  }

  allowed(set) {
    if (!this.#asked.size) return true;
    this.#passes[set] ||= this.#holding(this.sets[set], null).length ? 2 : 1;
    return this.#passes[set] === 2;
  }

  counts(name) {
    const counts = new Uint32Array(this.#table.facets.get(name).values.length);
    this.sets.forEach((set, at) => {
      if (!this.tally[at]) return;
      const found = new Set(this.#holding(set, name).flatMap((one) => one[this.#key(name)]));
      for (const value of found) counts[value] += this.tally[at];
    });
    return counts;
  }

  /** Return a statement's stances on the chosen places and laws. */
  stances(at) {
    const asked = [...this.#asked].filter(([name]) => name === "jurisdiction" || name === "statute");
    const found = this.#having(this.sets[this.of[at]].positions, this.#withPage(asked)).flatMap(({ stance }) => stance);
    return [...new Set(found)].sort((one, other) => one - other);
  }

  // If a filter asks for places other than the page's own, their positions are searched.
  #withPage(asked) {
    const page = this.#page;
    return page && !asked.some(([name]) => name === page[0]) ? [...asked, page] : asked;
  }

  #having(candidates, asked) {
    return candidates.filter((one) =>
      asked.every(([name, wanted]) => one[this.#key(name)].some((value) => wanted.has(value))),
    );
  }

  #key(name) {
    return name === "jurisdiction" && this.#state.inside ? "inside" : name;
  }

  // What of a set has all that is asked but for one facet: its positions where one of them must have it all,
  // otherwise the set as a whole.
  #holding({ whole, positions }, but) {
    const asked = [...this.#asked].filter(([name]) => name !== but);
    const names = asked.map(([name]) => name);
    return joined(names, but) ? this.#having(positions, this.#withPage(asked)) : this.#having([whole], asked);
  }
}

function shared(table) {
  const [places, laws, held] = [table.facets.get("jurisdiction"), table.facets.get("statute"), table.positions];
  const index = new Map();
  const sets = [];
  const of = new Uint32Array(table.count);
  for (let at = 0; at < table.count; at += 1) {
    const key = `${places.of[at]},${laws.of[at]},${held.of[at]}`;
    if (!index.has(key)) {
      index.set(key, sets.length);
      const whole = {
        jurisdiction: places.sets[places.of[at]],
        inside: places.closed[places.of[at]],
        statute: laws.sets[laws.of[at]],
      };
      sets.push({ whole, positions: held.sets[held.of[at]] });
    }
    of[at] = index.get(key);
  }
  return { sets, of };
}

const values = (facet, keys) => new Set(keys.map((key) => facet.index.get(key)));

function tallied(facet) {
  return { facet, of: facet.of, tally: new Uint32Array(facet.sets.length) };
}

function filters(table, columns, state, narrowed) {
  const of = (name) => columns.find(({ facet }) => facet.name === name) ?? tallied(table.facets.get(name));
  const asked = OF_STATEMENTS.filter((name) => state[name].length).map((name) => allow(of(name), state[name]));
  // A page's own timeline is restricted to the page's statements; that is not a filter and always applies.
  if (narrowed) asked.push({ ...allow(of(narrowed.name), [narrowed.key]), tally: null });
  return asked;
}

function allow(column, keys) {
  const wanted = values(column.facet, keys);
  return {
    ...column,
    allowed: Uint8Array.from(column.facet.sets, (set) => (set.some((one) => wanted.has(one)) ? 1 : 0)),
  };
}

function spread(facet, tally) {
  const counts = new Uint32Array(facet.values.length);
  facet.sets.forEach((set, at) => {
    if (tally[at]) for (const value of set) counts[value] += tally[at];
  });
  return counts;
}
