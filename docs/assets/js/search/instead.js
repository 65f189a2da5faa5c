// Suggestions for a search without results, each with the number of results it would have.

import { facet } from "../shared/filters/facets.js";
import { used } from "./positions.js";
import { needsExact } from "./query.js";
import { without } from "./state.js";
import { counts } from "./words/index.js";

const MOST_TRIED = 6; // words that are left out in turn

/** Return the suggestions: a label, a state, and how many results it has. */
export async function instead(state, parsed, answer, names) {
  const chosen = used(state);
  const narrowed = chosen.map((name) => ({
    label: `Without ${facet(name).label}: ${valuesOf(state, name, names)}`,
    next: without(state, name),
  }));
  if (chosen.length > 1) narrowed.push({ label: "Without any filter", next: without(state) });
  if (answer.withoutFacet) {
    const known = [...chosen.map((name) => answer.withoutFacet[name]), answer.everywhere];
    return [
      ...narrowed.map((way, at) => ({ ...way, count: known[at] })),
      ...(await counted(asked(state, parsed), names)),
    ].filter(some);
  }
  return (await counted([...narrowed, ...asked(state, parsed)], names)).filter(some);
}

const valuesOf = (state, name, names) => state[name].map((key) => names.label(name, key)).join(" or ");

/** Return shorter versions of the query, which the index can count since they have no conditions. */
function asked(state, parsed) {
  const { words, phrases } = parsed;
  const all = [...words, ...phrases];
  const plain = (q) => ({ ...state, q, mode: "" });
  if (needsExact(parsed)) return all.length ? [{ label: "Without conditions", next: plain(all.join(" ")) }] : [];
  const ways = phrases.length ? [{ label: "Without the quotation marks", next: plain(all.join(" ")) }] : [];
  for (const left of all.length > 1 ? all.slice(0, MOST_TRIED) : []) {
    ways.push({ label: `Without “${left}”`, next: plain(all.filter((word) => word !== left).join(" ")) });
  }
  return ways;
}

async function counted(ways, names) {
  const found = ways.length
    ? await counts(
        ways.map(({ next }) => next),
        names,
      )
    : [];
  return ways.map((way, at) => ({ ...way, count: found[at] }));
}

const some = ({ count }) => count > 0;
