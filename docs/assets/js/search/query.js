// Parses a query: words, phrases in quotation marks, exclusions and conditions.

/** The conditions by name, each with its meaning and an example. */
export const CONDITIONS = {
  speaker: { label: "Who said it", example: "landrieu" },
  jurisdiction: { label: "The place it is about", example: '"New Orleans"' },
  statute: { label: "The law it cites", example: '"8 USC 1373(a)"' },
  policy: { label: "The policy it speaks of", example: "nopd" },
  kind: { label: "The kind of document", example: "letter" },
  stance: { label: "The position taken", example: "asserts-compliance" },
  text: { label: "Whether its words are proved", example: "proved" },
  before: { label: "Before a day, month or year", example: "2017-10-12" },
  after: { label: "After a day, month or year", example: "2017-10" },
  year: { label: "In a year", example: "2017" },
  has: { label: "What the record has", example: "text" },
};

/** The most characters of a search: a quotation of some 600 words, with conditions. */
export const LONGEST = 4000;

/** What `has:` can ask for. */
export const HAS = { text: "Words held", caution: "A caution" };

const DOUBLE = /[“”„‟″«»]/g;
const HEAD = /(-?)(?:([a-z]+):(?=[^\s/]))?("|[^\s"]+)/gi;
const OPENS = /(?:^|[\s([{\-–—'‘/:])"(?=[^\s"])/; // a quotation mark before a word, not after it
// In nearly every text, so they narrow nothing and have the largest index files.
const SMALL = new Set([
  "a",
  "an",
  "and",
  "as",
  "at",
  "by",
  "for",
  "in",
  "is",
  "of",
  "on",
  "or",
  "that",
  "the",
  "to",
  "was",
  "with",
]);
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const ID = /^\d{4}(-\d{2}){0,2}-[a-z][a-z0-9-]*$/;

/**
 * Return the terms of a text and what is before them: a minus sign (`not`), the `name` of a condition.
 *
 * Of a text that is longer than a search may be there are none. Every kind of double quotation mark counts as one. `from` is where the value begins, `end` where the term ends;
 * of a phrase in quotation marks, `closed` tells whether it has its last one.
 */
export function* tokens(text) {
  if (text.length > LONGEST) return;
  const straight = text.replace(DOUBLE, '"');
  const head = new RegExp(HEAD);
  const marks = [...straight.matchAll(/"/g)].map(({ index }) => index); // once, or many marks would take forever
  let next = 0;
  for (let match; (match = head.exec(straight)); ) {
    const [, minus, name = "", value] = match;
    const at = { not: minus === "-", name: name.toLowerCase(), start: match.index };
    if (value !== '"') {
      yield { ...at, value, from: head.lastIndex - value.length, end: head.lastIndex, phrase: false, closed: true };
      continue;
    }
    const from = head.lastIndex;
    while (marks[next] < from) next += 1;
    const last = closing(straight, from, marks, next);
    head.lastIndex = Math.min(last + 1, straight.length);
    yield {
      ...at,
      value: straight.slice(from, last),
      from,
      end: head.lastIndex,
      phrase: true,
      closed: last < straight.length,
    };
  }
}

const SPEECH = /^"[^"]*[,.;:?!]"\s[^"]*\s"[^"]+"$/; // a mark behind a comma or a point ends what somebody says

/**
 * Return the place of the mark that closes a phrase which begins at `from`; the end of the text where there is none.
 * `marks` are the places of all marks, and `next` says which of them is the first within the phrase.
 *
 * A phrase may have marks of its own, in pairs: one that comes before a word opens, one behind a word closes. Where
 * the marks do not come in pairs, a phrase is all between the first and the last of them, if they enclose all; so it is
 * where they enclose what somebody says, as in "comply," he said. "We".
 */
function closing(text, from, marks, next) {
  if (from === 1 && marks.length % 2 && /\S"\s*$/.test(text) && marks.length > 1) return marks.at(-1);
  if (from === 1 && SPEECH.test(text.trim())) return marks.at(-1);
  const opens = (at) => OPENS.test(text.slice(Math.max(at - 1, from), at + 2));
  let depth = 1;
  for (let mark = next; mark < marks.length; mark += 1) {
    depth += opens(marks[mark]) ? 1 : -1;
    if (depth === 0) return marks[mark];
  }
  return marks.slice(next).findLast((at) => !opens(at)) ?? text.length;
}

/** Parse a text into terms (words and phrases) and conditions; `errors` have positions. */
export function parse(text) {
  const terms = [];
  const conditions = [];
  const errors = text.length > LONGEST ? [{ not: false, start: 0, end: 0, message: long(text.length) }] : [];
  for (const { not, name, value: written, start, end, phrase } of tokens(text)) {
    const at = { not, start, end };
    const value = written.trim();
    if (name) {
      const condition = { ...at, name, value };
      const message = wrong(condition);
      if (message) errors.push({ ...at, message });
      else conditions.push(condition);
    } else if (value && !(not && !phrase && !/[\p{L}\p{N}]/u.test(value))) {
      terms.push({ ...at, text: value, phrase });
    }
  }
  const positive = terms.filter((term) => !term.not);
  return {
    text: text.trim(),
    terms,
    conditions,
    errors,
    words: positive.filter((term) => !term.phrase).map((term) => term.text),
    phrases: positive.filter((term) => term.phrase).map((term) => term.text),
    id: ID.test(text.trim()) ? text.trim() : "",
  };
}

/** Return whether only the exact search can answer. */
export function needsExact({ terms, conditions, errors }) {
  return conditions.length + errors.length > 0 || terms.some((term) => term.not);
}

/**
 * Return the query for the index, or null if there are no words. The index supports a phrase only if it is the whole
 * query; very common single words are ignored, unless there are no others. Citations are written in the words that all
 * their spellings share.
 *
 * @param {import("./citations.js").Citations} citations
 */
export function forIndex(parsed, citations) {
  const { words, phrases } = parsed;
  if (phrases.length === 1 && words.length === 0) return `"${phrases[0].replaceAll('"', " ")}"`;
  const plain = citations.plain(words.join(" ")).split(" ");
  const telling = plain.filter((word) => !SMALL.has(word.toLowerCase()));
  return (
    simplified([...(telling.length ? telling : plain), ...phrases.map((text) => citations.plain(text))].join(" ")) ||
    null
  );
}

/** Return the first and last day of a date of any precision, or null. */
export function days(text) {
  const match = text.match(DATE);
  if (!match) return null;
  const [, year, month, day] = match;
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate();
  if (Number(year) < 1000 || (month && !between(month, 1, 12)) || (day && !between(day, 1, last))) return null;
  return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? last}`];
}

function between(number, low, high) {
  return Number(number) >= low && Number(number) <= high;
}

/** Return what is wrong with a condition, as far as it shows without the record; otherwise nothing. */
function wrong({ name, value }) {
  if (!Object.hasOwn(CONDITIONS, name)) {
    return `“${name}:” must be one of ${Object.keys(CONDITIONS)
      .map((field) => `${field}:`)
      .join(", ")}. To search for the words themselves, put them in quotation marks.`;
  }
  if (!value) return `“${name}:” must be followed by a value, as in ${example(name)}.`;
  if ((name === "before" || name === "after") && !days(value)) {
    return `“${name}:” must be followed by a day, a month or a year, as in ${example(name)}.`;
  }
  if (name === "year" && !/^\d{4}$/.test(value))
    return `“year:” must be followed by four digits, as in ${example(name)}.`;
  if (name === "has" && !Object.hasOwn(HAS, value.toLowerCase()))
    return `“has:” must be followed by ${Object.keys(HAS).join(" or ")}.`;
  return "";
}

const long = (length) =>
  `A search may have at most ${LONGEST.toLocaleString("en")} characters; this one has ${length.toLocaleString("en")}. Search for a part of it.`;

const example = (name) => `${name}:${CONDITIONS[name].example}`;

/** Remove isolated punctuation. */
function simplified(text) {
  return text
    .replace(/(^|\s)[^\p{L}\p{N}]+(?=\s|$)/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
