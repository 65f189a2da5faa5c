// Finds where a quotation comes from: compares the statements that may contain most of it, best first.
import { find, normalise } from "../shared/normalise.js";
import { anchorAt } from "../shared/texts/parts.js";
import { ANSWERS, DIFFERS, judge } from "./compare.js";
import { counts, notes, quoted, record, within } from "./differences.js";
import { bare } from "./quotation.js";

const WORTH = 0.4; // a statement that has less can only be like the quotation in other forms of its words
const CERTAIN = 0.999;
const MOST = 500; // statements judged that cannot have all of the words
const SHOWN = { same: 5, differs: 3, like: 3 };

/** Return the numbers of the statements worth comparing: those that may share most first, then by date. */
export function candidates(shares) {
  const found = [];
  for (let number = 0; number < shares.length; number += 1)
    if (shares[number] >= WORTH) found.push({ number, share: shares[number] });
  found.sort((a, b) => b.share - a.share || a.number - b.number);
  return found.slice(0, Math.max(MOST, found.findLastIndex(({ share }) => share >= CERTAIN) + 1));
}

/** Collects the passages closest to a quotation. */
export class Closest {
  #asked;
  #plain;
  #found = [];
  #told = [];

  /** `asked` has the text of a quotation and its weighted words. */
  constructor(asked) {
    this.#asked = asked;
    this.#plain = bare(normalise(asked.text));
  }

  /** Compare a prepared statement. */
  add({ statement, spoken, archives }) {
    const judged = spoken
      .map((part) => ({ statement, part, ...judge(this.#asked, part) }))
      .filter(({ answer }) => answer);
    if (judged.length) this.#found.push(judged.sort(closer)[0]);
    this.#told.push(
      ...archives.filter(({ text }) => !find(this.#plain, text).next().done).map(({ name }) => ({ statement, name })),
    );
  }

  /** Return whether statements that share no more than this cannot change the result. */
  isOver(share) {
    const [first] = this.#found.sort(closer);
    if (!first) return false;
    if (first.answer === "same")
      return share < CERTAIN || this.#found.filter(({ answer }) => answer === "same").length > SHOWN.same;
    return first.answer === "differs" && share < Math.max(DIFFERS, first.share);
  }

  /**
   * Return the answers of the best kind that there is, the closest first; `more` tells whether there are others. Where the
   * archive has written the very words and nobody is known to have said them, `told` has that, and nothing is like them.
   */
  best() {
    const [first] = this.#found.sort(closer);
    if (this.#told.length && (!first || first.answer === "like"))
      return { found: [], more: false, told: this.#told.slice(0, 1) };
    const all = this.#found.filter(({ answer }) => answer === first.answer);
    const shown = all.slice(0, first && SHOWN[first.answer]);
    return { found: shown.map((passage) => this.#shown(passage)), more: all.length > shown.length, told: [] };
  }

  #shown({ statement, part, answer, steps }) {
    const like = answer === "like";
    return {
      statement,
      answer,
      quotation: like ? [{ kind: "same", text: this.#asked.text }] : quoted(steps, this.#asked),
      record: record(steps, part),
      notes: [
        ...within(steps, part),
        ...(like ? [] : notes(answer === "same" ? steps.map((step) => step) : steps, this.#asked, part)),
      ].filter(({ kind }) => answer !== "same" || kind !== "points"),
      counts: counts(steps),
      anchor: anchorAt(part.starts, steps.find(({ other }) => other).other.start),
    };
  }
}

function closer(a, b) {
  return (
    ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer) ||
    b.share - a.share ||
    (a.statement.days[0] < b.statement.days[0] ? -1 : 1)
  );
}
