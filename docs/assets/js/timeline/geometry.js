// The layout of the picture: the rule of scripts/archive/pages/geometry.py, which explains it, reimplemented
// for the browser. A test compares the two.
import { day, MONTHS, parts } from "../shared/dates.js";

export const COLUMN = 13,
  ROW = 12;
const NUMBER = 11,
  LEAST = 13,
  LABEL_APART = 50,
  DATE_APART = 64;
const MONTHLY = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const DAILY = [1, 7, 14]; // steps of a stretch that is shorter than a month or two

/**
 * @typedef {{first: number, last: number, column: number, columns: number}} Stretch
 * @typedef {{stretches: Stretch[], main: Stretch}} Axis
 * @typedef {{name: string, top: number, rows: number, base: number, isLaw: boolean}} Lane
 * @typedef {{lane: number, column: number, x: number, key: string, dots: number[], gathered: boolean}} Cell
 */

/** Return an axis without breaks over some columns. @returns {Axis} */
export function unbroken(first, last, columns) {
  const main = { first, last, column: 0, columns };
  return { stretches: [main], main };
}

const of = (axis, at) => axis.stretches.find(({ last }) => at <= last) ?? axis.stretches.at(-1);

/** Return the column of a day. */
export function column(axis, at) {
  const { first, last, column: begin, columns } = of(axis, at);
  const inside = Math.min(Math.max(at, first), last) - first;
  return begin + Math.floor((columns * (2 * inside + 1)) / (2 * (last + 1 - first)));
}

/** Return where a day begins, on the stretch of another day. */
export function along(axis, at, on = at) {
  const { first, last, column: begin, columns } = of(axis, on);
  const inside = Math.min(Math.max(at, first), last + 1) - first;
  return Math.round(10 * COLUMN * (begin + (columns * inside) / (last + 1 - first))) / 10;
}

/** Return the day at a position on an axis. */
export function dayAt(axis, x) {
  const at = x / COLUMN;
  const {
    first,
    last,
    column: begin,
    columns,
  } = axis.stretches.find((one) => at <= one.column + one.columns) ?? axis.stretches.at(-1);
  const share = Math.min(Math.max((at - begin) / columns, 0), 1);
  return Math.min(last, first + Math.floor(share * (last + 1 - first)));
}

/**
 * Return the cells of statements, by lane and from left to right, each with its positions in chronological order.
 *
 * @param {number[]} positions
 * @param {(position: number) => number} laneOf
 * @param {(position: number) => number} dayOf
 * @param {Axis} axis
 * @param {Lane[]} lanes
 * @returns {Cell[]}
 */
export function cells(positions, laneOf, dayOf, axis, lanes) {
  const found = new Map();
  for (const position of positions) {
    const lane = laneOf(position);
    const at = column(axis, dayOf(position));
    const number = lane * 10_000 + at;
    const cell = found.get(number);
    if (cell) cell.dots.push(position);
    else found.set(number, { lane, column: at, x: COLUMN * (at + 0.5), key: `${lane}-${at}`, dots: [position] });
  }
  const sorted = [...found].sort(([one], [other]) => one - other).map(([, cell]) => cell);
  for (const cell of sorted) {
    cell.dots.sort((one, other) => dayOf(one) - dayOf(other) || one - other);
    cell.gathered = cell.dots.length > lanes[cell.lane].rows;
  }
  return sorted;
}

/** Return the middle of a row of a lane, counted from its base. */
export const heightOf = (lane, row) => lane.base - ROW * (row + 0.5);

/** Return the parts of a gathered cell from the base upwards; `most` is the size of the largest cell. */
export function bar(cell, lane, most, marks, markOf) {
  const room = lane.base - lane.top - NUMBER;
  const whole = Math.max((room * cell.dots.length) / most, Math.min(LEAST, room));
  const counts = new Map();
  for (const position of cell.dots) counts.set(markOf(position), (counts.get(markOf(position)) ?? 0) + 1);
  let base = lane.base;
  return marks
    .filter((mark) => counts.has(mark))
    .map((mark) => {
      const height = (whole * counts.get(mark)) / cell.dots.length;
      base -= height;
      return { mark, y: Math.round(base * 10) / 10, height: Math.round(height * 10) / 10 };
    });
}

/** Return the path from an answer to what it answers, each `{lane, x, y}`; lanes are crossed at the height `between`. */
export function arc(answer, answered, between) {
  const isLevel = answer.lane === answered.lane;
  const rise = Math.min(16, 7 + Math.abs(answer.x - answered.x) / 10);
  const y = isLevel ? Math.min(answer.y, answered.y) - rise : between;
  return `M${answer.x} ${answer.y}C${answer.x} ${y} ${answered.x} ${y} ${answered.x} ${answered.y}`;
}

/** Return the labels under a stretch without breaks: `{x, text, strong}`. */
export function ticks({ first, last, column: begin, columns }) {
  const axis = unbroken(first, last, columns);
  const width = COLUMN * columns;
  const [from, to] = [parts(first), parts(last)];
  const months = (to.year - from.year) * 12 + to.month - from.month + 1;
  const days = DAILY.find((step) => (step * width) / (last + 1 - first) >= DATE_APART);
  const found = [];
  const put = (number, text, strong) => {
    const x = along(axis, number, first);
    if (number >= first && x + LABEL_APART * 0.6 <= width) found.push({ x: x + COLUMN * begin, text, strong });
  };
  if (days) {
    for (let number = first; number <= last; number += days) {
      const { year, month, date } = parts(number);
      const text = `${date} ${MONTHS[month - 1].slice(0, 3)}`;
      put(number, found.length ? text : `${text} ${year}`, false);
    }
    return found;
  }
  const step = MONTHLY.find((one) => (one * width) / months >= LABEL_APART) ?? 1200;
  const start = from.year * 12 + from.month - 1;
  for (let month = start; month < start + months; month += 1) {
    if (month % step && !(month === start && ((step - (month % step)) * width) / months >= LABEL_APART)) continue;
    const [year, number] = [Math.floor(month / 12), (month % 12) + 1];
    const isYear = number === 1 || step >= 12;
    const name = MONTHS[number - 1].slice(0, 3);
    put(Math.max(day(year, number), first), isYear ? `${year}` : found.length ? name : `${name} ${year}`, isYear);
  }
  return found;
}

/** Place labels, `[number, x]` with the most important first, beside their lines; `{number, x, left}` of those with room. */
export function placed(wanted, width, room, apart) {
  let found = [];
  for (const [number, x] of wanted) {
    const lines = [...found.map((one) => [one.number, one.x]), [number, x]].sort((one, other) => one[1] - other[1]);
    found = arranged(lines, width, room, apart) ?? found;
  }
  return found;
}

function arranged(lines, width, room, apart) {
  const found = [];
  let end = room + apart;
  for (const [number, x] of lines.toReversed()) {
    const left = x + width + apart <= end ? x : x - width;
    if (left < 0 || left + width + apart > end || x + apart > end) return null;
    found.unshift({ number, x, left });
    end = left;
  }
  return found;
}
