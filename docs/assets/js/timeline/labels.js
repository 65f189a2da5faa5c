// The values of a statement's facets, and states in words.

import { words } from "../shared/dates.js";
import { FACETS } from "./state.js";

/** Return a statement's values of a facet, `{key, label}`. */
export function labelled(table, name, position) {
  const facet = table.facets.get(name);
  return facet.sets[facet.of[position]].map((value) => facet.values[value]);
}

/** Return the key of a statement's side, or `law` if it changes the law. */
export function laneOf(table, position) {
  return table.changesLaw[table.facets.get("kind").of[position]] ? "law" : labelled(table, "side", position)[0].key;
}

/** Return the label of a value, or the key itself if it is unknown. */
export function label(table, name, key) {
  const facet = table.facets.get(name);
  return facet.values[facet.index.get(key)]?.label ?? key;
}

/** Return the dates of a state in words; empty for all dates. */
export function dates({ from, to }) {
  if (from && to) return from === to ? words(from) : `${words(from)} to ${words(to)}`;
  return from ? `from ${words(from)}` : to && `until ${words(to)}`;
}

/**
 * Return all filters of a state in words; empty if there are none.
 *
 * @param {{name: string, key: string} | null} narrowed what the page is about
 */
export function described(table, state, narrowed = null) {
  const named = FACETS.filter((name) => state[name].length).map((name) => {
    const values = state[name].map((key) => label(table, name, key)).join(" or ");
    return name === "jurisdiction" && state.inside ? `${values} and places inside` : values;
  });
  const page = narrowed ? [label(table, narrowed.name, narrowed.key)] : [];
  return [...page, ...named, dates(state)].filter(Boolean).join("; ");
}
