// Filters that must match within one position: place, law, stance, holder and side are never combined from two.
import { joined, OF_POSITIONS } from "../shared/filters/facets.js";
import { FACETS } from "./state.js";

/** Return the facets in use. */
export const used = (state) => FACETS.filter((name) => state[name].length);

/** Return the column of a facet's values: a place may include those inside it. */
export const column = (state, name) => (name === "jurisdiction" && state.inside ? "within" : name);

/** Return the position filters by facet, except one facet; null if there are none. */
export function asked(state, but) {
  const names = used(state).filter((name) => name !== but && OF_POSITIONS.includes(name));
  if (!names.length || !joined(names, but)) return null;
  return Object.fromEntries(names.map((name) => [name, { of: column(state, name), keys: state[name] }]));
}

/** Return the positions, each with values by facet, that match all filters. */
export function having(positions, wanted) {
  const fits = (position) =>
    Object.values(wanted).every(({ of, keys }) => position[of].some((value) => keys.includes(value)));
  return positions.filter(fits);
}

/** Return a position with its values by facet. */
export function position({ jurisdiction, statutes, stance, side, holder }, names) {
  return {
    jurisdiction: [jurisdiction],
    within: names.within(jurisdiction),
    statute: statutes,
    stance: stance ? [stance] : [],
    side: [side],
    holder: [holder],
  };
}
