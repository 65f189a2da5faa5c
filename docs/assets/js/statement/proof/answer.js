// What is shown of a copy of a source once the words of the page were looked for in it.
import { button, element } from "../../shared/element.js";
import { counted } from "../../shared/numbers.js";
import { prove } from "./matching.js";
import { passages } from "./passages.js";

const SHOWN = 600; // characters of what lies between two passages, at each of its ends
const NEXT = 60; // characters shown where copy and record part
const SAME = "It is the very copy that the archive proved these words against.";
const PROVED =
  "It does not show where the copy came from, or that anybody said the words. White space is not compared.";
const DIFFERS =
  "Copies differ: a page may have been corrected since. If the source has other words than the archive, please suggest a correction of the record.";

/**
 * A copy: its text, its SHA-256 as far as it has one, and whether it is the archive's.
 * @typedef {{ text: string, hash: string, ours?: boolean }} Copy
 */

/**
 * Look for the words in a copy; return the verdict and what is shown below it. `proved` is the SHA-256 of the source that
 * the words were proved against.
 * @param {Copy} copy @param {string | undefined} proved
 */
export function answered({ text, hash, ours = false }, proved) {
  const all = passages(document);
  const match = prove(text, all);
  const count = all.filter((passage) => passage !== "[...]").length;
  const name = ours ? "the archive’s copy" : "your copy";
  const parts = [
    match.missing ? differing(match.missing, name) : "",
    hash && hash === proved ? element("p", {}, SAME) : "",
    ours && !hash ? element("p", {}, "Your browser computes no SHA-256 on a page without https.") : "",
    facts(match, hash, name),
    ...match.insertions.map((insertion) => inserted(insertion, name)),
    marked(match, name),
    element("p", { class: "note" }, match.missing ? DIFFERS : `This shows that the words are in ${name}. ${PROVED}`),
  ];
  return {
    sentence: match.missing ? missing(match.missing, count, name) : found(match, count, name),
    parts: parts.filter(Boolean),
  };
}

const capital = (name) => name[0].toUpperCase() + name.slice(1);

function facts({ spans, source, missing }, hash, name) {
  const held = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const share = source.form.length ? Math.round((100 * held) / source.form.length) : 0;
  const fact = (label, value) => element("div", {}, element("dt", {}, label), element("dd", {}, value));
  return element(
    "dl",
    {},
    hash ? fact(`SHA-256 of ${name}`, element("code", {}, hash)) : "",
    missing ? "" : fact(`Share of ${name} that the record holds`, `${share || "less than 1"} %`),
  );
}

function inserted({ passage, words, replaced }, name) {
  const stands = replaced ? element("q", {}, replaced) : `nothing in ${name}`;
  return element("p", {}, `In passage ${passage + 1}, ${words} is the archive’s: it stands for `, stands, ".");
}

function found({ source }, count, name) {
  const words = count === 1 ? "The passage is" : `All ${count} passages are`;
  return source.typographic
    ? `${words} in ${name}, in this order, if marks that look alike count as one: “ and ", – and -.`
    : `${words} in ${name}, in this order, character for character.`;
}

function missing({ passage, moved }, count, name) {
  const which = count === 1 ? "The passage" : `Passage ${passage + 1} of ${count}`;
  return moved ? `${which} is in ${name}, but not after the passage before it.` : `${which} is not in ${name}.`;
}

/** Show where copy and record part. */
function differing({ prefix, copy, record }, name) {
  if (!prefix) return "";
  const words = prefix.replace(/^\S*\s/, ""); // it may begin inside a word
  const side = (caption, next) =>
    element(
      "figure",
      {},
      element("figcaption", {}, caption),
      element("blockquote", { class: "compared" }, `… ${words}`, element("mark", {}, next.slice(0, NEXT)), " …"),
    );
  return element("div", { class: "beside" }, side(capital(name), copy), side("The record", record));
}

/** Show the text of the copy with the passages that were found; what lies between is grey, and long stretches are cut. */
function marked({ source, spans }, name) {
  if (!spans.length) return "";
  const cut = pieces(source, spans, SHOWN);
  const text = element("div", { class: "text" }, ...cut);
  const whole = button("Show all of it", () => {
    text.replaceChildren(...pieces(source, spans, Number.POSITIVE_INFINITY));
    section.classList.add("whole");
    section.focus();
    whole.remove();
  });
  const section = element(
    "section",
    { class: "copy", "aria-label": `${capital(name)}, with the passages marked`, tabindex: "0" },
    element("h3", {}, `${capital(name)}, with ${counted(spans.length, "passage")} marked`),
    text,
  );
  const isCut = cut.some((part) => part instanceof HTMLElement && part.matches(".cut"));
  return element("div", {}, section, isCut ? element("p", {}, whole) : "");
}

/** Return the text of a copy in pieces; of a stretch between two passages at most `shown` characters at each end. */
function pieces(source, spans, shown) {
  const text = (from, to) =>
    source.characters
      .slice(from, to)
      .join("")
      .replace(/\s*\n\s*/g, "\n"); // no empty lines
  const parts = [];
  let done = 0;
  for (const { passage, start, end } of spans) {
    const [from, to] = source.span(start, end);
    parts.push(...between(text, [done, from], shown, done === 0 ? [0, shown] : [shown / 2, shown / 2]));
    parts.push(element("mark", { title: `Passage ${passage + 1}` }, text(from, to)));
    done = to;
  }
  return [...parts, ...between(text, [done, source.characters.length], shown, [shown, 0])];
}

function between(text, [from, to], shown, [first, last]) {
  if (to - from <= 2 * shown) return [text(from, to)];
  const left = (to - from - first - last).toLocaleString("en");
  const cut = element("span", { class: "cut" }, ` [${left} characters not shown] `);
  return [text(from, from + first), cut, text(to - last, to)].filter((part) => part !== "");
}
