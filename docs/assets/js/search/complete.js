// Suggests names and values for the condition that is being typed.
import { Citations } from "./citations.js";
import { wordsOf } from "./exact/conditions.js";
import { CONDITIONS, HAS, tokens } from "./query.js";

const COMPLETED = ["speaker", "jurisdiction", "statute", "policy", "kind", "stance", "text", "has"];
const NAME = /^([a-z]+):$/i; // a condition whose value is not begun
const BEGUN = /^[a-z]{2,}$/i;

/**
 * A condition being typed: its name, the typed part of its value, and where the value is.
 * @typedef {{name: string, value: string, start: number, end: number}} Condition
 */

/**
 * Return the condition at the caret that can be completed, with its name, the typed part of its value, and its position;
 * the beginning of a name is a value without a name. Otherwise null.
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
    // Until a quotation mark is closed, the text after the caret belongs to the rest of the query.
    return token.closed
      ? { name, value: value.trim(), start: start - 1, end: token.end }
      : { name, value: value.slice(0, caret - start), start: start - 1, end: caret };
  }
  return null;
}

/** Return the possible values of a condition, each as written and with its label; `index` is `index.json`. */
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

/** Replace the condition with a value or a name; return the text and the new position of the caret. */
export function completed(text, { name, start, end }, { written }) {
  const done = name ? `${written} ` : written; // a name is followed by its value at once
  return { text: `${text.slice(0, start)}${done}${text.slice(end).trimStart()}`, caret: start + done.length };
}
