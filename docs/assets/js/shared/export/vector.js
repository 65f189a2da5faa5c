// Copies a laid-out page as a drawing: its words stay text, its lines and boxes become shapes, and its own drawings are
// copied with their colors written out. The copy needs none of the page's style sheets.
import { draw } from "../element.js";
import { must } from "../must.js";

const CLEAR = "rgba(0, 0, 0, 0)";
const SKIPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "INPUT", "SELECT", "BUTTON", "IFRAME", "TEXTAREA"]);
const SIDES = ["top", "right", "bottom", "left"];
const DASHES = { dashed: "4 3", dotted: "1 2" };
const PAINT = [
  ["fill", "rgb(0, 0, 0)"],
  ["stroke", "none"],
  ["stroke-width", "1px"],
  ["stroke-dasharray", "none"],
  ["stroke-opacity", "1"],
  ["fill-opacity", "1"],
  ["opacity", "1"],
  ["paint-order", "normal"],
];
const LETTERS = ["font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing"];
const PLACED = ["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy", "r", "width", "height", "d"];
const BOXES = new Set(["rect", "circle"]);
const DRAWN = new Set(["g", "a", "svg", "path", "line", "rect", "circle", "text", "tspan", "title"]);
const GLYPHS = must(document.createElement("canvas").getContext("2d"), "A context to measure letters in");

/** Draw an element of a page, which may be in a frame, as it is now. */
export function vector(top) {
  const { left, top: above } = top.getBoundingClientRect();
  return [...new Copy(left, above).of(top)].filter(Boolean);
}

/** Insert the content that style sheets add before and after elements into the page, so that it can be copied. */
export function written(page) {
  const { defaultView: view } = page;
  for (const one of [...page.querySelectorAll("body *:not(svg *)")]) {
    for (const [side, put] of [
      ["before", "prepend"],
      ["after", "append"],
    ]) {
      const style = view.getComputedStyle(one, `::${side}`);
      if (["none", "normal"].includes(style.content) || style.display === "none") continue;
      const made = page.createElement("span");
      for (const name of style) made.style.setProperty(name, style.getPropertyValue(name));
      made.textContent = /^"((?:[^"\\]|\\.)*)"/.exec(style.content)?.[1] ?? "";
      one.classList.add(`has-${side}`);
      one[put](made);
    }
  }
  const sheet = page.createElement("style");
  sheet.textContent = ".has-before::before, .has-after::after { content: none !important; display: none !important; }";
  page.head.append(sheet);
}

class Copy {
  #left;
  #top;

  constructor(left, top) {
    this.#left = left;
    this.#top = top;
  }

  *of(element) {
    if (SKIPPED.has(element.tagName) || !element.checkVisibility({ visibilityProperty: true })) return;
    const style = styleOf(element);
    if (style.clipPath !== "none") return; // there for those who listen
    if (element.localName === "svg") {
      yield this.#drawing(element, style);
      return;
    }
    yield* this.#box(element, style);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) yield* this.#words(child, style);
      else if (child.nodeType === Node.ELEMENT_NODE) yield* this.of(child);
    }
  }

  *#box(element, style) {
    for (const rect of style.display === "inline" ? element.getClientRects() : [element.getBoundingClientRect()]) {
      const [x, y] = [rect.left - this.#left, rect.top - this.#top];
      const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, rect.width / 2);
      const isRound = style.borderTopLeftRadius.endsWith("%");
      const shape = { x, y, width: rect.width, height: rect.height, rx: isRound ? rect.width / 2 : radius || null };
      if (style.backgroundColor !== CLEAR && rect.width && rect.height)
        yield draw("rect", { ...rounded(shape), fill: style.backgroundColor });
      if (style.backgroundImage !== "none") yield shaded(style, shape);
      const edges = SIDES.map((side) => edge(style, side));
      const [first] = edges;
      if (first && edges.every((one) => one && one.stroke === first.stroke && one.width === first.width)) {
        const half = first.width / 2;
        yield draw("rect", {
          ...rounded({
            ...shape,
            x: x + half,
            y: y + half,
            width: rect.width - first.width,
            height: rect.height - first.width,
          }),
          fill: "none",
          stroke: first.stroke,
          "stroke-width": first.width,
          "stroke-dasharray": first.dashes,
        });
      } else for (const [at, one] of edges.entries()) if (one) yield* line(SIDES[at], one, x, y, rect);
    }
  }

  *#words(node, style) {
    const size = Number.parseFloat(style.fontSize);
    if (!size || !node.data.trim()) return;
    GLYPHS.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ascent = Math.round(GLYPHS.measureText("x").fontBoundingBoxAscent);
    for (const { text, rect } of lines(node)) {
      yield draw(
        "text",
        {
          x: tidy(rect.left - this.#left),
          y: tidy(rect.top - this.#top + ascent),
          fill: style.color,
          "font-family": style.fontFamily,
          "font-size": size,
          "font-weight": style.fontWeight === "400" ? null : style.fontWeight,
          "font-style": style.fontStyle === "normal" ? null : style.fontStyle,
          "letter-spacing": style.letterSpacing === "normal" ? null : style.letterSpacing,
          style: style.fontVariantNumeric === "normal" ? null : `font-variant-numeric:${style.fontVariantNumeric}`,
        },
        style.textTransform === "uppercase" ? text.toUpperCase() : text,
      );
    }
  }

  // A drawing on the page, with its coordinates converted to those of the copy.
  #drawing(svg, style) {
    const rect = svg.getBoundingClientRect();
    const [width, height] = [style.width, style.height].map((one) => Number.parseFloat(one) || 1);
    const box = svg.viewBox.baseVal;
    const view = svg.hasAttribute("viewBox") ? box : { x: 0, y: 0, width, height };
    const [across, down] = [rect.width / view.width, rect.height / view.height];
    const place = `translate(${tidy(rect.left - this.#left)} ${tidy(rect.top - this.#top)}) scale(${across} ${down}) translate(${-view.x} ${-view.y})`;
    return draw("g", { transform: place }, children(svg, view));
  }
}

