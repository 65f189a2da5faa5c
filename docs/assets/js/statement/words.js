// Formats a statement's words for copying. Never reads or changes the page's state, and never changes a word.
const BLOCKS = "p, li, h2, h3, h4, blockquote";
const MARKS = '"“”«»'; // single ones belong to a quotation within
const LONGEST_EXACT = 200; // characters; a longer selection is named by its first and its last words
const WORDS_AT_AN_END = 6;

const single = (text) => text.replace(/\s+/g, " ").trim();

// Returns the paragraphs of a passage, without its link and buttons.
export function paragraphs(passage) {
  const copy = passage.cloneNode(true);
  for (const other of copy.querySelectorAll(".anchor, .carry")) other.remove();
  const blocks = [...copy.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  const texts = (blocks.length ? blocks : [copy]).map((block) => single(block.textContent));
  return texts.filter(Boolean);
}

// Puts words in quotation marks, unless they have their own.
export function quoted(text) {
  return MARKS.includes(text[0]) && MARKS.includes(text.at(-1)) ? text : `“${text}”`;
}

// "Ada Sample, Mayor, said on 1 May 2020: “...” [Caution: ...] https://..."
export function attributed(texts, attribution, address, warnings = []) {
  const lines = [
    `${attribution}: ${quoted(texts.join("\n\n"))}`,
    ...warnings.map((warning) => `[${warning}]`),
    address,
  ];
  return lines.join("\n");
}

// Returns a quotation as HTML source, for a content management system.
export function markup(texts, attribution, address, name, warnings = []) {
  const made = document.implementation.createHTMLDocument("");
  const quotation = made.createElement("blockquote");
  quotation.setAttribute("cite", address);
  for (const text of texts) quotation.append(Object.assign(made.createElement("p"), { textContent: text }));
  const link = Object.assign(made.createElement("a"), { textContent: name });
  link.setAttribute("href", address);
  const source = made.createElement("p");
  source.append(`${attribution} (`, link, ")");
  const warned = warnings.map((warning) => Object.assign(made.createElement("p"), { textContent: warning }));
  return [quotation, source, ...warned].map((part) => `${part.outerHTML}\n`).join("");
}

// The directive of a text fragment: https://wicg.github.io/scroll-to-text-fragment/
export function fragment(text) {
  const encode = (part) => encodeURIComponent(part).replaceAll("-", "%2D");
  const words = single(text).split(" ");
  if (text.length <= LONGEST_EXACT || words.length <= 2 * WORDS_AT_AN_END) return `:~:text=${encode(words.join(" "))}`;
  const ends = [words.slice(0, WORDS_AT_AN_END), words.slice(-WORDS_AT_AN_END)];
  return `:~:text=${ends.map((end) => encode(end.join(" "))).join(",")}`;
}
