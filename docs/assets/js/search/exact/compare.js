// Compares a quotation with the words of a statement, word by word.
import { find, normalise, normaliseWithPlaces } from "../normalise.js";
import { anchorAt } from "./scan.js";

const OMISSION = /\[?(?:\.\s?){3,}\]?|\[?…\]?/g;
const EDGES = /^[^\p{L}\p{N}§$]+|[^\p{L}\p{N}§%]+$/gu;
const LIKELY = 20; // stretches that are looked at closely
const SHOWN = 5;
const NEAR = 0.6; // of the words of a quotation, that must be there
const AROUND = /^[\s"'“”‘’«»]+|[\s"'“”‘’«»]+$/g;

/**
 * Take a quotation apart into its words. Where it leaves words out, as "..." or "[...]" says, the word after that
 * is told so.
 */
export function quotation(text) {
  const words = [];
  for (const piece of text.replace(AROUND, "").split(OMISSION)) {
    const own = wordsOf(piece);
    if (own.length && words.length) own[0].omitted = true;
    words.push(...own);
  }
  return words;
}

/** Give the words of a text: as they stand there, and as they are compared. */
export function wordsOf(original) {
  const { text, places } = normaliseWithPlaces(original);
  return [...text.matchAll(/[^ ]+/g)]
    .map(({ 0: token, index }) => {
      const [start, end] = [places[index], places[index + token.length]];
      return { key: token.replace(EDGES, ""), text: original.slice(start, end), start, end };
    })
    .filter(({ key }) => key);
}

/** Tell how many pairs of neighbouring words of a quotation stand in a text: where to look closer. */
export function likeness(words, text) {
  let found = 0;
  for (let at = 0; at + 1 < words.length; at += 1) {
    if (text.includes(`${words[at].key} ${words[at + 1].key}`)) found += 2;
  }
  if (words.length < 3) found += words.filter(({ key }) => text.includes(key)).length;
  return found;
}

/**
 * Lay a quotation along a text where it fits best: the fewest words that one has and the other has not.
 *
 * Gives the distance in words, the steps (same, extra: only in the quotation, missing: only in the text, omitted: left
 * out where the quotation says so), and the stretch of the text.
 */
export function align(words, others) {
  const [n, m] = [words.length, others.length];
  const width = m + 1;
  const cost = new Uint32Array((n + 1) * width);
  for (let i = 1; i <= n; i += 1) {
    const step = words[i]?.omitted ? 0 : 1; // words of the text may be left out after this one
    cost[i * width] = i;
    for (let j = 1; j <= m; j += 1) {
      const same = words[i - 1].key === others[j - 1].key ? 0 : 2;
      const across = i === n ? 1 : step;
      cost[i * width + j] = Math.min(
        cost[(i - 1) * width + j - 1] + same,
        cost[(i - 1) * width + j] + 1,
        cost[i * width + j - 1] + across,
      );
    }
  }
  let end = 0;
  for (let j = 0; j <= m; j += 1) if (cost[n * width + j] < cost[n * width + end]) end = j;
  return { distance: cost[n * width + end], ...traced(words, others, cost, width, end) };
}

function traced(words, others, cost, width, end) {
  const steps = [];
  let [i, j] = [words.length, end];
  while (i > 0) {
    const here = cost[i * width + j];
    const same = j > 0 && words[i - 1].key === others[j - 1].key;
    const across = i < words.length && words[i].omitted ? 0 : 1;
    if (same && here === cost[(i - 1) * width + j - 1]) {
      steps.push({ kind: "same", text: others[j - 1].text });
      [i, j] = [i - 1, j - 1];
    } else if (j > 0 && here === cost[i * width + j - 1] + across) {
      steps.push({ kind: across ? "missing" : "omitted", text: others[j - 1].text });
      j -= 1;
    } else if (here === cost[(i - 1) * width + j] + 1) {
      steps.push({ kind: "extra", text: words[i - 1].text });
      i -= 1;
    } else {
      steps.push({ kind: "missing", text: others[j - 1].text }, { kind: "extra", text: words[i - 1].text });
      [i, j] = [i - 1, j - 1];
    }
  }
  const start = others[j]?.start ?? 0;
  return { steps: joined(steps.reverse()), start, end: others[end - 1]?.end ?? start };
}

function joined(steps) {
  const made = [];
  for (const { kind, text } of steps) {
    const last = made.at(-1);
    if (last?.kind === kind) last.text += ` ${text}`;
    else made.push({ kind, text });
  }
  return made;
}

/** Keeps the stretches of text that a quotation is most like. */
export class Shortlist {
  #words;
  #plain;
  #likely = [];

  constructor(words, text) {
    this.#words = words;
    this.#plain = normalise(text.replace(AROUND, ""));
  }

  add({ statement, spoken }) {
    for (const part of spoken) {
      const score = likeness(this.#words, part.text);
      if (score) this.#likely.push({ statement, part, score });
    }
    if (this.#likely.length > 10 * LIKELY) this.#cut();
  }

  /** Give the statements in which the quotation stands, or nearly stands; the closest first. */
  best() {
    this.#cut();
    return this.#likely
      .map(({ statement, part }) => ({ statement, ...this.#fit(part) }))
      .filter(({ share }) => share >= NEAR)
      .sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || a.distance - b.distance)
      .slice(0, SHOWN);
  }

  #cut() {
    this.#likely = this.#likely.toSorted((a, b) => b.score - a.score).slice(0, LIKELY);
  }

  #fit(part) {
    const { distance, steps, start, end } = align(this.#words, wordsOf(part.original));
    const extra = steps.filter(({ kind }) => kind === "extra").reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
    return {
      distance,
      steps,
      share: this.#words.length ? 1 - extra / this.#words.length : 0,
      verdict: this.#verdict(distance, steps, part.text),
      anchor: anchorAt(part.starts, start),
      original: part.original.slice(start, end),
    };
  }

  #verdict(distance, steps, text) {
    if (distance > 0) return "near";
    if (steps.some(({ kind }) => kind === "omitted")) return "cut";
    return find(this.#plain, text).next().done ? "points" : "exact";
  }
}

/** From the closest to the farthest: the same; the same but for points and commas; with words left out; nearly. */
const VERDICTS = ["exact", "points", "cut", "near"];
