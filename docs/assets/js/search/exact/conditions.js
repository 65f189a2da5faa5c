// Turns a query into a test of statements: normalized terms, and conditions on the facts.
import { must } from "../../shared/must.js";
import { normalise } from "../../shared/normalise.js";
import { Citations } from "../citations.js";
import { days } from "../query.js";

const MOST_NAMED = 6; // values that a message lists

/**
 * Return the terms and conditions of a query, with the errors that the record's names show.
 *
 * `index` is the record's `index.json`.
 */
export function compile(parsed, index) {
  const errors = [...parsed.errors];
  const conditions = [];
  const ofPositions = [];
  for (const condition of parsed.conditions) {
    const { test, holding, message } = FIELDS[condition.name](condition.value, index);
    if (message) errors.push({ start: condition.start, end: condition.end, message });
    else conditions.push(condition.not ? (statement) => !test(statement) : test);
    if (holding && !condition.not) ofPositions.push({ name: condition.name, holding });
  }
  // With a stance, place and law must match within the same position.
  if (ofPositions.some(({ name }) => name === "stance")) {
    conditions.push((statement) =>
      (statement.positions ?? []).some((position) => ofPositions.every(({ holding }) => holding(position))),
    );
  }
  const terms = parsed.terms.map(({ text, not }) => ({ text: normalise(text), not })).filter(({ text }) => text);
  return {
    errors,
    wanted: terms.filter((term) => !term.not).map((term) => term.text),
    unwanted: terms.filter((term) => term.not).map((term) => term.text),
    holds: (statement) => conditions.every((test) => test(statement)),
  };
}

const FIELDS = {
  speaker: (value, index) => named(value, index.labels.speaker, "speakers", "speaker"),
  jurisdiction: (value, index) => named(value, index.labels.jurisdiction, "jurisdictions", "jurisdiction"),
  policy: (value, index) => named(value, index.labels.policy, "policies", "policy"),
  kind: (value, index) => named(value, index.labels.kind, "kind", "kind", true),
  stance: (value, index) => named(value, index.labels.stance, "stances", "stance", true),
  text: (value, index) => named(value, index.labels.text, "text", "state of a text", true),
  statute(value, index) {
    const citations = new Citations(index);
    const wanted = citations.bare(value);
    const fits = ([, citation]) => endsAs(citations.bare(citation), wanted);
    const meant = new Set(
      Object.entries(index.labels.statute)
        .filter(fits)
        .map(([key]) => key),
    );
    if (!meant.size)
      return { message: `“statute:” must be followed by a citation that the archive has, and ${value} is none.` };
    return {
      test: (statement) => (statement.statutes ?? []).some((key) => meant.has(key)),
      holding: ([, laws]) => laws.some((key) => meant.has(key)),
    };
  },
  before(value) {
    const [first] = must(days(value), "A date");
    return { test: (statement) => statement.days[1] < first };
  },
  after(value) {
    const [, last] = must(days(value), "A date");
    return { test: (statement) => statement.days[0] > last };
  },
  year: (value) => ({ test: (statement) => statement.days[0].startsWith(value) }),
  has: (value) => ({
    test:
      value.toLowerCase() === "text"
        ? (statement) => Boolean(statement.words)
        : (statement) => Boolean(statement.caution),
  }),
};

/** Test for a name or id in which all words of the value begin a word. */
function named(value, names, key, label, closed = false) {
  const wanted = wordsOf(value);
  const fits = ([id, name]) => {
    const has = [...wordsOf(name), ...wordsOf(id)];
    return wanted.every((word) => has.some((other) => other.startsWith(word)));
  };
  const exact = Object.keys(names).filter((id) => id === value.toLowerCase());
  const meant = new Set(
    exact.length
      ? exact
      : Object.entries(names)
          .filter(fits)
          .map(([id]) => id),
  );
  if (!meant.size || !wanted.length) {
    const known = Object.keys(names).sort();
    const list = closed
      ? ` It must be one of ${known.join(", ")}.`
      : known.length
        ? ` Such are ${known.slice(0, MOST_NAMED).join(", ")}.`
        : "";
    return { message: `No ${label} of the archive is called ${value}.${list}` };
  }
  const at = { jurisdictions: 0, stances: 2 }[key]; // its index in a position, if any
  const holding = at === undefined ? {} : { holding: (position) => meant.has(position[at]) };
  return { test: (statement) => [statement[key] ?? []].flat().some((id) => meant.has(id)), ...holding };
}

/** Return the normalized words of a name. */
export function wordsOf(text) {
  return normalise(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

function endsAs(citation, wanted) {
  return (
    Boolean(wanted) &&
    citation.endsWith(wanted) &&
    !/\d$/.test(citation.slice(0, -wanted.length) + (/^\d/.test(wanted) ? "" : "x"))
  );
}
