// Reads what a reader typed: words, phrases in quotation marks, what must not be there, conditions, citations of law.

export const FIELDS = ["speaker", "jurisdiction", "statute", "kind", "stance", "before", "after", "year", "has"];
const HAS = ["text", "caution"];

const DOUBLE = /[“”„‟″«»]/g;
const TOKEN = /(-?)(?:([a-z]+):(?=[^\s/]))?(?:"([^"]*)("|$)|([^\s"]+))/gi;
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const ID = /^\d{4}(-\d{2}){0,2}-[a-z][a-z0-9-]*$/;
const SECTION = String.raw`(\d+[a-z]{0,3}(?:-\d+[a-z]?)?)((?:\([0-9a-z]{1,4}\))*)`;
const CODE = new RegExp(String.raw`\b(\d{1,2})\s*u\.?\s*s\.?\s*c(?:ode\b|\.|\b)\s*(?:§+|\bsec(?:tions?|s?\.)?)?\s*${SECTION}`, "gi");
const BARE = new RegExp(String.raw`(?:§+|\bsec(?:tions?\b|s?\.))\s*${SECTION}`, "gi");
const PIN = /^(\d+[a-z]{0,3})((?:\([0-9a-z]{1,4}\))+)$/i;

/**
 * Take a text apart into terms (words and phrases) and conditions, each with its place in the text.
 *
 * Every kind of double quotation mark counts as one. `errors` are what cannot be meant, each with its place.
 */
export function parse(text) {
  const straight = text.replace(DOUBLE, '"');
  const terms = [];
  const conditions = [];
  const errors = [];
  for (const match of straight.matchAll(TOKEN)) {
    const [whole, not, name, quoted, , bare] = match;
    const at = { not: not === "-", start: match.index, end: match.index + whole.length };
    const value = (quoted ?? bare).trim();
    if (name) {
      const condition = { ...at, name: name.toLowerCase(), value };
      const message = wrong(condition);
      if (message) errors.push({ ...at, message });
      else conditions.push(condition);
    } else if (value && !(at.not && quoted === undefined && !/[\p{L}\p{N}]/u.test(value))) {
      terms.push({ ...at, text: value, phrase: quoted !== undefined });
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
    citation: citation(straight),
    id: ID.test(text.trim()) ? text.trim() : "",
  };
}

/** Tell whether only a search of the texts themselves can answer. */
export function needsExact({ terms, conditions, errors }) {
  return conditions.length + errors.length > 0 || terms.some((term) => term.not);
}

/** Give the citation of law that a text is, and nothing else: its title, section and pin cite; null for any other. */
export function citation(text) {
  const bare = text.replace(/"/g, "").trim();
  const whole = (pattern) => [...bare.matchAll(pattern)].find((match) => match[0] === bare);
  const code = whole(CODE);
  if (code) return { title: code[1], section: code[2], pin: code[3] };
  const section = whole(BARE) ?? bare.match(PIN);
  return section ? { title: "", section: section[1], pin: section[2] } : null;
}

/** Give the query for the index: null where there are no words. A phrase holds there only if it is the whole query. */
export function forIndex(parsed) {
  const { words, phrases } = parsed;
  if (phrases.length === 1 && words.length === 0) return `"${phrases[0]}"`;
  return simplified([...words, ...phrases].join(" ")) || null;
}

/** Give the first and the last day of a date of any precision; null for what is no date. */
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

/** Say what is wrong with a condition, as far as it can be told without the record; otherwise nothing. */
function wrong({ name, value }) {
  if (!FIELDS.includes(name)) {
    return `“${name}:” must be one of ${FIELDS.map((field) => `${field}:`).join(", ")}. To search for the words themselves, put them in quotation marks.`;
  }
  if (!value) return `“${name}:” must be followed by a value, as in ${example(name)}.`;
  if ((name === "before" || name === "after") && !days(value)) {
    return `“${name}:” must be followed by a day, a month or a year, as in ${example(name)}.`;
  }
  if (name === "year" && !/^\d{4}$/.test(value)) return `“year:” must be followed by four digits, as in ${example(name)}.`;
  if (name === "has" && !HAS.includes(value.toLowerCase())) return "“has:” must be followed by text or caution.";
  return "";
}

function example(name) {
  return { speaker: "speaker:landrieu", jurisdiction: 'jurisdiction:"New Orleans"', statute: 'statute:"8 USC 1373(a)"', kind: "kind:letter", stance: "stance:asserts-compliance", before: "before:2017-10-12", after: "after:2017-10", year: "year:2017", has: "has:text" }[name];
}

/** Write citations in the words that all their forms have in common, and leave signs that stand alone out. */
function simplified(text) {
  return text
    .replace(CODE, "$1 usc $2$3")
    .replace(BARE, "$1$2")
    .replace(/(^|\s)[^\p{L}\p{N}]+(?=\s|$)/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
