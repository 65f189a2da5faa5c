// Finds passages in a source, by the rule of scripts/archive/prove/matching.py: in their order, without approximation.
import { Canonical } from "./canonical.js";

const MAX_REPLACED = 80; // characters of the source that the editor's words in brackets may stand for
const MAX_BRACKETS = 20; // between two gaps
const FEWEST = 8; // characters found of a passage from which on the place is shown
const AROUND = 80; // characters shown on either side of where source and passage part
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
 * The first passage that does not stand where it must. `moved` says that it stands earlier in the source; `prefix` is how
 * far it is found, from where `copy` has what comes next in the source and `record` in the passage.
 * @typedef {{ passage: number, moved: boolean, prefix: string, copy: string, record: string }} Missing
 */
/** @typedef {{ source: Canonical, spans: Span[], insertions: Insertion[], missing: Missing | null }} Match */

/**
 * Find passages at the exact level, else at the typographic one; where neither has them, return the one that got
 * farther. A passage that is `[...]` is a gap.
 * @param {string} text @param {string[]} passages @returns {Match}
 */
export function prove(text, passages) {
  const exact = match(new Canonical(text), passages);
  if (exact.missing === null) return exact;
  const typographic = match(new Canonical(text, true), passages);
  return !typographic.missing || typographic.missing.passage > exact.missing.passage ? typographic : exact;
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
  if (!pieces.length) {
    const missing = { passage: 0, moved: false, prefix: "", copy: "", record: "" };
    return { source, spans: [], insertions: [], missing };
  }
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

/** Return what breaks a run: the first passage that does not stand by itself. @returns {Missing} */
function broken(source, run, at) {
  const piece = run.find(({ form }) => source.form.indexOf(form, at) < 0) ?? run[0];
  const moved = find(source, run, 0) !== null;
  const own = new Canonical(piece.words, source.typographic);
  let length = common(source.form, piece.form, at);
  const place = source.form.indexOf(piece.form.slice(0, length), at);
  while (length && (source.splitsWord(place + length) || own.splitsWord(length))) length -= 1;
  if (length < FEWEST) return { passage: piece.passage, moved, prefix: "", copy: "", record: "" };
  const start = source.places[place];
  const next = source.places[place + length] ?? source.characters.length;
  return {
    passage: piece.passage,
    moved,
    prefix: source.characters.slice(Math.max(start, next - AROUND), next).join(""),
    copy: source.characters.slice(next, next + AROUND).join(""),
    record: own.characters.slice(own.places[length]).join(""),
  };
}

/** Return how many units of some words, from their first, stand together in the form after `at`. */
function common(form, words, at) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (form.indexOf(words.slice(0, middle), at) >= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}
