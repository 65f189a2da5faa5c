// A statement's normalized texts: the words said, in stretches between gaps, and the archive's own.
import { normalise } from "../normalise.js";

const ARCHIVES = ["title", "summary", "caution"];
const prepared = new WeakMap();

/**
 * A stretch of text: its kind, the original, and where its passages begin.
 * @typedef {{name: string, original: string, starts: {at: number, anchor: string}[]}} Part
 */

/** Prepare a statement for scanning: its normalized texts and the originals. */
export function ready(statement) {
  if (!prepared.has(statement)) prepared.set(statement, parted(statement));
  return prepared.get(statement);
}

function parted(statement) {
  const spoken = stretches(statement.words ?? []);
  const archives = ARCHIVES.filter((name) => statement[name]).map((name) => ({
    name,
    original: statement[name],
    starts: [],
  }));
  const compared = (part) => ({ ...part, text: normalise(part.original) });
  return { statement, spoken: spoken.map(compared), archives: archives.map(compared) };
}

/** Join the passages between two gaps: a sentence may span passages, but never a gap. */
function stretches(passages) {
  /** @type {Part[]} */
  const made = [];
  let number = 0;
  /** @type {Part | null} */
  let open = null;
  for (const passage of passages) {
    if (passage === null) {
      open = null;
      continue;
    }
    number += 1;
    if (!open) made.push((open = { name: "words", original: "", starts: [] }));
    else open.original += " ";
    open.starts.push({ at: open.original.length, anchor: `p${number}` });
    open.original += passage;
  }
  return made;
}

/** Return the passage at an offset in a stretch. */
export function anchorAt(starts, place) {
  return starts.findLast(({ at }) => at <= place)?.anchor;
}
