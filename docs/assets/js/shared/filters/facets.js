// The facets for filtering: one list for all pages, with the same labels and order.
import { must } from "../must.js";

const SECTIONS = { words: "The words said", archive: "The archive’s own words" };
const TYPES = { statement: "Statement", speaker: "Speaker", jurisdiction: "Jurisdiction", statute: "Statute" };

/**
 * @typedef {"jurisdiction" | "speaker" | "statute" | "policy" | "kind" | "stance" | "holder" | "side" | "text" | "year" | "type" | "in"} Name
 *
 * A facet: its name in an address, its label, whether a value can be inside another, whether the latest comes first, the
 * labels of its values if the record does not define them, and the keys that former ones stand for.
 * @typedef {{name: Name, label: string, nested?: boolean, latestFirst?: boolean, labels?: Record<string, string>, former?: Record<string, string[]>}} Facet
 */

// What former addresses ask for, by what it is now.
const TEXTS = { held: ["exact", "typographic", "transcribed"], wanted: ["catalogued"] };
const FORMER = { ...TEXTS, "Text held": TEXTS.held, "Text wanted": TEXTS.wanted };

/** @type {Facet[]} */
const ALL = [
  { name: "jurisdiction", label: "Jurisdiction", nested: true },
  { name: "speaker", label: "Speaker" },
  { name: "statute", label: "Statute" },
  { name: "policy", label: "Policy" },
  { name: "kind", label: "Kind" },
  { name: "stance", label: "Stance" },
  { name: "holder", label: "Holder" },
  { name: "side", label: "Side" },
  { name: "text", label: "Text", former: FORMER },
  { name: "year", label: "Year", latestFirst: true },
  { name: "type", label: "Type of page", labels: TYPES },
  { name: "in", label: "Found in", labels: SECTIONS },
];

/** All facets by name, in order. @type {Map<string, Facet>} */
export const FACETS = new Map(ALL.map((facet) => [facet.name, Object.freeze(facet)]));

/** Return a facet by name. */
export const facet = (name) => must(FACETS.get(name), `The facet ${name}`);

/** Return the names of a page's facets, in the common order. */
export const only = (...names) => Object.freeze([...FACETS.keys()].filter((name) => names.includes(name)));

/** Facets that must all match within one position. */
export const OF_POSITIONS = only("jurisdiction", "statute", "stance", "holder", "side");

// Alone, a place or a law matches what a statement is about; with one of these facets, what that position is about.
const JOINING = ["stance", "side", "holder"];

/** Return whether the `asked` facets, or `but`, must match within one position. */
export const joined = (asked, but) => [...asked, but].some((name) => JOINING.includes(name));
