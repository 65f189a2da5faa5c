// From the statements that the scan found to what the page shows: narrowed, counted, put in order.

import { OF_POSITIONS } from "../../shared/filters/facets.js";
import { pageOf } from "../../shared/site.js";
import { asked, column, having, position, used } from "../positions.js";
import { FACETS, order } from "../state.js";

/** Return what the page shows of the found statements, as far as the scan has come. */
export function answerOf(state, found, names) {
  const valued = found.map((one) => ({ ...one, values: values(one, names), positions: positions(one, names) }));
  const passes = (one, but) => {
    const wanted = asked(state, but);
    if (wanted && !having(one.positions, wanted).length) return false;
    const alone = used(state).filter((name) => name !== but && !(wanted && name in wanted));
    return alone.every((name) => state[name].some((key) => one.values[column(state, name)].includes(key)));
  };
  // The values of a facet that belong to what is asked of positions, otherwise all of the statement's.
  const valuesOf = (one, name) => {
    const wanted = OF_POSITIONS.includes(name) && asked(state, name);
    const of = column(state, name);
    return wanted ? new Set(having(one.positions, wanted).flatMap((position) => position[of])) : one.values[of];
  };
  const left = sorted(
    valued.filter((one) => passes(one)),
    order(state),
  );
  const counts = {};
  for (const name of FACETS) {
    counts[name] = Object.create(null); // a value may be called `constructor`
    for (const one of state[name].length ? valued.filter((one) => passes(one, name)) : left) {
      for (const value of valuesOf(one, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
  }
  const but = used(state).map((name) => [name, valued.filter((one) => passes(one, name)).length]);
  return {
    left,
    total: left.length,
    counts,
    hits: left.reduce((sum, one) => sum + one.count, 0),
    said: extentOf(left, "words"),
    told: extentOf(left, "archive"),
    withoutFacet: Object.fromEntries(but),
    everywhere: valued.length,
  };
}

function extentOf(found, whose) {
  const own = found.filter(({ where }) => where === whose);
  return { count: own.length, hits: own.reduce((sum, one) => sum + one.count, 0) };
}

/** Return a found statement in the form in which a result is drawn. */
export function result({ statement, places, where, count }, names) {
  const marked = [...new Set(places.map((place) => place.match.toLowerCase()))].slice(0, MOST_MARKED);
  return {
    url: pageOf(statement.id),
    meta: {
      title: statement.title,
      date: statement.date,
      speaker: statement.who,
      where: statement.where,
      kind: names.label("kind", statement.kind),
      stances: (statement.stances ?? []).map((name) => names.label("stance", name)).join("; "),
      withdrawn: statement.withdrawn ? "Withdrawn" : "",
      caution: statement.caution ? "Caution" : "",
    },
    titleRuns: places.filter(({ name }) => name === "title").map(({ match }) => match),
    best: passagesOf(places),
    places,
    count,
    where,
    marked,
  };
}

/** Return the hits by passage; those close together share an excerpt. */
function passagesOf(places) {
  const made = [];
  for (const place of places.filter(({ name }) => name !== "title")) {
    const last = made.at(-1);
    if (last && last.name === place.name && last.anchor === place.anchor) continue;
    made.push({ ...place, parts: parts(place), found: 1 });
  }
  return made;
}

const MOST_MARKED = 12; // different texts, handed on to the page
const SHOWN = 110; // characters of an excerpt on either side of the first hit

function parts({ before, match, after }) {
  const left = before.length > SHOWN ? before.slice(before.indexOf(" ", before.length - SHOWN) + 1) : before;
  const right = after.length > SHOWN ? after.slice(0, Math.max(after.lastIndexOf(" ", SHOWN), 0)) : after;
  return [{ text: left }, { text: match, mark: true }, { text: right }];
}

function values({ statement, where }, names) {
  const { jurisdictions = [], speakers = [], statutes = [], policies = [], kind, words, days } = statement;
  const ofPositions = (name) => [...new Set(positions({ statement }, names).flatMap((one) => one[name]))];
  return {
    jurisdiction: jurisdictions,
    within: [...new Set(jurisdictions.flatMap((place) => names.within(place)))],
    speaker: speakers,
    statute: statutes,
    policy: policies,
    kind: [kind],
    stance: ofPositions("stance"),
    holder: ofPositions("holder"),
    side: ofPositions("side"),
    text: [words ? "held" : "wanted"],
    year: [days[0].slice(0, 4)],
    type: ["statement"],
    in: where ? [where] : [],
  };
}

function positions({ statement }, names) {
  return (statement.positions ?? []).map(([jurisdiction, statutes, stance, side, holder]) =>
    position({ jurisdiction, statutes, stance, side, holder }, names),
  );
}

function sorted(found, by) {
  const newest = (a, b) =>
    a.statement.days[0] < b.statement.days[0] ? 1 : a.statement.days[0] > b.statement.days[0] ? -1 : 0;
  if (by === "oldest") return found.toSorted((a, b) => newest(b, a));
  if (by === "relevance")
    return found.toSorted(
      (a, b) => Number(b.where === "words") - Number(a.where === "words") || b.count - a.count || newest(a, b),
    );
  return found.toSorted(newest);
}
