// Splits texts into the words that are compared.
import { normaliseWithPlaces } from "../shared/normalise.js";

export const FEWEST = 3; // words of a quotation that can be compared
export const MOST = 400;
export const LONGEST = 20_000; // the most characters that are split

const OMISSION = /\[?(?:\.\s?){3,}\]?|\[?…\]?/g;
const WORD = /[^ -]+/g; // a hyphen parts two words, as a dash does
const EDGES = /^[^\p{L}\p{N}§$]+|[^\p{L}\p{N}§%]+$/gu;
const BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Return the words of a quotation. A word is `omitted` if the quotation marks an omission before it, and `bracketed` if it
 * is in square brackets.
 */
export function quotation(text) {
  const brackets = [...text.matchAll(BRACKETS)]
    .map(({ 1: inner, index }) => ({ inner, start: index, end: index + inner.length + 2 }))
    .filter(({ inner, start, end }) => /\s/.test(inner) || (inner.length > 1 && !isInWord(text, start, end)));
  /** @type {{key: string, start: number, end: number, omitted?: boolean, bracketed?: boolean}[]} */
  const words = [];
  let from = 0;
  for (const { 0: mark, index } of [...text.matchAll(OMISSION), { 0: "", index: text.length }]) {
    const own = wordsOf(text.slice(from, index), from);
    const isOmitted = own.length > 0 && words.length > 0;
    words.push(...own);
    if (isOmitted) words[words.length - own.length].omitted = true;
    from = index + mark.length;
  }
  for (const word of words) word.bracketed = brackets.some(({ start, end }) => word.start >= start && word.end <= end);
  return words;
}

// Whether brackets replace letters within a word, as in "compl[ies]".
function isInWord(text, start, end) {
  return (
    /[\p{L}\p{N}]$/u.test(text.slice(Math.max(start - 2, 0), start)) || /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  );
}

/** Return the words of a text: normalized (`key`), and their positions in the original. */
export function wordsOf(original, offset = 0) {
  const { text, places } = normaliseWithPlaces(original);
  return [...text.matchAll(WORD)]
    .map(({ 0: token, index }) => ({
      key: keyOf(token),
      start: offset + places[index],
      end: offset + places[index + token.length],
    }))
    .filter(({ key }) => key);
}

/** Return the words of a normalized text, without their positions. */
export function keysOf(text) {
  return (text.match(WORD) ?? []).map(keyOf).filter(Boolean);
}

/** Return a normalized text without surrounding punctuation. */
export function bare(text) {
  return text.replace(EDGES, "");
}

function keyOf(token) {
  return bare(token).replace(/[[\]]/g, "");
}
