// Parses citations of law in the same spellings as the build, whose patterns are in the text index.
import { normalise } from "../shared/normalise.js";

const NUMBERED = /^(\{title\}|§)/; // the names of laws that are cited by nothing but numbers

/**
 * A citation in a text: its position, its canonical form, that of the whole law, and whether it is all numbers.
 * @typedef {{start: number, end: number, canonical: string, law: string, numbered: boolean}} Citation
 */

export class Citations {
  #forms;
  #labels;

  /** `index` is the text index, with citation forms and the labels of the record's laws. */
  constructor({ citations, labels }) {
    this.#forms = citations.map(({ patterns, name, lookups }) => ({
      patterns: patterns.map((pattern) => new RegExp(pattern, "gi")),
      name,
      lookups: Object.entries(lookups).map(([token, table]) => [
        token,
        Object.entries(table).map(([pattern, value]) => [new RegExp(`^(?:${pattern})$`, "i"), value]),
      ]),
    }));
    this.#labels = Object.values(labels.statute);
  }

  /** Return the citation if a text is nothing else; otherwise undefined. */
  whole(text) {
    const bare = text.replace(/"/g, "").trim();
    return this.#found(bare).find(({ start, end }) => start === 0 && end === bare.length);
  }

  /** Return a text with its numbered citations in the words that pages have: `8 USC 1373(a)`. */
  plain(text) {
    let plain = "";
    let from = 0;
    for (const { start, end, canonical, numbered } of this.#found(text)) {
      if (start < from || !numbered) continue;
      plain += text.slice(from, start) + inWords(canonical);
      from = end;
    }
    return plain + text.slice(from);
  }

  /** Return the letters, digits and brackets that all spellings of a citation share. */
  bare(text) {
    return bare(this.whole(text)?.canonical ?? text);
  }

  /** Return the record's citations that a partly typed text can become. */
  begunBy(text) {
    const wanted = this.bare(text);
    const having = this.#labels.filter((label) => bare(label).includes(wanted));
    return having.length ? having : this.#labels.filter((label) => this.#becomes(text, label));
  }

  /** Return whether a text and the end of a citation are that citation in another spelling: `EO` and `No. 13,768`. */
  #becomes(text, label) {
    const ends = [...label.matchAll(/ /g)].map(({ index }) => label.slice(index));
    return ends.some((end) => bare(this.whole(text + end)?.canonical ?? "") === bare(label));
  }

  /** @returns {Citation[]} in order; of those that begin together, the longest first. */
  #found(text) {
    const spaced = text.replace(/[^\S ]/g, " "); // the patterns know one kind of space
    const found = this.#forms.flatMap((form) =>
      form.patterns.flatMap((pattern) => [...spaced.matchAll(pattern)].map((match) => citation(match, form))),
    );
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}

function citation(match, { name, lookups }) {
  const tokens = { ...match.groups };
  for (const [token, table] of lookups) tokens[token] = table.find(([pattern]) => pattern.test(tokens[token]))?.[1];
  const [law, ...parts] = name.map((part) => filled(part, tokens));
  return {
    start: match.index,
    end: match.index + match[0].length,
    canonical: [law, ...parts].join(""),
    law,
    numbered: NUMBERED.test(name[0]),
  };
}

/** Fill in a part of a name; it is left out if one of its tokens is missing. */
function filled(part, tokens) {
  const needed = [...part.matchAll(/\{(\w+)\}/g)].map(([, token]) => token);
  return needed.every((token) => tokens[token]) ? part.replace(/\{(\w+)\}/g, (_, token) => tokens[token]) : "";
}

/** Return a canonical citation without section sign and periods, which the index does not keep. */
export const inWords = (canonical) => canonical.replace(/§ |\.(?!\d)/g, "");

const bare = (citation) => normalise(citation).replace(/[^a-z0-9()]/g, "");
