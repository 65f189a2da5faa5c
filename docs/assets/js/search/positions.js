// Filters that one position must answer together: a place, a law, a stance and a holder are never joined from two.

/** The facets that a position has a value of. */
export const OF_POSITIONS = ["jurisdiction", "statute", "stance", "holder"];
// A place or a law asked for alone is what a statement is about; with one of these, it is what that position is about.
const JOINING = ["stance", "holder"];
const BETWEEN = "\u241f"; // as in pages/statement.py

/** Give what is asked of positions but for one facet, as names with their values; null where no position is asked for. */
export function asked(facets, but) {
  const names = OF_POSITIONS.filter((name) => name !== but && facets[name]);
  const joined = JOINING.includes(but) ? names.length > 0 : names.some((name) => JOINING.includes(name));
  return joined ? Object.fromEntries(names.map((name) => [name, facets[name]])) : null;
}

/** Give the positions, each with a list of values by facet, that have all that is asked. */
export function having(positions, wanted) {
  const fits = (one) => Object.entries(wanted).every(([name, values]) => one[name].some((value) => values.includes(value)));
  return positions.filter(fits);
}

/** Read a position as the index has it. */
export function unpacked(text) {
  const parts = text.split(BETWEEN);
  return Object.fromEntries(OF_POSITIONS.map((name, at) => [name, [parts[at] ?? ""]]));
}
