// Finds passages in a source, by the rule of scripts/archive/prove/matching.py: in their order, without approximation.
import { Canonical } from "./canonical.js";

const MAX_REPLACED = 80; // characters of the source that the editor's words in brackets may stand for
const MAX_BRACKETS = 20; // between two gaps
const TOKEN = /\[[^[\]]*\]/g;
const GAP = /^\[[. …\t\n]*\]$/;
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const SPACE_FIRST = new RegExp(`^${SPACE}`);
const SPACE_LAST = new RegExp(`${SPACE}$`);
const TRIMMED = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/**
 * What the source must have.
 * @typedef {{ passage: number, form: string, words: string, bracket: string, cutBefore: boolean, cutAfter: boolean }} Piece
 */
/** Where a piece stands in the form: its first unit, and the one after it. @typedef {[number, number]} Place */
/** Where a passage stands. @typedef {{ passage: number, start: number, end: number }} Span */
/** What the editor's words stand for. @typedef {{ passage: number, words: string, replaced: string }} Insertion */
/**
 * @typedef {{ source: Canonical, spans: Span[], insertions: Insertion[], missing: number | null }} Match
 * `missing` is the first passage that does not stand, null where all do.
 */

/**
 * Find passages at the exact level, else at the typographic one; where neither has them, return the one that got
 * farther. A passage that is `[...]` is a gap.
 * @param {string} text @param {string[]} passages @returns {Match}
 */
export function prove(text, passages) {
  const exact = match(new Canonical(text), passages);
  if (exact.missing === null) return exact;
  const typographic = match(new Canonical(text, true), passages);
  return typographic.missing === null || typographic.missing > exact.missing ? typographic : exact;
}

/** @param {Canonical} source @param {string[]} passages @returns {Match} */
function match(source, passages) {
  let at = 0;
  /** @type {Place[]} */
  const places = [];
  /** @type {Piece[]} */
  const pieces = [];
  for (const run of runs(passages, source.typographic)) {
    const found = find(source, run, at);
    if (!found) return { source, spans: spans(pieces, places), insertions: [], missing: broken(source, run, at) };
    pieces.push(...run);
    places.push(...found);
    at = found[found.length - 1][1];
  }
  if (!pieces.length) return { source, spans: [], insertions: [], missing: 0 };
  return { source, spans: spans(pieces, places), insertions: insertions(source.form, pieces, places), missing: null };
}

/** Yield the pieces that must follow each other in the source, gap after gap. @returns {Generator<Piece[]>} */
function* runs(passages, typographic) {
  /** @type {Piece[]} */
  let run = [];
  let number = -1;
  let bracket = "";
  for (const passage of passages) {
    if (!GAP.test(passage.replace(TRIMMED, ""))) number += 1;
    let joined = false;
    for (const [words, mark] of cut(passage)) {
      const { form } = new Canonical(words, typographic);
      const editors = Boolean(mark) && !GAP.test(mark);
      if (form) {
        run.push({
          passage: number,
          form,
          words,
          bracket,
          cutBefore: joined && !SPACE_FIRST.test(words),
          cutAfter: editors && !SPACE_LAST.test(words),
        });
        bracket = "";
      }
      joined = editors;
      if (editors) bracket += mark;
      else if (mark) {
        if (run.length) yield run;
        run = [];
        bracket = "";
      }
    }
  }
  if (run.length) yield run;
}

/** Yield words, and the gap or the bracket after them; empty after the last. @returns {Generator<[string, string]>} */
function* cut(passage) {
  let done = 0;
  for (const found of passage.matchAll(TOKEN)) {
    yield [passage.slice(done, found.index), found[0]];
    done = found.index + found[0].length;
  }
  yield [passage.slice(done), ""];
}

