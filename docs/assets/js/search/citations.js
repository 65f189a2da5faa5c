// Reads citations of law, in every spelling that the build reads too: its patterns are in the index of the texts.
import { normalise } from "../shared/normalise.js";

const NUMBERED = /^(\{title\}|§)/; // the names of laws that are cited by nothing but numbers

/**
 * A citation in a text: where it is, its canonical form, that of the whole law, and whether it is all numbers.
 * @typedef {{start: number, end: number, canonical: string, law: string, numbered: boolean}} Citation
 */

export class Citations {
  #forms;
  #labels;

  /** `index` is the index of the texts, with the forms of citations and the labels of the record's laws. */
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

  /** Return the citation that a text is, and nothing else; undefined for any other. */
  whole(text) {
    const bare = text.replace(/"/g, "").trim();
    return this.#found(bare).find(({ start, end }) => start === 0 && end === bare.length);
  }

  /** Return a text with its citations by number in the words that pages have: `8 USC 1373(a)`. */
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

  /** Return the letters, digits and brackets that a citation has in every spelling. */
  bare(text) {
    return bare(this.whole(text)?.canonical ?? text);
  }

  /** Return the record's citations that a text, as far as it is typed, can become. */
  begunBy(text) {
    const wanted = this.bare(text);
    const having = this.#labels.filter((label) => bare(label).includes(wanted));
    return having.length ? having : this.#labels.filter((label) => this.#becomes(text, label));
  }

  /** Tell whether a text and the end of a citation are that citation in another spelling: `EO` and `No. 13,768`. */
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

/** Fill a part of a name in; it is left out where one of its tokens is missing. */
function filled(part, tokens) {
  const needed = [...part.matchAll(/\{(\w+)\}/g)].map(([, token]) => token);
  return needed.every((token) => tokens[token]) ? part.replace(/\{(\w+)\}/g, (_, token) => tokens[token]) : "";
}

/** Write a canonical citation without its section sign and the periods of its abbreviations, which no index keeps. */
export const inWords = (canonical) => canonical.replace(/§ |\.(?!\d)/g, "");

const bare = (citation) => normalise(citation).replace(/[^a-z0-9()]/g, "");
