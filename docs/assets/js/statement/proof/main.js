// Checks the words of the page against a copy of their source that the reader has; nothing leaves the browser.
import { element } from "../../shared/element.js";
import { counted } from "../../shared/numbers.js";
import { build } from "./form.js";
import { prove } from "./matching.js";
import { passages } from "./passages.js";
import { read, Unreadable } from "./reading.js";

const LARGEST = 20_000_000; // bytes
const SHOWN = 600; // characters of what lies between two passages, at each of its ends
const NEXT = 60; // characters shown where copy and record part

const box = /** @type {HTMLDetailsElement} */ (document.querySelector("details[data-proving]"));
const { form, file, pasted, status, answer: place } = build(box);
/** The source that the words were proved against. @type {import("./reading.js").Known} */
const proved = box.dataset;
let turn = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check();
});
file.addEventListener("change", check);

async function check() {
  turn += 1;
  const mine = turn;
  place.replaceChildren();
  const chosen = file.files?.[0];
  if (!chosen && !pasted.value.trim()) return say("Choose a file, or paste the text of the source.");
  if (chosen && chosen.size > LARGEST) return say("The file must be at most 20 MB. Paste the text instead.");
  say("Checking …");
  place.setAttribute("aria-busy", "true");
  try {
    const copy = chosen
      ? await read(new Uint8Array(await chosen.arrayBuffer()), proved)
      : { text: pasted.value, hash: "" };
    await new Promise(requestAnimationFrame); // the sentence above is painted before the work begins
    if (mine === turn) show(copy);
  } catch (error) {
    if (mine === turn) say(error instanceof Unreadable ? error.message : `The file could not be read. ${error}`);
  } finally {
    if (mine === turn) place.removeAttribute("aria-busy");
  }
}

function show({ text, hash }) {
  const all = passages(document);
  const match = prove(text, all);
  const count = all.filter((passage) => passage !== "[...]").length;
  say(match.missing ? missing(match.missing, count) : found(match, count));
  const held = match.spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const share = match.source.form.length ? Math.round((100 * held) / match.source.form.length) : 0;
  place.replaceChildren(
    ...(match.missing ? [differing(match.missing)] : []),
    hash && hash === proved.sha256
      ? element("p", {}, "It is the very copy that the archive proved these words against.")
      : "",
    element(
      "dl",
      {},
      hash &&
        element("div", {}, element("dt", {}, "SHA-256 of your copy"), element("dd", {}, element("code", {}, hash))),
      match.missing
        ? ""
        : element(
            "div",
            {},
            element("dt", {}, "Share of your copy that the record holds"),
            element("dd", {}, `${share || "less than 1"} %`),
          ),
    ),
    ...match.insertions.map(({ passage, words, replaced }) =>
      element(
        "p",
        {},
        `In passage ${passage + 1}, ${words} is the archive’s: it stands for `,
        replaced ? element("q", {}, replaced) : "nothing in your copy",
        ".",
      ),
    ),
    marked(match),
    element(
      "p",
      { class: "note" },
      match.missing
        ? "Copies differ: a page may have been corrected since. If the source has other words than the archive, please suggest a correction of the record."
        : "This shows that the words are in the copy that you chose. It does not show where the copy came from, or that anybody said the words. White space is not compared.",
    ),
  );
}

function found({ source }, count) {
  const words = count === 1 ? "The passage is" : `All ${count} passages are`;
  return source.typographic
    ? `${words} in your copy, in this order, if marks that look alike count as one: “ and ", – and -.`
    : `${words} in your copy, in this order, character for character.`;
}

function missing({ passage, moved }, count) {
  const which = count === 1 ? "The passage" : `Passage ${passage + 1} of ${count}`;
  return moved ? `${which} is in your copy, but not after the passage before it.` : `${which} is not in your copy.`;
}

/** Show where copy and record part. */
function differing({ prefix, copy, record }) {
  if (!prefix) return "";
  const words = prefix.replace(/^\S*\s/, ""); // it may begin inside a word
  return element(
    "div",
    { class: "beside" },
    element(
      "figure",
      {},
      element("figcaption", {}, "Your copy"),
      element("blockquote", { class: "compared" }, `… ${words}`, element("mark", {}, copy.slice(0, NEXT)), " …"),
    ),
    element(
      "figure",
      {},
      element("figcaption", {}, "The record"),
      element("blockquote", { class: "compared" }, `… ${words}`, element("mark", {}, record.slice(0, NEXT)), " …"),
    ),
  );
}

/** Show the text of the copy with the passages that were found; what lies between is grey, and long stretches are cut. */
function marked({ source, spans }) {
  if (!spans.length) return "";
  const text = (from, to) => source.characters.slice(from, to).join("");
  const parts = [];
  let done = 0;
  for (const { passage, start, end } of spans) {
    const [from, to] = source.span(start, end);
    parts.push(...between(text, done, from, done === 0));
    parts.push(element("mark", { title: `Passage ${passage + 1}` }, text(from, to)));
    done = to;
  }
  parts.push(...between(text, done, source.characters.length, false, true));
  return element(
    "section",
    { class: "copy", "aria-label": "Your copy, with the passages marked", tabindex: "0" },
    element("h3", {}, `Your copy, with ${counted(spans.length, "passage")} marked`),
    element("div", { class: "text" }, ...parts),
  );
}

function between(text, from, to, first, last = false) {
  if (to - from <= 2 * SHOWN) return [text(from, to)];
  const cut = element("span", { class: "cut" }, ` [${(to - from - SHOWN).toLocaleString("en")} characters not shown] `);
  if (first) return [cut, text(to - SHOWN, to)];
  if (last) return [text(from, from + SHOWN), cut];
  const half = SHOWN / 2;
  return [text(from, from + half), cut, text(to - half, to)];
}

function say(sentence) {
  status.textContent = sentence;
}
