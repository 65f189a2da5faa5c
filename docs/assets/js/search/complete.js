// Suggestions for the condition that is being typed: its name, and the values that the record has.
import { Citations } from "./citations.js";
import { wordsOf } from "./exact/conditions.js";
import { CONDITIONS, HAS, tokens } from "./query.js";

const COMPLETED = ["speaker", "jurisdiction", "statute", "policy", "kind", "stance", "has"];
const NAME = /^([a-z]+):$/i; // a condition whose value is not begun
const BEGUN = /^[a-z]{2,}$/i;

/**
 * A condition that is typed: its name, what there is of its value, and where the value is.
 * @typedef {{name: string, value: string, start: number, end: number}} Condition
 */

/**
 * Return what the caret is in, of what can be completed: a condition, with its name, what is typed of its value, and
 * its place; or the beginning of such a name, which is then the value of no name. Otherwise null.
 *
 * @returns {Condition | null}
 */
export function typed(text, caret) {
  for (const token of tokens(text)) {
    const [, empty] = (!token.name && !token.phrase && token.value.match(NAME)) || [];
    const name = token.name || (empty ?? "").toLowerCase();
    const [start, value] = empty ? [token.end, ""] : [token.from, token.value];
    if (caret < start || caret > token.end || (token.phrase && token.closed && caret === token.end)) continue;
    if (!name)
      return caret === token.end && !token.phrase && BEGUN.test(value) ? { name, value, start, end: token.end } : null;
    if (!COMPLETED.includes(name)) return null;
    if (!token.phrase) return { name, value, start, end: token.end };
    // Until a quotation mark is closed, what is behind the caret belongs to the rest of the query.
    return token.closed
      ? { name, value: value.trim(), start: start - 1, end: token.end }
      : { name, value: value.slice(0, caret - start), start: start - 1, end: caret };
  }
  return null;
}

/** Return the values that a condition may have, as what is written and how it is called; `index` is `index.json`. */
export function values({ name, value }, index) {
  if (!name) {
    const begins = ([field, _]) => field.startsWith(value.toLowerCase());
    return Object.entries(CONDITIONS)
      .filter(begins)
      .map(([field, { label }]) => ({ written: `${field}:`, label }));
  }
  if (name === "statute") {
    return new Citations(index).begunBy(value).map((citation) => ({ written: `"${citation}"`, label: citation }));
  }
  const names = { ...index.labels, has: HAS }[name];
  const wanted = wordsOf(value);
  const fits = ([id, label]) => {
    const has = [...wordsOf(label), ...wordsOf(id)];
    return wanted.every((word) => has.some((other) => other.startsWith(word)));
  };
  const first = ({ label }) => (wordsOf(label)[0] ?? "").startsWith(wanted[0] ?? "");
  return Object.entries(names)
    .filter(fits)
    .map(([written, label]) => ({ written, label }))
    .sort((a, b) => first(b) - first(a) || a.label.localeCompare(b.label, "en"));
}

/** Write a value, or a name, in the place of the condition; return the text, and the place of the caret behind it. */
export function completed(text, { name, start, end }, { written }) {
  const done = name ? `${written} ` : written; // a name is followed by its value at once
  return { text: `${text.slice(0, start)}${done}${text.slice(end).trimStart()}`, caret: start + done.length };
}
