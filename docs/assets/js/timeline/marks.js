// Redraws the picture in the template's elements, for other statements or another time span.
import { parts } from "../shared/dates.js";
import { draw } from "../shared/element.js";
import { along, arc, bar, COLUMN, heightOf, ROW, ticks } from "./geometry.js";

const FILLS = { solid: "currentColor", hatched: "url(#fill-hatched)", dotted: "url(#fill-dotted)" };
const LINE = 13;

/** Return the location of each statement in some cells, by position: `{lane, x, y, key}`. */
export function places(cells, lanes, bars) {
  const found = new Map();
  for (const cell of cells) {
    for (const [row, position] of cell.dots.entries()) {
      const y = cell.gathered ? bars.get(cell).at(-1).y : heightOf(lanes[cell.lane], row);
      const key = cell.gathered ? cell.key : `${cell.key}-${row}`;
      found.set(position, { lane: cell.lane, x: cell.x, y, key });
    }
  }
  return found;
}

/** Return the parts of the gathered ones of some cells. */
export function bodies(cells, lanes, marks, markOf) {
  const most = Math.max(1, ...cells.map(({ dots }) => dots.length));
  return new Map(
    cells.filter(({ gathered }) => gathered).map((cell) => [cell, bar(cell, lanes[cell.lane], most, marks, markOf)]),
  );
}

/** Draw the labels under the lanes, the grid lines, and the breaks. */
export function axis(svg, { stretches, main }, lanes) {
  const floor = lanes.at(-1).base;
  const found = ticks(main);
  const far = stretches.filter((one) => one !== main);
  const middle = ({ column, columns }) => COLUMN * (column + columns / 2);
  const years = ({ first, last }) => [...new Set([first, last].map((one) => parts(one).year))].join("–");
  const sign = (at) => [
    draw("path", { class: "gap", d: `M${at - 6.5} ${lanes[0].top}h13V${floor + 3}h-13z` }),
    draw("path", { d: `M${at - 5} ${floor + 4}l4-8M${at + 1} ${floor + 4}l4-8` }),
  ];
  fill(
    svg,
    "breaks",
    stretches.slice(1).flatMap(({ column }) => sign(COLUMN * (column - 0.5))),
  );
  fill(svg, "ticks", [
    ...found.map(({ x, strong }) =>
      draw("line", { class: strong && "year", x1: x, x2: x, y1: lanes[0].top, y2: floor + 5 }),
    ),
    ...found.map(({ x, text, strong }) => draw("text", { class: strong && "year", x: x + 3, y: floor + 14 }, text)),
    ...far.map((one) =>
      draw("text", { class: "year", x: middle(one), y: floor + 14, "text-anchor": "middle" }, years(one)),
    ),
  ]);
}

/** Draw the marks and bars; `named` describes a mark in words, and `spread` returns its possible time. */
export function marks(svg, cells, lanes, bars, { markOf, named, spread, shown }) {
  const paths = new Map();
  for (const [cell, body] of bars) {
    for (const { mark, y, height } of body) {
      paths.set(mark, `${paths.get(mark) ?? ""}M${cell.x - 5} ${y}h10v${height}h-10z`);
    }
  }
  fill(
    svg,
    "bars",
    [...paths].map(([mark, d]) => draw("path", { fill: FILLS[mark] ?? "none", d })),
  );
  const single = (cell) =>
    cell.dots.map((position, row) => {
      const y = heightOf(lanes[cell.lane], row);
      const [from, to] = spread(position);
      const middle = Math.floor((from + to) / 2);
      const dashed = from < to && `M${along(shown, from, middle)} ${y}H${along(shown, to + 1, middle)}`;
      return mark(
        `${cell.key}-${row}`,
        named([position]),
        dashed && draw("path", { class: "spread", d: dashed }),
        form(markOf(position), cell.x, y),
      );
    });
  const gathered = (cell) => {
    const { y } = bars.get(cell).at(-1);
    return mark(
      cell.key,
      named(cell.dots),
      draw("path", { d: `M${cell.x - 6} ${y}V${lanes[cell.lane].base}h12V${y}` }),
      cell.dots.length < 100 && draw("text", { x: cell.x, y: y - 2 }, cell.dots.length),
    );
  };
  fill(
    svg,
    "marks",
    cells.flatMap((cell) => (cell.gathered ? gathered(cell) : single(cell))),
  );
}

/** Draw lines from answers to what they answer, once per pair. */
export function arcs(svg, pairs, lanes, gap, most) {
  const paths = new Set();
  for (const [one, other] of pairs) if (one && other && one.key !== other.key) paths.add(path(one, other, lanes, gap));
  fill(svg, "arcs", paths.size > most ? [] : [...paths].map((d) => draw("path", { d })));
}

/** Draw the lines of one statement over all. */
export function ties(svg, pairs, lanes, gap) {
  fill(
    svg,
    "ties",
    pairs.map(([one, other]) => draw("path", { d: path(one, other, lanes, gap) })),
  );
}

const path = (one, other, lanes, gap) => arc(one, other, lanes[Math.max(one.lane, other.lane)].top - gap / 2);

/** Draw the labels of turning points, each `{x, left, at, lines}`, with `at` for its statement's location. */
export function labels(svg, found, lanes) {
  fill(
    svg,
    "labels",
    found.map(({ x, left, at, lines }) => {
      const isRight = left === x;
      const end = lanes[at.lane].isLaw ? lanes.at(-1).base : at.y - ROW / 2;
      const words = lines.map((line, order) =>
        draw("tspan", { class: order ? null : "date", x: x + (isRight ? 4 : -4), y: 12 + order * LINE }, line),
      );
      return draw(
        "g",
        {},
        draw("path", { d: `M${x} 3V${end}` }),
        draw("text", { "text-anchor": isRight ? "start" : "end" }, words),
      );
    }),
  );
}

const mark = (key, label, ...children) =>
  draw("g", { "data-key": key, role: "button", tabindex: -1, "aria-label": label }, ...children);

/** Draw the form of a mark. */
export function form(name, x, y) {
  if (name === "solid") return draw("circle", { class: "m", cx: x, cy: y, r: 4.6 });
  if (name === "hatched") {
    const line = (at) => `M${at} ${y - 4.6}v9.2`;
    return draw("path", { class: "m line", d: line(x - 3.6) + line(x) + line(x + 3.6) });
  }
  if (name === "none") return draw("circle", { class: "m", cx: x, cy: y, r: 1.8 });
  const ring = draw("circle", { class: "m open", cx: x, cy: y, r: 4 });
  return name === "open" ? ring : [ring, draw("circle", { class: "m", cx: x, cy: y, r: 1.6 })];
}

const fill = (svg, name, children) => svg.querySelector(`.${name}`).replaceChildren(...children);
