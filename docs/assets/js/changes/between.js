// What changed from one day to another, and how changes are grouped, by the same rule as in the build
// (archive.record.changes and archive.pages.answers).
import { pick } from "../shared/steps.js";

const [COMPLIANCE, DEMAND] = ["Compliance", "Demand"]; // matters, as the data calls them
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Return whether a text is a day. */
export const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Return the two days in an address, the earlier first; an invalid day is empty. */
export function parse(query) {
  const asked = new URLSearchParams(query);
  const [from, to] = ["from", "to"].map((name) => asked.get(name) ?? "").map((text) => (isDay(text) ? text : ""));
  return from && to && from > to ? { from: to, to: from } : { from, to };
}

/** Write them as a query; empty for neither. */
export function format({ from, to }) {
  const query = new URLSearchParams(Object.entries({ from, to }).filter(([, day]) => day)).toString();
  return query && `?${query}`;
}

const stancesOf = (step) => [...new Set((step?.stances ?? []).map(([stance]) => stance))].sort().join(" ");

/**
 * Return every track of `cells`, by place and law, that is different at the end of `to` from the end of `from`.
 * For a holder's first word on whether a place complies, its earlier demand is what came before.
 */
export function between(cells, { from, to }) {
  const then = (track) => (from ? pick(track?.steps, from) : undefined);
  return Object.entries(cells).flatMap(([pair, tracks]) => {
    const [place, law] = pair.split("/");
    const changed = tracks.filter((track) => {
      const after = pick(track.steps, to);
      return after && stancesOf(then(track)) !== stancesOf(after);
    });
    return changed.map((track) => {
      const { holder, matter, steps } = track;
      const demand = tracks.find((one) => one.holder === holder && one.matter === DEMAND);
      const demanded = matter === COMPLIANCE ? then(demand) : undefined;
      const before = then(track) ?? (demanded?.stances.length ? demanded : undefined);
      return { place, law, holder, matter, before, after: pick(steps, to) };
    });
  });
}

/** Group items by `keyOf`, in order of the keys' first occurrence. */
function grouped(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}

/** Combine equal changes by the same statements on several places or laws; latest first. */
export function together(changes) {
  const alike = grouped(changes, ({ holder, matter, before, after }) =>
    JSON.stringify([
      after.since,
      holder,
      matter,
      stancesOf(before),
      stancesOf(after),
      after.grounds.map(([, , , path]) => path),
    ]),
  );
  const told = [...alike.values()].flatMap((each) => {
    const byLaw = grouped(each, ({ law }) => law);
    const byPlaces = grouped(byLaw, ([, found]) => found.map(({ place }) => place).join(" "));
    return [...byPlaces].map(([places, laws]) => ({
      ...each[0],
      places: places.split(" "),
      laws: laws.map(([law]) => law),
    }));
  });
  return told.sort((one, other) => (one.after.since < other.after.since ? 1 : -1));
}
