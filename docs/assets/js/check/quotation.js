// Takes texts apart into the words by which a quotation is compared with the record.
import { normaliseWithPlaces } from "../shared/normalise.js";

export const FEWEST = 3; // words of a quotation that can be compared
export const MOST = 400;
export const LONGEST = 20_000; // characters that are taken apart at all

const OMISSION = /\[?(?:\.\s?){3,}\]?|\[?…\]?/g;
const WORD = /[^ -]+/g; // a hyphen parts two words, as a dash does
const EDGES = /^[^\p{L}\p{N}§$]+|[^\p{L}\p{N}§%]+$/gu;
const BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Return the words of a quotation. A word is `omitted` where the quotation says that it leaves words out before it, and
 * `bracketed` where whoever quoted put it in square brackets.
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

// Tells whether brackets stand for letters of a word, as in "compl[ies]".
function isInWord(text, start, end) {
  return (
    /[\p{L}\p{N}]$/u.test(text.slice(Math.max(start - 2, 0), start)) || /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2))
  );
}

/** Return the words of a text: as they are compared (`key`), and where they are in the original. */
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

/** Return the words of a normalized text as they are compared, without their places. */
export function keysOf(text) {
  return (text.match(WORD) ?? []).map(keyOf).filter(Boolean);
}

/** Return a normalized text without the marks around it. */
export function bare(text) {
  return text.replace(EDGES, "");
}

function keyOf(token) {
  return bare(token).replace(/[[\]]/g, "");
}