const styleOf = (element) => element.ownerDocument.defaultView.getComputedStyle(element);
const tidy = (number) => Math.round(number * 100) / 100;
const rounded = (shape) => Object.fromEntries(Object.entries(shape).map(([name, one]) => [name, one && tidy(one)]));

// The marks of the sides are gradients of two kinds: half of a box, and lines across it.
function shaded({ backgroundImage, color }, { x, y, width, height }) {
  const lines = Array.from({ length: Math.ceil(height / 3) }, (_, at) => `M${x} ${y + at * 3}h${width}v1h${-width}z`);
  const d = backgroundImage.startsWith("repeating") ? lines.join("") : `M${x} ${y}h${width}l${-width} ${height}z`;
  return draw("path", { d, fill: color });
}

function edge(style, side) {
  const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
  const kind = style.getPropertyValue(`border-${side}-style`);
  const stroke = style.getPropertyValue(`border-${side}-color`);
  return width && kind !== "none" && stroke !== CLEAR && { width, kind, stroke, dashes: DASHES[kind] };
}

function* line(side, { width, kind, stroke, dashes }, x, y, rect) {
  const thin = kind === "double" ? width / 3 : width;
  for (const at of kind === "double" ? [thin / 2, width - thin / 2] : [width / 2]) {
    const ends = {
      top: [x, y + at, x + rect.width, y + at],
      bottom: [x, y + rect.height - at, x + rect.width, y + rect.height - at],
      left: [x + at, y, x + at, y + rect.height],
      right: [x + rect.width - at, y, x + rect.width - at, y + rect.height],
    }[side];
    const [x1, y1, x2, y2] = ends.map(tidy);
    yield draw("line", { x1, y1, x2, y2, stroke, "stroke-width": thin, "stroke-dasharray": dashes });
  }
}

/** Yield the lines of a text as laid out, each with its position. */
function* lines(node) {
  const range = node.ownerDocument.createRange();
  let now = /** @type {{text: string, rect: DOMRect} | null} */ (null);
  for (const { 0: piece, index } of node.data.matchAll(/\S+|\s+/g)) {
    const parts = piece.trim() ? broken(range, node, index, piece) : [{ text: " ", rect: null }];
    for (const { text, rect } of parts) {
      if (!rect) {
        if (now) now.text += text;
        continue;
      }
      if (now && Math.abs(rect.top - now.rect.top) < 2) now.text += text;
      else {
        if (now) yield { ...now, text: now.text.trimEnd() };
        now = { text, rect };
      }
    }
  }
  if (now) yield { ...now, text: now.text.trimEnd() };
}

// A word is on one line, unless it had to be broken.
function broken(range, node, index, word) {
  range.setStart(node, index);
  range.setEnd(node, index + word.length);
  const rects = range.getClientRects();
  if (rects.length < 2) return rects.length ? [{ text: word, rect: rects[0] }] : [];
  return [...word].flatMap((letter, at) => {
    range.setStart(node, index + at);
    range.setEnd(node, index + at + 1);
    const [rect] = range.getClientRects();
    return rect ? [{ text: letter, rect }] : [];
  });
}

function children(element, view) {
  return [...element.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return child.data.trim() && child.data;
    return child.nodeType === Node.ELEMENT_NODE && DRAWN.has(child.localName) && copied(child, view);
  });
}

function copied(element, view) {
  if (element.localName === "title") return draw("title", {}, element.textContent);
  const style = styleOf(element);
  if (style.display === "none" || style.visibility === "hidden") return null;
  const isLetters = element.localName === "text" || element.localName === "tspan";
  const isShape = !["g", "a", "svg"].includes(element.localName);
  const attributes = {};
  for (const name of PLACED) {
    const isSet = BOXES.has(element.localName) && name !== "d"; // by a style sheet too
    const value = isSet ? style.getPropertyValue(name).replace(/px$|^auto$/, "") : element.getAttribute(name);
    if (value) attributes[name] = measured(name, value, view);
  }
  if (isShape) {
    for (const [name, usual] of PAINT) {
      const value = style.getPropertyValue(name);
      if (value !== usual) attributes[name] = value.replaceAll('"', "");
    }
    if (attributes.fill === CLEAR && !attributes.stroke) return null; // what can only be pressed
  }
  if (isLetters) for (const name of LETTERS) attributes[name] = style.getPropertyValue(name);
  const moved = style.transform === "none" ? [] : [style.transform];
  if (element.localName === "svg") {
    const { x = 0, y = 0 } = attributes;
    for (const name of ["x", "y", "width", "height"]) delete attributes[name];
    moved.push(`translate(${x} ${y})`);
  }
  if (moved.length) attributes.transform = moved.join(" ");
  return draw(isShape ? element.localName : "g", attributes, children(element, view));
}

// A percentage of the drawing becomes a length.
function measured(name, value, { width, height }) {
  if (!value.endsWith("%")) return value;
  const whole = ["y", "y1", "y2", "cy", "dy", "height"].includes(name) ? height : width;
  return tidy((Number.parseFloat(value) / 100) * whole);
}

/** Return the patterns that drawings of a page are filled with. */
export function patterns(page) {
  return [...page.querySelectorAll("pattern")].map((pattern) => {
    const attributes = Object.fromEntries([...pattern.attributes].map(({ name, value }) => [name, value]));
    return draw("pattern", attributes, children(pattern, { width: 1, height: 1 }));
  });
}
