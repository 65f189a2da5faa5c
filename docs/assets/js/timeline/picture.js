// The present view as a picture: what it is of, its histogram, its first entries, and where it comes from.

import { words } from "../shared/dates.js";
import { draw } from "../shared/element.js";
import { must } from "../shared/must.js";
import { counted, digits } from "../shared/numbers.js";
import { labelled } from "./labels.js";

const WIDTH = 1200,
  MARGIN = 60,
  PLOT = 200,
  ROW = 82,
  DATE = 200;
const ENTRIES = 12;
const INK = "#1c1a17",
  SOFT = "#5a5449",
  RULE = "#d6cfbf",
  ACCENT = "#1f4478",
  PAPER = "#fdfbf6";
const SERIF = "Palatino, 'Palatino Linotype', 'Book Antiqua', Georgia, serif";
const SANS = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
const MEASURE = context(document.createElement("canvas"));
const SCALE = 2; // pixels of the PNG for one unit

function context(canvas) {
  return must(canvas.getContext("2d"), "A context to draw in");
}

/** Draw the statements at some positions, in their order; `plot` is what the histogram gives of itself. */
export async function picture(store, positions, plot, title, address) {
  const shown = positions.slice(0, ENTRIES);
  await store.load(shown);
  const rest = positions.length - shown.length;
  const top = 170 + PLOT + 60;
  const height = top + shown.length * ROW + (rest ? 34 : 0) + 100;
  const today = words(new Date().toISOString().slice(0, 10));
  return draw(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "aria-label": title,
    },
    draw("rect", { width: WIDTH, height, fill: PAPER }),
    text(MARGIN, 70, store.table.site, { size: 20, fill: SOFT }),
    text(MARGIN, 112, title, { size: 32, family: SERIF, weight: 600 }),
    text(MARGIN, 145, counted(positions.length, "statement"), { size: 18, fill: SOFT }),
    ...bars(plot),
    ...shown.flatMap((position, at) => row(store, position, top + at * ROW)),
    rest
      ? text(MARGIN + DATE, top + shown.length * ROW + 16, `and ${digits(rest)} more`, { size: 16, fill: SOFT })
      : "",
    rule(height - 78),
    text(MARGIN, height - 52, `Source: ${store.table.site}`, { size: 14, fill: SOFT }),
    text(WIDTH - MARGIN, height - 52, today, { size: 14, fill: SOFT, anchor: "end" }),
    text(MARGIN, height - 30, address, { size: 12, fill: SOFT }),
  );
}

/** Write a drawing as a file. */
export const svgText = (drawing) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;

/** Return a drawing as pixels. */
export async function png(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = drawing.getAttribute("height") * SCALE;
  context(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function bars({ shapes, labels, bars: count, most }) {
  const inner = WIDTH - 2 * MARGIN;
  const base = 170 + PLOT;
  return [
    ...shapes.map(({ x, y, width, height, vague }) =>
      draw("rect", {
        x: MARGIN + x * inner,
        y: base - PLOT + y * PLOT,
        width: width * inner,
        height: height * PLOT,
        fill: vague ? SOFT : ACCENT,
      }),
    ),
    rule(base),
    text(MARGIN, base - PLOT - 6, most, { size: 14, fill: SOFT }),
    ...labels.map(({ at, text: label }) =>
      text(MARGIN + (at / count) * inner, base + 22, label, { size: 14, fill: SOFT }),
    ),
  ];
}

function row(store, position, y) {
  const one = store.entry(position);
  const labels = (name) =>
    labelled(store.table, name, position)
      .map(({ label }) => label)
      .join("; ");
  const x = MARGIN + DATE;
  return [
    text(MARGIN, y, one.date.replace(/, .*/, ""), { size: 16, fill: SOFT }),
    text(x, y, one.title, { size: 19, family: SERIF, weight: 600 }),
    text(x, y + 23, one.who, { size: 15 }),
    text(x, y + 44, [labels("stance"), one.where].filter(Boolean).join(" · "), { size: 15, fill: SOFT }),
  ];
}

const rule = (y) => draw("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y, stroke: RULE });

// Words that would run over the edge are cut, which is seen.
function text(
  x,
  y,
  whole,
  { size, fill = INK, family = SANS, weight = 400, anchor = "start", room = WIDTH - MARGIN - x },
) {
  MEASURE.font = `${weight} ${size}px ${family}`;
  let shown = whole;
  while (anchor === "start" && MEASURE.measureText(shown).width > room) shown = `${shown.slice(0, -2).trimEnd()}…`;
  return draw(
    "text",
    { x, y, fill, "font-size": size, "font-family": family, "font-weight": weight, "text-anchor": anchor },
    shown,
  );
}
