// Compares a quotation with a stretch of a statement: the same words, with differences, similar, or none of these.
import { normalise } from "../shared/normalise.js";
import { align, within } from "./align.js";
import { bare, keysOf, wordsOf } from "./quotation.js";
import { around } from "./sentence.js";

/** The possible results of a comparison, closest first. */
export const ANSWERS = ["same", "differs", "like"];
export const DIFFERS = 0.65; // of the quotation's weight: what must be there in the same order
export const LIKE = 0.6; // of the weight of its telling words: what must be there in any order and form
const PLAIN = 0.65; // of the words of a quotation, however common: what must be there in the same order
const TELLING = { differs: 3, like: 4 }; // weight of words, other than small ones, that must be shared
const WHOLE = 6; // words, however common, that are all there in order,
const FEW = 2; // with so few left out that they are those words
const WORTH = 0.3; // in one place, for a full comparison
const WIDER = 1.25; // a passage that is like a quotation has at most so many times its words,
const MORE = 5; // and so many more
const ENDING = /(?:'s?|ations?|ances?|ences?|ments?|ness|ings?|ers?|ors?|edly|ed|ies|ied|ions?|ive|ly|es|s|y|e)$/;
const EDGE = 2; // words at an edge of a quotation that can replace others
const STEM = 4; // letters that an ending leaves in any case

/** Compare a weighted quotation with a stretch; null if they are not similar. */
export function judge(asked, part) {
  const own = asked.words.filter(({ bracketed }) => !bracketed);
  if (!telling(own).length && !part.text.includes(bare(normalise(asked.text)))) return null; // no likeness, unless they are the same
  const near = passage(own, part);
  if (weight(near.words) < WORTH * weight(own)) return null;
  part.words ??= wordsOf(part.original);
  const others = within(asked.words.length, part.words, near.from, near.to);
  const steps = edged(align(asked.words, others), others, part);
  const shared = steps.filter(({ kind, word }) => kind === "same" && !word.bracketed).map(({ word }) => word);
  const share = weight(shared) / weight(own);
  const made = (answer, given = steps, most = share) => ({ answer, share: most, steps: given });
  if (isSame(asked, steps, part)) return made("same");
  if (steps.every(({ kind }) => kind === "same" || kind === "omitted")) return made("differs");
  if (own.length >= WHOLE && steps.every(({ kind }) => kind !== "extra") && steps.length - asked.words.length <= FEW)
    return made("differs");
  if (share >= DIFFERS && shared.length >= PLAIN * own.length && weight(telling(shared)) >= TELLING.differs)
    return made("differs");
  const known = weight(telling(near.words));
  const likeness = known / weight(telling(own));
  return likeness >= LIKE && known >= TELLING.like ? made("like", alike(own, near, part.words), likeness) : null;
}

/** Return an approximate stem of a word. */
export function stem(key) {
  if (key.length <= STEM) return key;
  const short = key.replace(ENDING, "");
  return short.length >= STEM ? short : key.slice(0, STEM);
}

/** Pair a few words at an edge that only the quotation has with those that the record has instead. */
function edged(steps, others, { original }) {
  const isExtra = ({ kind, word }) => kind === "extra" && !word.bracketed;
  const first = steps.findIndex((step) => !isExtra(step));
  const last = steps.findLastIndex((step) => !isExtra(step));
  if (first === -1 || steps[first].kind !== "same" || steps[last].kind !== "same") return steps;
  const [begin, end] = around(original, steps[first].other.start, steps[last].other.end);
  const at = (step) => others.indexOf(step.other);
  const [many, more] = [first, steps.length - 1 - last].map((count) => (count <= EDGE ? count : 0));
  const missing = (list) => list.map((other) => ({ kind: "missing", other }));
  const before = others
    .slice(Math.max(0, at(steps[first]) - many), at(steps[first]))
    .filter(({ start }) => start >= begin);
  const after = others.slice(at(steps[last]) + 1, at(steps[last]) + 1 + more).filter(({ start }) => start < end);
  return [...missing(before), ...steps, ...missing(after)];
}

function isSame({ text, words }, steps, { original }) {
  if (steps.length !== words.length || steps.some(({ kind, word }) => kind !== "same" || word.omitted)) return false;
  const of = (whole, list) => bare(normalise(whole.slice(list[0].start, list.at(-1).end)));
  return (
    of(text, words) ===
    of(
      original,
      steps.map(({ other }) => other),
    )
  );
}

/** Find the passage of a stretch with most of a quotation's words, in any order and form. */
function passage(words, part) {
  const wanted = new Map();
  for (const word of words) wanted.set(stem(word.key), [...(wanted.get(stem(word.key)) ?? []), word]);
  part.stems ??= keysOf(part.text).map(stem);
  const { stems } = part;
  const wide = Math.ceil(WIDER * words.length) + MORE;
  const there = new Map();
  const hits = [];
  let [sum, most, last] = [0, 0, -1];
  for (let at = 0; at < stems.length; at += 1) {
    const gone = stems[at - wide];
    if (wanted.has(gone)) {
      const count = there.get(gone);
      there.set(gone, count - 1);
      if (count <= wanted.get(gone).length) sum -= wanted.get(gone)[count - 1].weight;
    }
    const come = stems[at];
    if (!wanted.has(come)) continue;
    const count = (there.get(come) ?? 0) + 1;
    there.set(come, count);
    if (count <= wanted.get(come).length) sum += wanted.get(come)[count - 1].weight;
    if (sum > most + 1e-6) [most, last] = [sum, at];
  }
  const from = Math.max(0, last - wide + 1);
  const counts = new Map();
  for (let at = from; at <= last; at += 1) {
    const own = wanted.get(stems[at]);
    const count = counts.get(stems[at]) ?? 0;
    if (own && count < own.length) hits.push(own[count]);
    counts.set(stems[at], count + 1);
  }
  return { from, to: last + 1, words: hits };
}

/** Return steps that show what a quotation shares with a passage, in any order. */
function alike(words, { from, to }, others) {
  const wanted = new Set(telling(words).map(({ key }) => stem(key)));
  const stretch = others.slice(from, to);
  const first = stretch.findIndex(({ key }) => wanted.has(stem(key)));
  const last = stretch.findLastIndex(({ key }) => wanted.has(stem(key)));
  return stretch
    .slice(first, last + 1)
    .map((other) => ({ kind: wanted.has(stem(other.key)) ? "shared" : "passed", other }));
}

function weight(words) {
  return words.reduce((sum, word) => sum + word.weight, 0);
}

function telling(words) {
  return words.filter((word) => word.telling);
}
