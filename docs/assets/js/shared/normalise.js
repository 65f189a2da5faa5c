// Normalizes text for comparison: quotation marks, dashes, white space and capitals make no difference, everything else
// does. The same rule as in normalized.py.

/** @returns {[string, string]} */
const pair = (written, plain) => [written, plain];

/** @type {[string, string][]} */
const FOLDED = [
  ..."‘’‚‛′ʼ`´‹›".split("").map((mark) => pair(mark, "'")),
  ..."“”„‟″«»".split("").map((mark) => pair(mark, '"')),
  ..."‐‑‒–—―−".split("").map((dash) => pair(dash, "-")),
  ..."\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff".split("").map((unseen) => pair(unseen, "")),
  ["…", "..."],
  ["ﬀ", "ff"],
  ["ﬁ", "fi"],
  ["ﬂ", "fl"],
  ["ﬃ", "ffi"],
  ["ﬄ", "ffl"],
  ["ﬅ", "st"],
  ["ﬆ", "st"],
];
const PLAIN = new Map(FOLDED);
const SPACE = /^[\p{Z}\t-\r\x85]$/u;
const CHARACTER = /\P{M}\p{M}*|\p{M}+/gu; // with the marks that belong to it
const NOT_PLAIN = /[^\x00-\x7f\p{M}]\p{M}*|[\x00-\x7f]\p{M}+|\p{M}+|[\t-\r`]/gu;
// Anything that can shorten a text; without it, and with the same length, offsets are unchanged.
const SHORTENS =
  /[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]|[\p{Z}\t-\r\x85]{2}|[-‐‑‒–—―−]{2}|^[\p{Z}\t-\r\x85]|[\p{Z}\t-\r\x85]$/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;

function plain(character) {
  if (SPACE.test(character)) return " ";
  return PLAIN.get(character) ?? character.normalize("NFC");
}

/** Return the normalized form of a text. */
export function normalise(text) {
  return text
    .replace(NOT_PLAIN, plain)
    .toLowerCase()
    .replace(/ς/g, "σ")
    .replace(/ {2,}/g, " ")
    .replace(/-{2,}/g, "-")
    .trim();
}

/** Return the normalized form with the offset in `text` of each of its units, and one more for the end. */
export function normaliseWithPlaces(text) {
  const same = SHORTENS.test(text) ? "" : normalise(text);
  if (same.length === text.length) return { text: same, places: kept(text.length) };
  const units = [];
  const places = [];
  let end = 0;
  for (const match of text.matchAll(CHARACTER)) {
    const after = match.index + match[0].length;
    for (const unit of plain(match[0]).toLowerCase().replace(/ς/g, "σ").split("")) {
      const folded = (unit === " " || unit === "-") && units.at(-1) === unit;
      if (folded || (unit === " " && units.length === 0)) continue;
      units.push(unit);
      places.push(match.index);
      end = after;
    }
    if (units.length && places.at(-1) === match.index) end = after;
  }
  while (units.at(-1) === " ") {
    units.pop();
    end = places.pop();
  }
  places.push(end);
  return { text: units.join(""), places };
}

function kept(length) {
  const places = new Uint32Array(length + 1);
  for (let at = 1; at <= length; at += 1) places[at] = at;
  return places;
}

/** Return the offsets of a normalized phrase in a normalized text, as whole words. */
export function* find(phrase, text, from = 0) {
  if (!phrase) return;
  const first = LETTER.test(characterAt(phrase, 0));
  const last = LETTER.test(characterBefore(phrase, phrase.length));
  for (let at = text.indexOf(phrase, from); at !== -1; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const inside = (first && LETTER.test(characterBefore(text, at))) || (last && LETTER.test(characterAt(text, end)));
    if (!inside) yield at;
  }
}

function characterAt(text, at) {
  return String.fromCodePoint(text.codePointAt(at) ?? 32);
}

function characterBefore(text, at) {
  const unit = text.charCodeAt(at - 1);
  return characterAt(text, unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1);
}
