// Weights the words of a quotation, and finds the statements that may contain enough of them, by the word index.

import { bucket, numbers } from "../shared/texts/words.js";
import { isSmall } from "./common.js";

const RUN = /[a-z0-9]+/g; // the same runs as `words` in normalised.py
const SMALL = 0.4; // what a small word of the language counts
const RAREST = 3; // what a word counts at most

/**
 * Weight the words of a quotation and return, by statement number, the most that each can share with it: the weight of
 * the words that it contains, as a fraction of the total.
 *
 * A word counts 1 and the decimal logarithm of how many times more statements there are than statements with the word;
 * one that more than a quarter of them have counts 1.
 * `load` returns a file of the word index by number; `all` is the number of statements.
 */
export async function weigh(words, { all, buckets }, load) {
  const lists = new Map();
  await Promise.all(
    [...new Set(words.flatMap(({ key }) => key.match(RUN) ?? []))].map(async (run) => {
      const file = await load(bucket(run, buckets));
      lists.set(run, Object.hasOwn(file, run) ? numbers(file[run]) : []);
    }),
  );
  const shared = new Float32Array(all);
  let [sum, anywhere] = [0, 0];
  for (const word of words) {
    const list = rarest(word.key, lists);
    word.telling = !isSmall(word.key);
    word.weight = word.telling ? Math.min(RAREST, list ? 1 + Math.log10(all / Math.max(list.length, 1)) : 1) : SMALL;
    if (word.bracketed) continue;
    sum += word.weight;
    if (list === null) anywhere += word.weight;
    else for (const number of list) shared[number] += word.weight;
  }
  return { shares: shared.map((weight) => (sum ? (weight + anywhere) / sum : 0)) };
}

/** Return the statements with the rarest part of a word; null where more than a quarter of all have each of its parts. */
function rarest(key, lists) {
  const known = (key.match(RUN) ?? []).map((run) => lists.get(run)).filter((list) => list !== null);
  return known.length ? known.reduce((least, list) => (list.length < least.length ? list : least)) : null;
}
