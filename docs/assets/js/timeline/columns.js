// Reads the timeline's index: the dates and facets of all statements, each identified by its chronological position.
import { day, parts, span, written } from "../shared/dates.js";
import { must } from "../shared/must.js";

const DIGITS = new Map(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((digit, at) => [digit.charCodeAt(0), at]),
);

/** Precisions of a date, finest first. */
export const DAY = 0,
  MONTH = 1,
  YEAR = 2;

/** Decode `count` numbers below `below` from base 64. */
export function unpack(text, count, below) {
  let width = 0;
  while (64 ** width < below) width += 1;
  const numbers = new Uint32Array(count);
  for (let at = 0, from = 0; at < count; at += 1) {
    let number = 0;
    for (const end = from + width; from < end; from += 1)
      number = number * 64 + must(DIGITS.get(text.charCodeAt(from)), "A digit");
    numbers[at] = number;
  }
  return numbers;
}

/** Return the table of all statements. */
export function read(data) {
  const count = data.gaps.length;
  const precision = new Uint8Array(count);
  for (const at of data.months) precision[at] = MONTH;
  for (const at of data.years) precision[at] = YEAR;
  const earliest = new Int32Array(count);
  const latest = new Int32Array(count);
  const year = new Uint16Array(count);
  const month = new Uint8Array(count); // 0 where it is not known
  const years = [];
  for (let at = 0, now = count ? span(data.first)[0] : 0; at < count; at += 1) {
    now += data.gaps[at];
    const first = parts(now);
    year[at] = first.year;
    month[at] = precision[at] === YEAR ? 0 : first.month;
    earliest[at] = now;
    latest[at] = precision[at] === DAY ? now : (month[at] ? day(first.year, month[at] + 1) : day(first.year + 1)) - 1;
    if (years.at(-1)?.year !== first.year) years.push({ year: first.year, from: at, to: at });
    years.at(-1).to = at + 1;
  }
  const facets = new Map(Object.entries(data.facets).map(([name, facet]) => [name, column(name, facet, count)]));
  const kind = must(facets.get("kind"), "The facet kind");
  const law = new Set(data.law.map((key) => kind.index.get(key)));
  const changesLaw = kind.sets.map((set) => set.some((value) => law.has(value)));
  const positions = taken(data.positions, facets, count);
  return { site: data.site, count, earliest, latest, precision, year, month, years, facets, changesLaw, positions };
}

/** Return a statement's index within its year, and the year. */
export function placed(table, position) {
  const found = table.years.find(({ to }) => position < to);
  return { year: found.year, at: position - found.from };
}

/** Return the date of a statement at its precision. */
export function date(table, position) {
  return written(table.earliest[position], ["day", "month", "year"][table.precision[position]]);
}

function column(name, { values, parents, sets, of }, count) {
  const lineage = (value) => (value < 0 || !parents ? [] : [value, ...lineage(parents[value])]);
  return {
    name,
    values: values.map(([key, label]) => ({ key, label })),
    index: new Map(values.map(([key], at) => [key, at])),
    nested: Boolean(parents),
    lineage,
    sets,
    // The same sets with everything that contains their values.
    closed: parents ? sets.map((set) => [...new Set(set.flatMap(lineage))]) : sets,
    of: unpack(of, count, sets.length),
  };
}

// Positions: who takes which stance on what, each with its values by facet; a set of them for each statement.
function taken({ values, sets, of }, facets, count) {
  const places = facets.get("jurisdiction");
  const every = values.map(([place, laws, stance, side, holder]) => ({
    jurisdiction: [place],
    inside: places.lineage(place),
    statute: laws,
    stance: stance < 0 ? [] : [stance],
    side: [side],
    holder: [holder],
  }));
  return { sets: sets.map((set) => set.map((at) => every[at])), of: unpack(of, count, sets.length) };
}
