// What can be filtered by: one list for all pages, with the labels and in the order that every page has.
import { must } from "../must.js";

const SECTIONS = { words: "The words said", archive: "The archive’s own words" };
const TYPES = { statement: "Statement", speaker: "Speaker", jurisdiction: "Jurisdiction", statute: "Statute" };

/**
 * @typedef {"jurisdiction" | "speaker" | "statute" | "policy" | "kind" | "stance" | "holder" | "side" | "text" | "year" | "type" | "in"} Name
 *
 * A facet: its name in an address, its label, whether a value can be inside another, whether the latest comes first, and
 * the labels of its values where the record does not define them.
 * @typedef {{name: Name, label: string, nested?: boolean, latestFirst?: boolean, labels?: Record<string, string>}} Facet
 */

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
  { name: "text", label: "Text" },
  { name: "year", label: "Year", latestFirst: true },
  { name: "type", label: "Type of page", labels: TYPES },
  { name: "in", label: "Found in", labels: SECTIONS },
];

/** All facets by name, in order. @type {Map<string, Facet>} */
export const FACETS = new Map(ALL.map((facet) => [facet.name, Object.freeze(facet)]));

/** Return the facet of a name. */
export const facet = (name) => must(FACETS.get(name), `The facet ${name}`);

/** Return the names of the facets that a page has, in the order of all pages. */
export const only = (...names) => Object.freeze([...FACETS.keys()].filter((name) => names.includes(name)));

/** Facets of which one position must have all that is asked for. */
export const OF_POSITIONS = only("jurisdiction", "statute", "stance", "holder", "side");

// A place or a law asked for alone is what a statement is about; with one of these, it is what that position is about.
const JOINING = ["stance", "side", "holder"];

/** Tell whether the values that the `asked` facets, or `but`, have must be found together in one position. */
export const joined = (asked, but) => [...asked, but].some((name) => JOINING.includes(name));
