// Export a view as a file: the view for frames is laid out again out of sight, in light colors on white, and copied as
// a drawing with the fonts that it needs.
import { words } from "../dates.js";
import { draw, element } from "../element.js";
import { must } from "../must.js";
import { patterns, vector, written } from "./vector.js";

const WIDTH = 1200;
const SCALE = 2; // pixels of a PNG for one unit, as long as a browser can draw so many
const MOST = 16_000; // pixels of a side
const STILL = 250; // milliseconds without a change after which a view is taken to be complete
const LATEST = 20_000;
const SPOKEN = 12; // statements whose cautions a file has in full; of more it has the number

/** Return a view, given the address of its page for frames, as an SVG element. */
export async function sheet(address) {
  const asked = new URL(address, location.href);
  asked.searchParams.set("scheme", "light");
  const frame = element("iframe", { src: asked.href, class: "sheet", "aria-hidden": "true", tabindex: -1 });
  document.body.append(frame);
  try {
    await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    return await copied(must(frame.contentDocument, "The view"));
  } finally {
    frame.remove();
  }
}

/** Write a drawing as a file. */
export const svgText = (drawing) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;

/** Return a drawing as pixels: at twice its size, or as large as a canvas allows. */
export async function png(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing))}`;
  await image.decode();
  const [width, height] = ["width", "height"].map((name) => Number(drawing.getAttribute(name)));
  const scale = Math.min(SCALE, MOST / Math.max(width, height));
  const canvas = element("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  must(canvas.getContext("2d"), "A context to draw in").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"),
  );
}

async function copied(page) {
  const view = page.querySelector(".framed");
  if (!view) throw new Error("The view could not be loaded.");
  page.documentElement.classList.add("exported");
  view.querySelector("[data-taken]").textContent = `Downloaded ${words(new Date().toISOString().slice(0, 10))}`;
  await lettered(page);
  await complete(page);
  for (const one of view.querySelectorAll("details:not(.as-list, .cautions)")) one.open = true;
  const cautions = view.querySelector("[data-cautions]");
  if (cautions) cautions.open = cautions.querySelectorAll("[data-of]:not([hidden])").length <= SPOKEN;
  written(page);
  const height = Math.ceil(view.getBoundingClientRect().height);
  const title = view.querySelector("[data-title]").textContent;
  const marks = vector(view);
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
    draw("title", {}, title),
    draw("style", {}, await letters(page, marks)),
    draw("defs", {}, patterns(page)),
    draw("rect", { width: WIDTH, height, fill: "#fff" }),
    marks,
  );
}

// Scripts redraw a view as its data arrives, and load long lists only on request.
async function complete(page) {
  const end = Date.now() + LATEST;
  for (let still = 0; still < STILL && Date.now() < end; ) {
    const before = page.body.innerHTML.length;
    await new Promise((resolve) => setTimeout(resolve, STILL / 5));
    const waiting = [...page.querySelectorAll(".waiting")].find((one) => one.checkVisibility());
    waiting?.click();
    const isBusy = waiting || page.documentElement.hasAttribute("data-loading");
    still = isBusy || page.body.innerHTML.length !== before ? 0 : still + STILL / 5;
  }
}

// A page does without a font that arrives late; a copy waits for it, because the font decides where lines break.
async function lettered(page) {
  const { FontFace } = page.defaultView;
  const made = faces(page).map(({ family, style, weight, unicodeRange, source }) => {
    return new FontFace(family, `url("${source}")`, { style, weight, unicodeRange, display: "block" }).load();
  });
  for (const font of await Promise.all(made)) page.fonts.add(font);
}

function faces(page) {
  const rules = [...page.styleSheets].flatMap((one) => [...one.cssRules]);
  return rules
    .filter(({ type }) => type === CSSRule.FONT_FACE_RULE)
    .map(({ style, parentStyleSheet }) => ({
      family: bare(style.getPropertyValue("font-family")),
      style: style.getPropertyValue("font-style") || "normal",
      weight: style.getPropertyValue("font-weight"),
      unicodeRange: style.getPropertyValue("unicode-range"),
      source: new URL(
        must(/url\("?([^")]+)"?\)/.exec(style.getPropertyValue("src")), "The font's file")[1],
        parentStyleSheet.href,
      ).href,
    }));
}

/** Return the page fonts that a drawing needs, as a style sheet that contains them. */
async function letters(page, marks) {
  const used = new Set(
    marks
      .flatMap((mark) => [mark, ...mark.querySelectorAll("*")])
      .map((one) => [one.getAttribute("font-family"), one.getAttribute("font-style") ?? "normal"])
      .filter(([family]) => family)
      .map(([family, style]) => `${bare(family)}/${style}`),
  );
  const text = marks.map(({ textContent }) => textContent).join("");
  const wanted = faces(page).filter(
    ({ family, style, unicodeRange }) => used.has(`${family}/${style}`) && within(text, unicodeRange),
  );
  const made = wanted.map(async ({ family, style, weight, unicodeRange, source }) => {
    const facts = `font-family:"${family}";font-style:${style};font-weight:${weight};unicode-range:${unicodeRange}`;
    return `@font-face{${facts};src:url(${await inside(source)}) format("woff2")}`;
  });
  return (await Promise.all(made)).join("\n");
}

/** Return whether a text has a character in a range of a style sheet, such as "U+20-7E, U+A7". */
function within(text, range) {
  const codes = range.split(",").map((part) => part.trim().slice(2).split("-"));
  const set = codes.map((ends) => ends.map((code) => `\\u{${code}}`).join("-")).join("");
  return new RegExp(`[${set}]`, "u").test(text);
}

const bare = (family) => family.split(",")[0].replaceAll(/["']/g, "").trim();

async function inside(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("The fonts could not be loaded.");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return `data:font/woff2;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}
