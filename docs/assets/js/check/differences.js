// Describes how a quotation differs from the record, and shows both side by side.
import { isHedge, isNegation } from "./common.js";
import { around } from "./sentence.js";

const FAR = 16; // words left out in a row, of which only the ends are shown
const ENDS = 5;
const SAID = 12; // words that a sentence repeats
const NUMBER = /\d/;
const TURNS = [
  { is: isNegation, name: "negation" },
  { is: isHedge, name: "hedge" },
];

/**
 * Return notes on the steps from a quotation to the record, most serious first, each with its `kind`, whether it is
 * `grave`, and its `text`.
 */
export function notes(steps, asked, part) {
  const { groups, order } = differences(steps);
  const grave = [
    ...groups.flatMap((group) => [...turned(group, asked, part), ...renumbered(group, asked, part)]),
    ...outside(steps, part),
  ];
  const plain = order
    ? [{ kind: "order", text: "The record has the same words in another order." }]
    : groups.flatMap((group) => [...notesOn(group, asked, part)]);
  const only = steps.every(({ kind }) => kind === "same");
  const points = only
    ? [{ kind: "points", text: "The words are the same; punctuation, hyphens or brackets differ." }]
    : [];
  return [...grave, ...plain, ...points];
}

/** Return a note if the words are in quotation marks in the record, and so may be somebody else's. */
export function within(steps, part) {
  const at = placed(steps)[0].start;
  const paragraph = part.starts.findLast((start) => start.at <= at)?.at ?? 0;
  const before = part.original.slice(paragraph, at + 1);
  const count = (pattern) => before.match(pattern)?.length ?? 0;
  const open = count(/[“«„]/g) - count(/[”»]/g) > 0 || count(/(?:^|[\s([—–-])"/g) > count(/"(?=$|[\s.,;:!?)\]—–-])/g);
  return open
    ? [
        {
          kind: "quoted",
          grave: true,
          text: "In the record these words are inside quotation marks: the speaker may be quoting somebody else.",
        },
      ]
    : [];
}

/** Return the record's whole sentence, or sentences, in pieces: `around`, `same`, `missing`, `omitted`, `shared`, `passed`, `cut`. */
export function record(steps, part) {
  const stood = steps.filter(({ other }) => other);
  const [start, end] = [stood[0].other.start, stood.at(-1).other.end];
  const [first, last] = around(part.original, start, end);
  const kinds = stood.map(({ kind }) => kind);
  const pieces = [{ kind: "around", text: part.original.slice(first, start) }];
  for (const run of runs(kinds)) {
    const text = (from, to) => part.original.slice(stood[from].other.start, stood[to]?.other.start ?? end);
    if (run.kind === "same" || run.to - run.from <= FAR) pieces.push({ kind: run.kind, text: text(run.from, run.to) });
    else {
      const between = run.to - run.from - 2 * ENDS;
      pieces.push(
        { kind: run.kind, text: text(run.from, run.from + ENDS) },
        { kind: "cut", text: `[${between} more words] ` },
        { kind: run.kind, text: text(run.to - ENDS, run.to) },
      );
    }
  }
  pieces.push({ kind: "around", text: part.original.slice(end, last) });
  return pieces.filter(({ text }) => text);
}

/** Return the quotation in pieces: `same`, and `extra` for words that the record does not have. */
export function quoted(steps, { text }) {
  const own = steps.filter(({ word }) => word);
  if (!own.length) return [{ kind: "same", text }];
  const pieces = [{ kind: "same", text: text.slice(0, own[0].word.start) }];
  for (const { kind, from, to } of runs(own.map(({ kind }) => kind)))
    pieces.push({ kind, text: text.slice(own[from].word.start, own[to]?.word.start ?? text.length) });
  return pieces.filter((piece) => piece.text);
}

/** Count the words in one kind of step. */
export function counts(steps) {
  const made = { extra: 0, missing: 0, omitted: 0 };
  for (const { kind } of steps) if (kind in made) made[kind] += 1;
  return made;
}

/** Return the differences between two matching stretches, and whether they differ only in order. */
function differences(steps) {
  const groups = [];
  /** @type {Record<string, any[]> | null} */
  let open = null;
  for (const step of steps) {
    if (step.kind === "same") {
      open = null;
      continue;
    }
    if (!open) groups.push((open = { extra: [], missing: [], omitted: [] }));
    open[step.kind].push(step);
  }
  const keys = (kind, side) =>
    groups
      .flatMap((group) => group[kind].map((step) => step[side].key))
      .sort()
      .join(" ");
  const extra = keys("extra", "word");
  return { groups, order: extra !== "" && extra === keys("missing", "other") };
}

