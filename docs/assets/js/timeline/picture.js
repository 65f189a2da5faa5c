// The present view as a picture: what it is of, its histogram, its first entries, and where it comes from.
import { draw } from "./element.js";
import { labelled } from "./labels.js";

const WIDTH = 1200, MARGIN = 60, PLOT = 200, ROW = 58;
const ENTRIES = 12;
const INK = "#1c1a17", SOFT = "#5a5449", RULE = "#d6cfbf", ACCENT = "#1f4478", PAPER = "#fdfbf6";
const SERIF = "Palatino, 'Palatino Linotype', 'Book Antiqua', Georgia, serif";
const SANS = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";
const SCALE = 2; // pixels of the PNG for one unit

/** Draw the statements at some positions, in their order; `plot` is what the histogram gives of itself. */
export async function picture(store, positions, plot, title, address) {
  const shown = positions.slice(0, ENTRIES);
  await store.load(shown);
  const rest = positions.length - shown.length;
  const top = 170 + PLOT + 60;
  const height = top + shown.length * ROW + (rest ? 34 : 0) + 90;
  const today = new Date().toISOString().slice(0, 10);
  return draw(
    "svg", { xmlns: "http://www.w3.org/2000/svg", width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title },
    draw("rect", { width: WIDTH, height, fill: PAPER }),
    text(MARGIN, 70, store.table.site, { size: 20, fill: SOFT }),
    text(MARGIN, 112, cut(title, 72), { size: 32, family: SERIF, weight: 600 }),
    text(MARGIN, 145, `${positions.length.toLocaleString("en-US")} statements`, { size: 18, fill: SOFT }),
    ...bars(plot),
    ...shown.flatMap((position, at) => row(store, position, top + at * ROW)),
    rest ? text(MARGIN + 200, top + shown.length * ROW + 16, `and ${rest.toLocaleString("en-US")} more`, { size: 16, fill: SOFT }) : "",
    rule(height - 62),
    text(MARGIN, height - 36, `Source: ${store.table.site}, ${cut(address, 90)}`, { size: 14, fill: SOFT }),
    text(WIDTH - MARGIN, height - 36, today, { size: 14, fill: SOFT, anchor: "end" }),
  );
}

/** Write a drawing as a file. */
export const svgText = (drawing) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;

/** Give a drawing as pixels. */
export async function png(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * SCALE;
  canvas.height = drawing.getAttribute("height") * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function bars({ shapes, labels, bars: count, most }) {
  const inner = WIDTH - 2 * MARGIN;
  const base = 170 + PLOT;
  return [
    ...shapes.map(({ x, y, width, height, vague }) =>
      draw("rect", { x: MARGIN + x * inner, y: base - PLOT + y * PLOT, width: width * inner, height: height * PLOT, fill: vague ? SOFT : ACCENT }),
    ),
    rule(base),
    text(MARGIN, base - PLOT - 6, most, { size: 14, fill: SOFT }),
    ...labels.map(({ at, text: words }) => text(MARGIN + (at / count) * inner, base + 22, words, { size: 14, fill: SOFT })),
  ];
}

function row(store, position, y) {
  const one = store.entry(position);
  const stances = labelled(store.table, "stance", position).map(({ label }) => label).join("; ");
  return [
    text(MARGIN, y, cut(one.date, 24), { size: 16, fill: SOFT }),
    text(MARGIN + 200, y, cut(one.title, 82), { size: 19, family: SERIF, weight: 600 }),
    text(MARGIN + 200, y + 23, cut([one.who, one.where, stances].filter(Boolean).join(" · "), 120), { size: 15, fill: SOFT }),
  ];
}

const rule = (y) => draw("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y, stroke: RULE });

function text(x, y, words, { size, fill = INK, family = SANS, weight = 400, anchor = "start" }) {
  return draw("text", { x, y, fill, "font-size": size, "font-family": family, "font-weight": weight, "text-anchor": anchor }, words);
}

const cut = (words, length) => (words.length > length ? `${words.slice(0, length - 1).trimEnd()}…` : words);
