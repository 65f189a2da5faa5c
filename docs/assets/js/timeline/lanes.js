// Assigns each statement to a lane when they are shown side by side.
const MOST = 3; // lanes of one kind beside that of the law
const LEAST = 0.35; // of the widest lane, what the narrowest is wide

/**
 * Return the lanes of some statements by side, jurisdiction or speaker, the lane of each statement, and the widths of
 * the lanes: one with many statements is wider.
 *
 * Changes to the law have their own lane, the first. The most frequent places and speakers have lanes,
 * and one lane is for all others; filtered values come before frequent ones.
 */
export function lanes(table, positions, by, asked = []) {
  const facet = table.facets.get(by);
  const kind = table.facets.get("kind").of;
  const isLaw = (at) => table.changesLaw[kind[at]];
  const spoken = positions.filter((at) => !isLaw(at));
  const chosen = by === "side" ? sides(facet, spoken) : frequent(facet, spoken, asked);
  const found = [];
  if (spoken.length < positions.length) found.push("Changes to the law");
  const first = found.length;
  for (const value of chosen) found.push(facet.values[value].label);
  const others = found.length;
  const order = new Map(chosen.map((value, lane) => [value, first + lane]));
  const lane = new Map();
  for (const at of positions) {
    const own = facet.sets[facet.of[at]].map((value) => order.get(value)).filter((one) => one !== undefined);
    lane.set(at, isLaw(at) ? 0 : own.length ? (by === "side" ? own[0] : Math.min(...own)) : others);
  }
  if (spoken.some((at) => lane.get(at) === others)) found.push("Others");
  return { names: found, lane, widths: widths(found.length, lane) };
}

function widths(count, lane) {
  const counts = new Array(count).fill(0);
  for (const at of lane.values()) counts[at] += 1;
  const most = Math.sqrt(Math.max(...counts));
  return counts.map((one) => Math.max(Math.sqrt(one) / most, LEAST).toFixed(2));
}

function sides(facet, positions) {
  const taken = new Set(positions.map((at) => facet.sets[facet.of[at]][0]));
  return facet.values.map((_, value) => value).filter((value) => taken.has(value));
}

function frequent(facet, positions, asked) {
  const counts = new Map();
  for (const at of positions) {
    // The first of a set is the one named; the organizations behind a speaker have no lanes of their own accord.
    const named = facet.name === "speaker" ? facet.sets[facet.of[at]].slice(0, 1) : facet.sets[facet.of[at]];
    for (const value of named) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const wanted = asked.map((key) => facet.index.get(key)).filter((value) => value !== undefined);
  const rest = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]).map(([value]) => value);
  return [...new Set([...wanted, ...rest])].slice(0, MOST);
}

/** The rows of a month: statements of one date share one, each in its lane, and those of one lane stack. */
export class Rows {
  #table;
  #lane;
  #date = "";
  #row = 0; // the first row of the date
  #depth = 1; // how many rows the date has
  #taken = new Map(); // by lane, how many entries of the date are in it
  #rows = new Map(); // by row, the items in it with their lanes

  constructor(table, lane) {
    this.#table = table;
    this.#lane = lane;
  }

  /** Place the next item in its row and lane. */
  place(item, position) {
    const date = `${this.#table.earliest[position]}/${this.#table.precision[position]}`;
    if (date !== this.#date) {
      this.#row += this.#depth;
      this.#depth = 1;
      this.#taken.clear();
      this.#date = date;
    }
    const lane = this.#lane.get(position);
    const below = this.#taken.get(lane) ?? 0;
    this.#taken.set(lane, below + 1);
    this.#depth = Math.max(this.#depth, below + 1);
    item.style.setProperty("--lane", lane + 1);
    item.style.setProperty("--row", this.#row + below);
    const row = this.#row + below;
    this.#rows.set(row, [...(this.#rows.get(row) ?? []), { item, lane }]);
  }

  /** Give each item the lanes beside it that are free in its row, of `count` in all. */
  widen(count) {
    for (const row of this.#rows.values()) {
      row.sort((one, other) => one.lane - other.lane);
      for (const [at, { item, lane }] of row.entries())
        item.style.setProperty("--span", (row[at + 1]?.lane ?? count) - lane);
    }
  }
}
