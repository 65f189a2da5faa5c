// What the condition that is being typed could be: the values that the record has.
import { bare, wordsOf } from "./exact/conditions.js";

const COMPLETED = ["speaker", "jurisdiction", "statute", "kind", "stance", "has"];
const DOUBLE = /[“”„‟″«»]/g;
const TOKEN = /(-?)([a-z]+):(?:"([^"]*)("|$)|([^\s"]*))|"[^"]*(?:"|$)|[^\s"]+/gi;
const HAS = { text: "Words held", caution: "A caution" };

/** Give the condition that the caret stands in: its name, what is typed of its value, and its place; or null. */
export function typed(text, caret) {
  for (const match of text.replace(DOUBLE, '"').matchAll(TOKEN)) {
    const [whole, not, name = "", quoted, closed, plain] = match;
    const start = match.index + not?.length + name.length + 1;
    const end = match.index + whole.length;
    if (!COMPLETED.includes(name.toLowerCase()) || caret < start + (quoted === undefined ? 0 : 1) || caret > end || (closed && caret === end)) continue;
    const at = { name: name.toLowerCase(), start };
    // Until a quotation mark is closed, what stands behind the caret belongs to the rest of the query.
    if (quoted !== undefined && !closed) return { ...at, value: quoted.slice(0, caret - start - 1), end: caret };
    return { ...at, value: (quoted ?? plain).trim(), end };
  }
  return null;
}

/** Give the values that a condition may have, as what is written and how it is called; `index` is `index.json`. */
export function values({ name, value }, index) {
  if (name === "statute") {
    const wanted = bare(value);
    return index.statutes.filter((one) => bare(one).includes(wanted)).map((one) => ({ written: `"${one}"`, label: one }));
  }
  const names = { speaker: index.speakers, jurisdiction: index.jurisdictions, kind: index.kinds, stance: index.stances, has: HAS }[name];
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

/** Write a value where the condition stands; gives the text and the place of the caret, behind it and a space. */
export function completed(text, { start, end }, { written }) {
  const rest = text.slice(end).trimStart();
  return { text: `${text.slice(0, start)}${written} ${rest}`, caret: start + written.length + 1 };
}
