// Searches Pagefind's index: ranked, in all forms of a word, filtered by facets.

import { OF_POSITIONS } from "../../shared/filters/facets.js";
import { find, normalise } from "../../shared/normalise.js";
import { ROOT } from "../../shared/site.js";
import { inWords } from "../citations.js";
import { inOrder } from "../groups.js";
import { asked, column, having, position, used } from "../positions.js";
import { forIndex, parse } from "../query.js";
import { FACETS, order, without } from "../state.js";
import { best, hits, marked } from "./passages.js";

const INDEX = new URL("pagefind/pagefind.js", ROOT).href;
const PAGES = ["speaker", "jurisdiction", "statute"];
const MOST_PAGES = 4;
const EVERY = "zzeverypagezz"; // at the end of every page in the index, as in site/frame.py
const END = new RegExp(`\\s*${EVERY}\\.?$`);
const BETWEEN = "\u241f"; // the parts of a position, as in pages/statement.py

let index;
let positions = []; // every position of the archive, as the index writes it

/** Load the index; rejects if there is none. */
export function open() {
  index ??= import(INDEX).then(async (pagefind) => {
    const { position = {} } = await pagefind.filters(); // without which it counts no facets
    positions = Object.keys(position);
    return pagefind;
  });
  return index;
}

/** Search for a query. Without one, the index would load all its words to give every page; one word has them all. */
const ask = (pagefind, query, options) => pagefind.search(query ?? EVERY, options);

/**
 * Answer a state: the number of results, the number per value of each facet, and a function to load them.
 *
 * A facet's own filter is ignored when its values are counted, since a reader may add another value.
 */
export async function search(state, parsed, names) {
  const pagefind = await open();
  const allPositions = unpacked(names);
  const filtersOf = (asked) => filters(asked, allPositions);
  const query = forIndex(parsed, names.citations);
  const sort = { newest: { date: "desc" }, oldest: { date: "asc" } }[order(state)];
  const [found, unsorted, absent, ...others] = await Promise.all([
    ask(pagefind, query, { filters: filtersOf(state), ...(sort && { sort }) }),
    sort && ask(pagefind, query, { filters: filtersOf(state) }), // what has no date is not sorted, and left out
    absentOf(pagefind, query),
    ...FACETS.map((name) =>
      state[name].length ? ask(pagefind, query, { filters: filtersOf(without(state, name)) }) : null,
    ),
  ]);
  const phrase = query?.startsWith('"') ? normalise(parsed.phrases[0]) : "";
  const many = !phrase && parsed.words.length + parsed.phrases.length > 1;
  const locations = (result) => (query ? result.words : []);
  const load = (result) => result.data().then((fragment) => answer(fragment, locations(result), phrase, many));
  const counts = Object.fromEntries(
    FACETS.map((name, at) => [name, some((others[at] ?? found).filters[column(state, name)])]),
  );
  Object.assign(counts, await heldOf(pagefind, query, state, allPositions));
  const groups = groupsOf(state, counts, names);
  const within = (...keys) =>
    ask(pagefind, query, { filters: { ...filtersOf(state), [state.group]: { any: keys } }, ...(sort && { sort }) });
  const ungrouped =
    state.group === "none" || !found.results.length
      ? 0
      : found.results.length - (await within(...groups.map(({ key }) => key))).results.length;
  return {
    query,
    phrase,
    total: found.results.length,
    undated: (unsorted ?? found).results.length - found.results.length,
    ungrouped,
    counts,
    absent,
    load: (from, to) => Promise.all(found.results.slice(from, to).map(load)),
    entries: state.group === "none" ? found.results.length : groups.reduce((sum, { count }) => sum + count, 0),
    list: (from, to) =>
      state.group === "none"
        ? Promise.all(found.results.slice(from, to).map(load))
        : listed(groups, within, load, from, to),
  };
}

/** Return the groups of an answer. For a facet in use, only chosen values are among the results. */
function groupsOf(state, counts, names) {
  const by = state.group;
  if (by === "none") return [];
  const chosen = state[by];
  const left = Object.entries(counts[by]).filter(([key]) => !chosen.length || chosen.includes(key));
  const held = Object.fromEntries(left);
  return inOrder(held, by, order(state) === "oldest").map((key, at) => ({
    key,
    name: names.label(by, key),
    at,
    count: held[key],
  }));
}

