// Which statements can have a phrase at all, as the files of words tell: those that have each of its words somewhere.
import { bucket, numbers } from "../../shared/texts/words.js";

const RUN = /[a-z0-9]+/g; // the same runs as `words` in normalised.py
const MOST = 6; // words of a phrase that are looked up: the longest, which tell most

/**
 * Return the numbers of the statements that can have all of some normalised terms, in order; null where any can.
 *
 * `load` gives the file of words of a number. Nothing that has the terms is ever left out.
 */
export async function standing(terms, buckets, load) {
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
