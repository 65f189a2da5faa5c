// Finds the statements that may contain a phrase, by the word index: those that contain each of its words.
import { bucket, numbers } from "../../shared/texts/words.js";

const RUN = /[a-z0-9]+/g; // the same runs as `words` in normalised.py
const MOST = 6; // words of a phrase that are looked up: the longest, which tell most

/**
 * Return the numbers of the statements that may contain all normalized terms, in order; null if any may.
 *
 * `load` returns a file of the word index by number. No statement with the terms is ever left out.
 */
export async function candidates(terms, buckets, load) {
  const lists = await Promise.all(
    terms.flatMap(telling).map(async (word) => {
      const file = await load(bucket(word, buckets));
      return Object.hasOwn(file, word) ? numbers(file[word]) : [];
    }),
  );
  const known = lists.filter((list) => list !== null).sort((a, b) => a.length - b.length);
  if (!known.length) return null;
  const [first, ...others] = known;
  const sets = others.map((list) => new Set(list));
  return first.filter((number) => sets.every((set) => set.has(number)));
}

function telling(term) {
  return [...new Set(term.match(RUN))].sort((a, b) => b.length - a.length).slice(0, MOST);
}
