// Which filters are in use: as part of a page's state, and in the query of its address.
import { FACETS } from "./facets.js";

/**
 * The filters of a state: the chosen keys of each facet, and whether a place includes those inside it.
 *
 * @typedef {Record<import("./facets.js").Name, readonly string[]> & {inside: boolean}} Asked
 */

/** @type {Readonly<Asked>} No filter. */
export const NONE = Object.freeze({
  .../** @type {any} */ (Object.fromEntries([...FACETS.keys()].map((name) => [name, Object.freeze([])]))),
  inside: false,
});

/** Read the filters of the named facets from the parameters of an address. */
export function read(parameters, names) {
  const keys = (name) => Object.freeze([...new Set(parameters.getAll(name).filter(Boolean))]);
  return {
    ...NONE,
    ...Object.fromEntries(names.map((name) => [name, keys(name)])),
    inside: parameters.get("inside") === "1",
  };
}

/** Write filters as parameters. The same filters are always written the same way. */
export function write(parameters, state) {
  for (const name of FACETS.keys()) for (const key of state[name]) parameters.append(name, key);
  if (state.inside) parameters.set("inside", "1");
}

/**
 * Add a filter, or remove it if it is in use.
 *
 * @template {Asked} State
 * @param {State} state
 * @param {string} name
 * @param {string} key
 * @returns {State}
 */
export function toggle(state, name, key) {
  const kept = state[name].filter((other) => other !== key);
  return Object.freeze({ ...state, [name]: kept.length < state[name].length ? kept : [...kept, key] });
}

/** Return each filter in use, with the state without it. */
export function narrowing(state) {
  const used = [...FACETS.keys()].filter((name) => state[name].length);
  return used.flatMap((name) => state[name].map((key) => ({ name, key, without: toggle(state, name, key) })));
}

/**
 * Return a state with keys in place of labels and of former keys, which former addresses contain; the same state if there
 * are none.
 *
 * `values` lists the values of a facet, each with its key and label. Anything else stays.
 */
export function renewed(state, values) {
  const changed = {};
  for (const name of new Set(narrowing(state).map((filter) => filter.name))) {
    const known = values(name);
    const isKey = (text) => known.some(({ key }) => key === text);
    const former = FACETS.get(name)?.former ?? {};
    const named = (text) => [
      ...known.filter(({ label }) => label === text).map(({ key }) => key),
      ...(Object.hasOwn(former, text) ? former[text].filter(isKey) : []),
    ];
    const keys = state[name].flatMap((text) => (isKey(text) || !named(text).length ? [text] : named(text)));
    if (keys.some((key, at) => key !== state[name][at])) changed[name] = Object.freeze([...new Set(keys)]);
  }
  return Object.keys(changed).length ? Object.freeze({ ...state, ...changed }) : state;
}