/** @param {Canonical} source @param {Piece[]} run @returns {Place[] | null} */
function find(source, run, at) {
  const own = verbatim(source, run, at); // nearly always: no brackets, or the source's own
  if (own) return own;
  return run.slice(1).filter((piece) => piece.bracket).length > MAX_BRACKETS ? null : aroundBrackets(source, run, at);
}

/** Return where a run stands with its brackets as they are. @param {Canonical} source @param {Piece[]} run */
function verbatim(source, run, at) {
  const brackets = run.map((piece) => new Canonical(piece.bracket, source.typographic).form);
  const words = run.map((piece, number) => brackets[number] + piece.form).join("");
  for (const [start, end] of all(source.form, words, at)) {
    if (!begins(source, run[0], start + brackets[0].length) || !ends(source, run[run.length - 1], end)) continue;
    let place = start;
    return run.map((piece, number) => {
      const first = place + brackets[number].length;
      place = first + piece.form.length;
      return /** @type {Place} */ ([first, place]);
    });
  }
  return null;
}

/**
 * Return the places of a run whose brackets stand for something else: each as near to the one before as it can.
 * @param {Canonical} source @param {Piece[]} run
 */
function aroundBrackets(source, run, at) {
  const first = run[0];
  const last = run[run.length - 1];
  /** @type {Place[][]} */
  const ways = [[...all(source.form, first.form, at)].filter(([start]) => begins(source, first, start))];
  /** @type {number[][]} */
  const previous = [];
  for (const piece of run.slice(1)) {
    const before = ways[ways.length - 1];
    const reach = piece.bracket ? MAX_REPLACED : 0;
    /** @type {Place[]} */
    const kept = [];
    /** @type {number[]} */
    const nearest = [];
    let latest = -1; // of the places before, the last that ends where this one begins or earlier
    for (const place of all(source.form, piece.form, at)) {
      while (latest + 1 < before.length && before[latest + 1][1] <= place[0]) latest += 1;
      if (latest < 0 || characters(source.form, before[latest][1], place[0]) > reach) continue;
      kept.push(place);
      nearest.push(latest);
    }
    ways.push(kept);
    previous.push(nearest);
  }
  let index = ways[ways.length - 1].findIndex(([, end]) => ends(source, last, end));
  if (index < 0) return null;
  /** @type {Place[]} */
  const places = [];
  for (let number = run.length - 1; number >= 0; number -= 1) {
    places.unshift(ways[number][index]);
    if (number) index = previous[number - 1][index];
  }
  return places;
}

/** Return how many characters, not units, a stretch has; as good as any number where they are far too many. */
function characters(form, start, end) {
  return end - start > 2 * MAX_REPLACED ? end - start : [...form.slice(start, end)].length;
}

const begins = (source, piece, start) => piece.cutBefore || !source.splitsWord(start);
const ends = (source, piece, end) => piece.cutAfter || !source.splitsWord(end);

/** Yield every place of some words, overlapping ones among them. @returns {Generator<Place>} */
function* all(form, words, at) {
  for (let start = form.indexOf(words, at); start >= 0; start = form.indexOf(words, start + 1)) {
    yield [start, start + words.length];
  }
}

/** Return one span for each passage, from its first piece to its last. @returns {Span[]} */
function spans(pieces, places) {
  const found = new Map();
  for (const [number, [start, end]] of places.entries()) {
    const { passage } = pieces[number];
    found.set(passage, { passage, start: found.get(passage)?.start ?? start, end });
  }
  return [...found.values()];
}

/** @returns {Insertion[]} */
function insertions(form, pieces, places) {
  return pieces.slice(1).flatMap(({ passage, bracket }, number) => {
    const replaced = form.slice(places[number][1], places[number + 1][0]);
    return bracket && replaced !== new Canonical(bracket).form ? [{ passage, words: bracket, replaced }] : [];
  });
}

/** Return which passage breaks a run: the first that does not stand by itself. */
function broken(source, run, at) {
  return (run.find((piece) => source.form.indexOf(piece.form, at) < 0) ?? run[0]).passage;
}