function* turned(group, asked, part) {
  const left = [...group.missing, ...near(group.omitted, part)].filter(({ other }) => other).map(({ other }) => other);
  const added = group.extra.map(({ word }) => word);
  for (const { is, name } of TURNS) {
    const [gone, come] = [left.filter(({ key }) => is(key)), added.filter(({ key }) => is(key))];
    if (gone.length > come.length)
      yield {
        kind: `${name}-lost`,
        grave: true,
        text: `${listed(gone, part.original)} is missing: the record has it and the quotation does not.`,
      };
    if (come.length > gone.length)
      yield {
        kind: `${name}-added`,
        grave: true,
        text: `${listed(come, asked.text)} was added: the quotation has it and the record does not.`,
      };
    if (
      come.length === gone.length &&
      name === "hedge" &&
      come.length &&
      come.some(({ key }) => !gone.some((other) => other.key === key))
    ) {
      yield {
        kind: "hedge-changed",
        grave: true,
        text: `The record says ${listed(gone, part.original)} where the quotation says ${listed(come, asked.text)}.`,
      };
    }
  }
}

/** Return the words that the quotation marks as omitted, within the sentence before or after. */
function near(omitted, { original }) {
  if (!omitted.length) return [];
  const [first, last] = [omitted[0].other, omitted.at(-1).other];
  const [, before] = around(original, first.start, first.end);
  const [after] = around(original, last.start, last.end);
  return omitted.filter(({ other }) => other.start < before || other.start >= after);
}

function* renumbered({ extra, missing }, asked, part) {
  const [come, gone] = [extra.map(({ word }) => word), missing.map(({ other }) => other)].map((list) =>
    list.filter(({ key }) => NUMBER.test(key)),
  );
  if (come.length && gone.length)
    yield {
      kind: "number",
      grave: true,
      text: `A number differs: the record has ${listed(gone, part.original)}, the quotation ${listed(come, asked.text)}.`,
    };
}

/** Return notes on a negation or hedge in the sentence outside the quoted words. */
function* outside(steps, { original }) {
  const stood = placed(steps);
  const [first, last] = around(original, stood[0].start, stood.at(-1).end);
  const rest = `${original.slice(first, stood[0].start)} ${original.slice(stood.at(-1).end, last)}`;
  const words = [...rest.matchAll(/[\p{L}\p{N}'’]+/gu)].map(([word]) => word);
  const found = words.filter((word) => TURNS.some(({ is }) => is(word.toLowerCase().replace(/’/g, "'"))));
  if (found.length)
    yield {
      kind: "outside",
      grave: true,
      text: `Outside the words quoted, the record’s sentence has ${named([...new Set(found)])}. Read the whole sentence.`,
    };
}

function* notesOn({ extra, missing, omitted }, asked, part) {
  const gone = missing.map(({ other }) => other);
  const come = extra.filter(({ word }) => !word.bracketed).map(({ word }) => word);
  const own = extra.filter(({ word }) => word.bracketed).map(({ word }) => word);
  if (omitted.length) yield { kind: "omitted", text: `${many(omitted.length)} left out, where the quotation says so.` };
  if (gone.length > FAR)
    yield {
      kind: "joined",
      grave: true,
      text: `${many(gone.length)} left out between two parts, and the quotation does not say so.`,
    };
  else if (gone.length && come.length)
    yield {
      kind: "changed",
      text: `The record has ${listed(gone, part.original)}; the quotation has ${listed(come, asked.text)}.`,
    };
  else if (gone.length)
    yield {
      kind: "missing",
      text: `${many(gone.length)} left out, and the quotation does not say so: ${listed(gone, part.original)}.`,
    };
  if (come.length && (!gone.length || gone.length > FAR))
    yield { kind: "added", text: `The quotation adds ${listed(come, asked.text)}.` };
  if (own.length) yield { kind: "bracketed", text: `In brackets, from whoever quoted: ${listed(own, asked.text)}.` };
}

function placed(steps) {
  return steps.filter(({ kind, other }) => other && (kind === "same" || kind === "shared")).map(({ other }) => other);
}

function runs(kinds) {
  const made = [];
  for (const [at, kind] of kinds.entries()) {
    if (made.at(-1)?.kind === kind) made.at(-1).to = at + 1;
    else made.push({ kind, from: at, to: at + 1 });
  }
  return made;
}

function many(number) {
  return number === 1 ? "1 word is" : `${number.toLocaleString("en")} words are`;
}

/** Quote words as in a text, with adjacent words together. */
function listed(words, text) {
  const made = [];
  for (const { start, end } of words) {
    const last = made.at(-1);
    if (last && !/[\p{L}\p{N}]/u.test(text.slice(last.end, start))) Object.assign(last, { end, count: last.count + 1 });
    else made.push({ start, end, count: 1 });
  }
  return named(made.map((word) => shortened(text.slice(word.start, word.end))));
}

function shortened(text) {
  const words = text
    .trim()
    .replace(/^[^\p{L}\p{N}§$]+|[^\p{L}\p{N}%)]+$/gu, "")
    .split(/\s+/);
  return words.length > SAID ? `${words.slice(0, SAID).join(" ")} …` : words.join(" ");
}

function named(texts) {
  const marked = texts.map((text) => `“${text}”`);
  return marked.length > 1 ? `${marked.slice(0, -1).join(", ")} and ${marked.at(-1)}` : marked[0];
}
