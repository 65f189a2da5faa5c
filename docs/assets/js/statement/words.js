// What can be carried away of a statement's words. Works on the words alone: nothing here reads or changes the page's
// state, and a word is never changed.
const BLOCKS = "p, li, h2, h3, h4, blockquote";
const MARKS = '"“”«»'; // single ones belong to a quotation within
const LONGEST_EXACT = 200; // characters; a longer selection is named by its first and its last words
const WORDS_AT_AN_END = 6;

const single = (text) => text.replace(/\s+/g, " ").trim();

// The paragraphs of a passage, without its link and its buttons.
export function paragraphs(passage) {
  const copy = passage.cloneNode(true);
  for (const other of copy.querySelectorAll(".anchor, .carry")) other.remove();
  const blocks = [...copy.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [copy]).map((block) => single(block.textContent));
  return texts.filter(Boolean);
}

// Words between quotation marks, unless they bring their own.
export function quoted(text) {
  return MARKS.includes(text[0]) && MARKS.includes(text.at(-1)) ? text : `“${text}”`;
}

// "Ada Sample, Mayor, said on 1 May 2020: “...” [Caution: ...] https://..."
export function attributed(texts, attribution, address, warnings = []) {
  const lines = [`${attribution}: ${quoted(texts.join("\n\n"))}`, ...warnings.map((one) => `[${one}]`), address];
  return lines.join("\n");
}

// A quotation for a content system, as HTML source.
export function markup(texts, attribution, address, name, warnings = []) {
  const made = document.implementation.createHTMLDocument("");
  const quotation = made.createElement("blockquote");
  quotation.setAttribute("cite", address);
  for (const text of texts) quotation.append(Object.assign(made.createElement("p"), { textContent: text }));
  const link = Object.assign(made.createElement("a"), { textContent: name });
  link.setAttribute("href", address);
  const source = made.createElement("p");
  source.append(`${attribution} (`, link, ")");
  const warned = warnings.map((one) => Object.assign(made.createElement("p"), { textContent: one }));
  return [quotation, source, ...warned].map((one) => `${one.outerHTML}\n`).join("");
}

// The directive of a text fragment: https://wicg.github.io/scroll-to-text-fragment/
export function fragment(text) {
  const encode = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
  const words = single(text).split(" ");
  if (text.length <= LONGEST_EXACT || words.length <= 2 * WORDS_AT_AN_END) return `:~:text=${encode(words.join(" "))}`;
  const ends = [words.slice(0, WORDS_AT_AN_END), words.slice(-WORDS_AT_AN_END)];
  return `:~:text=${ends.map((end) => encode(end.join(" "))).join(",")}`;
}
