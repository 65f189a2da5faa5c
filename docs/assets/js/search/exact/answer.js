// Turns the statements that the scan found into an answer: filtered, counted and sorted.

import { OF_POSITIONS } from "../../shared/filters/facets.js";
import { pageOf } from "../../shared/site.js";
import { asked, column, having, position, used } from "../positions.js";
import { FACETS, order } from "../state.js";

/** Return the answer for the statements found so far. */
export function answerOf(state, found, names) {
  const valued = found.map((match) => ({ ...match, values: values(match, names), positions: positions(match, names) }));
  const passes = (match, but) => {
    const wanted = asked(state, but);
    if (wanted && !having(match.positions, wanted).length) return false;
    const alone = used(state).filter((name) => name !== but && !(wanted && name in wanted));
    return alone.every((name) => state[name].some((key) => match.values[column(state, name)].includes(key)));
  };
  // The values of a facet in matching positions, otherwise all of the statement's.
  const valuesOf = (match, name) => {
    const wanted = OF_POSITIONS.includes(name) && asked(state, name);
    const of = column(state, name);
    return wanted ? new Set(having(match.positions, wanted).flatMap((position) => position[of])) : match.values[of];
  };
  const left = sorted(
    valued.filter((match) => passes(match)),
    order(state),
  );
  const counts = {};
  for (const name of FACETS) {
    counts[name] = Object.create(null); // a value may be called `constructor`
    for (const match of state[name].length ? valued.filter((match) => passes(match, name)) : left) {
      for (const value of valuesOf(match, name)) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
  }
  const but = used(state).map((name) => [name, valued.filter((match) => passes(match, name)).length]);
  return {
    left,
    total: left.length,
    counts,
    hits: left.reduce((sum, match) => sum + match.count, 0),
    said: extentOf(left, "words"),
    told: extentOf(left, "archive"),
    withoutFacet: Object.fromEntries(but),
    everywhere: valued.length,
  };
}

function extentOf(found, whose) {
  const own = found.filter(({ where }) => where === whose);
  return { count: own.length, hits: own.reduce((sum, match) => sum + match.count, 0) };
}

/** Return a found statement in the form of a result. */
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

/** Return the hits by passage; close ones share an excerpt. */
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
  const { jurisdictions = [], speakers = [], statutes = [], policies = [], kind, text, days } = statement;
  const ofPositions = (name) => [...new Set(positions({ statement }, names).flatMap((match) => match[name]))];
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
    text: [text],
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
