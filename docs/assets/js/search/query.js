// Reads what a reader typed: words, phrases in quotation marks, and citations of law.

const DOUBLE = /[“”„‟″«»]/g;
const TOKEN = /"([^"]*)("|$)|\S+/g;
const SECTION = String.raw`(\d+[a-z]{0,3}(?:-\d+[a-z]?)?)((?:\([0-9a-z]{1,4}\))*)`;
const CODE = new RegExp(String.raw`\b(\d{1,2})\s*u\.?\s*s\.?\s*c(?:ode\b|\.|\b)\s*(?:§+|\bsec(?:tions?|s?\.)?)?\s*${SECTION}`, "gi");
const BARE = new RegExp(String.raw`(?:§+|\bsec(?:tions?\b|s?\.))\s*${SECTION}`, "gi");
const PIN = /^(\d+[a-z]{0,3})((?:\([0-9a-z]{1,4}\))+)$/i;

/** Take a text apart into its words and phrases. Every kind of double quotation mark counts as one. */
export function parse(text) {
  const straight = text.replace(DOUBLE, '"');
  const words = [];
  const phrases = [];
  for (const match of straight.matchAll(TOKEN)) {
    if (match[1] === undefined) words.push(match[0]);
    else if (match[1].trim()) phrases.push(match[1].trim());
  }
  return { text: text.trim(), words, phrases, citation: citation(straight) };
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

/** Write citations in the words that all their forms have in common, and leave signs that stand alone out. */
function simplified(text) {
  return text
    .replace(CODE, "$1 usc $2$3")
    .replace(BARE, "$1$2")
    .replace(/(^|\s)[^\p{L}\p{N}]+(?=\s|$)/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
