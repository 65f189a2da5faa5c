// The time scale: the unit of a time span, its bars, and their labels.

import { day, MONTHS, parts, words, written } from "../shared/dates.js";
import { DAY, MONTH, YEAR } from "./columns.js";

const MOST = 62; // bars that fit side by side
const LABELS = 12;

// Finest first. `begins` returns the first day of a day's unit, `next` that of the following unit.
const UNITS = [
  { name: "day", holds: DAY, begins: (number) => number, next: (number) => number + 1 },
  {
    name: "week",
    holds: DAY,
    begins: (number) => number - ((parts(number).weekday + 6) % 7),
    next: (number) => number + 7,
  },
  {
    name: "month",
    holds: MONTH,
    begins: (number) => day(parts(number).year, parts(number).month),
    next: (number) => day(parts(number).year, parts(number).month + 1),
  },
  {
    name: "year",
    holds: YEAR,
    begins: (number) => day(parts(number).year),
    next: (number) => day(parts(number).year + 1),
  },
  {
    name: "decade",
    holds: YEAR,
    begins: (number) => day(parts(number).year - (parts(number).year % 10)),
    next: (number) => day(parts(number).year - (parts(number).year % 10) + 10),
  },
];

/** Return the bars of a range of days, in the finest unit that needs at most `most` of them. */
export function bars(first, last, most = MOST) {
  const unit = UNITS.find((unit) => split(first, last, unit, most + 1).length <= most) ?? UNITS[UNITS.length - 1];
  return { unit, bars: split(first, last, unit) };
}

/** Return the first bars of a range of days in a unit, at most `most`. */
function split(first, last, unit, most = Infinity) {
  const found = [];
  for (let from = unit.begins(first); from <= last && found.length < most; from = unit.next(from)) {
    found.push({ from, to: unit.next(from) - 1, unit: unit.name });
  }
  return found;
}

/** Count statements per bar. A date less precise than a bar is counted as vague, not in a bar. */
export function counted(table, positions, { unit, bars: drawn }) {
  const counts = new Uint32Array(drawn.length);
  const vague = [];
  let bar = 0;
  for (const at of positions) {
    if (table.precision[at] > unit.holds) {
      vague.push(at);
      continue;
    }
    while (bar < drawn.length && drawn[bar].to < table.earliest[at]) bar += 1;
    if (bar === drawn.length) break;
    if (drawn[bar].from <= table.earliest[at]) counts[bar] += 1;
  }
  return { counts, vague };
}

/** Return a bar in words. */
export function name({ from, unit }) {
  if (unit === "decade") return `${parts(from).year}s`;
  return unit === "week" ? `week of ${words(written(from))}` : words(written(from, unit));
}

/** Return the first and last day of some bars as dates, only as precise as needed. */
export function dates(from, to, unit) {
  const precision = unit === "week" ? "day" : unit === "decade" ? "year" : unit;
  return { from: written(from, precision), to: written(to, precision) };
}

/** Return the labels under the bars, each with its first bar, where a larger unit begins. */
export function labels({ unit, bars: drawn }) {
  const larger =
    { day: opensMonth, week: opensMonth, month: ({ from }) => parts(from).month === 1 }[unit.name] ?? (() => true);
  const opening = drawn.map((bar, at) => ({ bar, at })).filter(({ bar, at }) => at === 0 || larger(bar));
  // The first bar seldom begins something larger: its word gives way to one that would run into it.
  if (opening.length > 1 && opening[1].at < drawn.length / LABELS && !larger(opening[0].bar)) opening.shift();
  const every = Math.ceil(opening.length / LABELS);
  return opening.filter((_, order) => order % every === 0).map(({ bar, at }) => ({ at, text: label(bar) }));
}

const opensMonth = ({ from, to }) => parts(from).date === 1 || parts(from).month !== parts(to).month;

function label({ from, to, unit }) {
  if (unit === "decade") return `${parts(from).year}s`;
  const { year, month } = parts(to);
  if (unit === "year") return `${year}`;
  if (unit === "month") return month === 1 ? `${year}` : `${MONTHS[month - 1].slice(0, 3)} ${year}`;
  const date = parts(from).date === 1 || unit === "week" ? "" : `${parts(from).date} `;
  return `${date}${MONTHS[month - 1].slice(0, 3)} ${year}`;
}
