// The canonical text of a source, by the rule of scripts/archive/prove/canonical.py: what its bytes say, without white
// space. tests/vectors/proof.json holds the two equal.

/** Unicode's White_Space property, which `\s` is not. */
const WHITE = new Set(
  "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
);
const DROPPED = "iframe, noembed, noframes, noscript, script, style, template";
// No word runs across the edge of one of these.
const BLOCKS =
  "address, article, aside, blockquote, br, button, caption, dd, details, div, dl, dt, fieldset, figcaption, figure, " +
  "footer, form, h1, h2, h3, h4, h5, h6, header, hr, legend, li, main, nav, ol, option, p, pre, section, select, " +
  "summary, table, td, textarea, th, title, tr, ul";
const UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff";
/** What the typographic level takes for one mark. @type {Map<string, string>} */
const MARKS = new Map([
  ...alike("'", "‘’‚‛′ʼ`´‹›"),
  ...alike('"', "“”„‟″«»"),
  ...alike("-", "‐‑‒–—―−"),
  ...alike("", UNSEEN),
]);
const JOINING = new Set([..."-‐‑'’ʼ", ...UNSEEN]);
const IN_WORD = /^[\p{Lu}\p{Ll}\p{Lt}\p{Nd}]$/u;
const DECLARED_WITHIN = 1024; // bytes
const COMMENT = /<!--.*?(?:-->|$)/gs;
const META = /<meta[\t-\r /][^>]*?charset[\t-\r ]*=[\t-\r ]*["']?[\t-\r ]*([^\t-\r "'/>;]+)/i;
/** @type {[string, number[]][]} */
const BYTE_ORDER_MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];

/** @returns {[string, string][]} */
function alike(plain, marks) {
  return [...marks].map((mark) => [mark, plain]);
}

/** A text in its canonical form, with the way back. */
export class Canonical {
  /** @param {string} text @param {boolean} typographic whether marks that look alike count as one */
  constructor(text, typographic = false) {
    /** The characters of the text. */
    this.characters = [...text];
    this.typographic = typographic;
    const parts = [];
    const places = [];
    for (const [at, character] of this.characters.entries()) {
      const part = typographic ? folded(character) : WHITE.has(character) ? "" : character;
      if (!part) continue;
      parts.push(part);
      for (let unit = 0; unit < part.length; unit += 1) places.push(at);
    }
    /** The text without white space, folded where the level folds. */
    this.form = parts.join("");
    /** For each unit of the form, the number of the character that it comes from. */
    this.places = places;
  }

  /** Return the stretch of the text that a stretch of the form comes from: its first character, and the one after it. */
  span(start, end) {
    return end > start ? [this.places[start], this.places[end - 1] + 1] : [0, 0];
  }

  /** Return whether the form, cut before `at`, is cut inside a word of the text. */
  splitsWord(at) {
    if (at <= 0 || at >= this.form.length) return false;
    if (!mayJoin(before(this.form, at)) || !mayJoin(after(this.form, at))) return false;
    const cut = this.places[at];
    const [second, first] = [this.characters[cut - 2], this.characters[cut - 1]];
    const [next, later] = this.characters.slice(cut, cut + 2);
    if (first !== undefined && inWord(first)) {
      return inWord(next) || (JOINING.has(next) && later !== undefined && inWord(later));
    }
    return second !== undefined && JOINING.has(first) && inWord(second) && inWord(next);
  }
}

const folds = new Map();

function folded(character) {
  let plain = folds.get(character);
  if (plain === undefined) {
    plain = MARKS.get(character);
    plain ??= [...character.normalize("NFKD")]
      .map((part) => MARKS.get(part) ?? part)
      .filter((part) => !WHITE.has(part))
      .join("");
    folds.set(character, plain);
  }
  return plain;
}

const inWord = (character) => IN_WORD.test(character);
const mayJoin = (character) => JOINING.has(character) || inWord(character);
const after = (text, at) => String.fromCodePoint(text.codePointAt(at));

function before(text, at) {
  const unit = text.charCodeAt(at - 1);
  return after(text, unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1);
}

/** Return the text of a source from its bytes; `charset` is the encoding that its headers declare. */
export function textOf(bytes, { markup, charset = "" }) {
  const text = decode(bytes, charset, markup);
  return markup ? textOfMarkup(text) : text;
}

/** Return whether bytes are a page rather than plain text: they begin with a tag. */
export function isMarkup(bytes) {
  return /^[\t-\r ]*<(?:!doctype|!--|html|head|body|[a-z][a-z0-9]*[\t-\r >])/i.test(
    decode(bytes.subarray(0, 4096), "", true),
  );
}

function decode(bytes, charset, markup) {
  for (const [label, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, at) => bytes[at] === byte)) return decoder(label).decode(bytes.subarray(mark.length));
  }
  const declared = known(charset) ?? (markup ? meta(bytes) : null);
  if (declared) return declared.decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decoder("windows-1252").decode(bytes);
  }
}

const decoder = (label) => new TextDecoder(label, { ignoreBOM: true });

function known(label) {
  if (!label) return null;
  try {
    return decoder(label);
  } catch {
    return null;
  }
}

function meta(bytes) {
  const start = decoder("windows-1252").decode(bytes.subarray(0, DECLARED_WITHIN)).replace(COMMENT, "");
  const found = known(META.exec(start)?.[1]);
  // A declaration that could be read in ASCII does not mean UTF-16.
  return found?.encoding.startsWith("utf-16") ? decoder("utf-8") : found;
}

function textOfMarkup(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const node of page.querySelectorAll(DROPPED)) node.remove();
  for (const node of page.querySelectorAll(BLOCKS)) {
    node.before("\n");
    node.after("\n");
  }
  return page.documentElement.textContent ?? "";
}