/** Load results group by group; only the groups that are reached are searched. */
async function listed(groups, within, load, from, to) {
  const made = [];
  let start = 0;
  for (const group of groups) {
    if (start < to && start + group.count > from) {
      const { results } = await within(group.key);
      made.push(
        ...results
          .slice(Math.max(0, from - start), to - start)
          .map(async (result) => ({ ...(await load(result)), group })),
      );
    }
    start += group.count;
  }
  return Promise.all(made);
}

/** Count the results of each of some states. */
export async function counts(states, names) {
  const pagefind = await open();
  const allPositions = unpacked(names);
  const found = states.map((state) =>
    ask(pagefind, forIndex(parse(state.q), names.citations), { filters: filters(state, allPositions) }),
  );
  return (await Promise.all(found)).map(({ results }) => results.length);
}

const some = (counts = {}) => Object.fromEntries(Object.entries(counts).filter(([, count]) => count));

/** Return every position of the archive, as text and by facet. `pages/statement.py` writes it. */
function unpacked(names) {
  return positions.map((text) => {
    const [jurisdiction, statute, stance, side, holder] = text.split(BETWEEN);
    return { text, ...position({ jurisdiction, statutes: [statute], stance, side, holder }, names) };
  });
}

/** Return the filters for the index; only the exact search knows where a phrase was found. */
function filters(state, allPositions) {
  const wanted = asked(state);
  const alone = used(state).filter((name) => name !== "in" && !(wanted && name in wanted));
  const made = Object.fromEntries(alone.map((name) => [column(state, name), { any: state[name] }]));
  return wanted ? { ...made, position: { any: texts(wanted, allPositions) } } : made;
}

/** Return the texts of the positions that match all filters, or one that does not exist. */
function texts(wanted, allPositions) {
  const found = having(allPositions, wanted).map(({ text }) => text);
  return found.length ? found : [BETWEEN];
}

/** Count the values of facets that must match within one position: each value needs its own search. */
async function heldOf(pagefind, query, state, allPositions) {
  const counts = {};
  for (const name of OF_POSITIONS) {
    const wanted = asked(state, name);
    if (!wanted) continue;
    const keys = [...new Set(having(allPositions, wanted).flatMap((position) => position[column(state, name)]))].filter(
      Boolean,
    );
    const found = await Promise.all(
      keys.map((key) => ask(pagefind, query, { filters: filters({ ...state, [name]: [key] }, allPositions) })),
    );
    counts[name] = some(Object.fromEntries(keys.map((key, at) => [key, found[at].results.length])));
  }
  return counts;
}

/** Return the pages of people, places and laws whose name or citation is the query. */
export async function pagesOf(parsed, { citations }) {
  const pagefind = await open();
  const citation = citations.whole(parsed.text);
  const query = citation ? inWords(citation.law) : forIndex(parsed, citations);
  if (!query) return [];
  const found = await ask(pagefind, query.replace(/"/g, ""), { filters: { type: { any: PAGES } } });
  const fragments = await Promise.all(found.results.slice(0, 12).map((result) => result.data()));
  const wanted = lettersOf(query);
  const named = fragments.filter(({ meta }) => {
    const title = new Set(lettersOf(meta.title));
    return wanted.every((word) => title.has(word));
  });
  return named.slice(0, MOST_PAGES).map(({ url, meta }) => ({ url, title: meta.title, kind: meta.kind }));
}

/** Return the words of a query that no page has, which the index silently ignores. */
async function absentOf(pagefind, query) {
  if (!query || query.startsWith('"')) return [];
  const words = [...new Set(query.split(" "))];
  const counts = await Promise.all(words.map(async (word) => (await ask(pagefind, word)).results.length));
  return words.filter((_, at) => counts[at] === 0);
}

function lettersOf(text) {
  return normalise(text)
    .replace(/\.(?=\p{L})/gu, "")
    .split(/[^\p{L}\p{N}-]+/u)
    .filter(Boolean);
}

function answer(fragment, locations, phrase, many) {
  const { url, meta } = fragment;
  const content = fragment.content.replace(END, "");
  const found = hits({ ...fragment, content }, locations);
  const exact = phrase ? !find(phrase, normalise(content)).next().done : undefined;
  const head = found.find(({ name }) => name === "head");
  const label = exact === undefined ? "" : exact ? "exact" : "other word forms";
  const shown = best(found, many);
  const where =
    !meta.date || !locations.length
      ? ""
      : shown.some(({ name, found }) => name === "words" && found)
        ? "words"
        : "archive";
  return {
    url,
    meta,
    titleRuns: exact ? [phrase] : head.runs,
    best: shown,
    where,
    label,
    marked: exact ? [phrase] : marked(found),
  };
}
