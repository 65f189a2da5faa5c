// Searches a statement's own text for terms. The hits are complete and exact.
import { find, normaliseWithPlaces } from "../../shared/normalise.js";
import { anchorAt } from "../../shared/texts/parts.js";

const CONTEXT = 240; // characters on either side of a hit
export const FEW = 3; // places of a statement that are given in any case; all are counted

/**
 * Scan a statement; null if it does not match. Returns at most `most` of its hits, and counts all.
 *
 * It counts as found in the words spoken only if all terms are there; if some are only in the archive's title, summary
 * or caution, it counts as found there.
 */
export function scan({ statement, spoken, archives }, { wanted, unwanted, holds }, most = FEW) {
  if (!holds(statement)) return null;
  const parts = [...spoken, ...archives];
  if (unwanted.some((term) => has(parts, term))) return null;
  const inWords = wanted.every((term) => has(spoken, term));
  if (!inWords && !wanted.every((term) => has(parts, term))) return null;
  const places = [];
  let count = 0;
  for (const part of inWords ? spoken : parts) {
    const spans = wanted.flatMap((term) => [...find(term, part.text)].map((at) => [at, at + term.length]));
    count += spans.length;
    const room = most - places.length;
    if (spans.length && room > 0) places.push(...shown(part, spans.sort((a, b) => a[0] - b[0]).slice(0, room)));
  }
  const where = wanted.length === 0 ? "" : inWords ? "words" : "archive";
  return { statement, where, count, places };
}

function has(parts, term) {
  return parts.some((part) => !find(term, part.text).next().done);
}

/** Return each hit in the original spelling, with context. */
function shown({ name, original, starts }, spans) {
  const { places } = normaliseWithPlaces(original);
  return spans.map(([from, to]) => {
    const [start, end] = [places[from], places[to]];
    const anchor = anchorAt(starts, start) ?? (name === "title" ? "" : name);
    return { name, anchor, match: original.slice(start, end), ...around(original, start, end) };
  });
}

function around(original, start, end) {
  const from = start <= CONTEXT ? 0 : original.indexOf(" ", start - CONTEXT) + 1;
  const space = original.lastIndexOf(" ", end + CONTEXT);
  const to = original.length - end <= CONTEXT ? original.length : Math.max(space, end);
  return {
    before: original.slice(Math.min(from, start), start),
    after: original.slice(end, to),
    opens: from === 0,
    closes: to === original.length,
  };
}
