// Shows what was found: each result with who said it and when, and the passages that were hit.
import { element } from "./element.js";
import { find, normaliseWithPlaces } from "./normalise.js";

const PASSAGES = 3; // of one result, shown
const NAMES = { words: "Words", summary: "The archive’s summary", caution: "The archive’s caution", withdrawn: "Withdrawn", source: "Source", head: "" };

/** Make the list item of a result. */
export function item(result) {
  const { meta, exact } = result;
  const shown = result.best.slice(0, PASSAGES);
  const more = result.best.length - shown.length;
  return element(
    "li",
    { class: "entry hit" },
    meta.date ? element("time", {}, meta.date) : element("span", { class: "when" }, meta.kind),
    element(
      "div",
      {},
      meta.speaker ? element("p", { class: "who" }, meta.speaker) : null,
      element("h2", {}, element("a", { href: address(result, shown[0]?.found ? shown[0].anchor : "") }, title(result))),
      shown.length ? element("ul", { class: "passages" }, shown.map((hit) => passage(result, hit))) : null,
      more > 0 ? element("p", { class: "more" }, `and ${more} more ${more === 1 ? "passage" : "passages"}`) : null,
      facts(meta, exact),
    ),
  );
}

/** Give the address of a passage on a page, with the words that the page is to mark. */
function address(result, anchor) {
  const marks = new URLSearchParams(result.marked.map((text) => ["highlight", text])).toString();
  return result.url + (marks ? `?${marks}` : "") + (anchor ? `#${anchor}` : "");
}

function passage(result, hit) {
  const label = hit.name === "words" && hit.anchor ? `Passage ${hit.anchor.slice(1)}` : NAMES[hit.name];
  return element(
    "li",
    { class: hit.name === "words" ? "spoken" : "told" },
    element("a", { class: "place", href: address(result, hit.anchor) }, label),
    " ",
    hit.opens ? "" : "… ",
    hit.parts.flatMap(({ mark, text }, at) => [at ? " " : "", mark ? element("mark", {}, text) : text]),
    hit.closes ? "" : " …",
  );
}

/** Mark in a title the words that were hit there. */
function title({ meta, hits, exact, marked }) {
  const runs = exact ? marked : hits.filter((hit) => hit.name === "head").flatMap((hit) => hit.runs);
  const { text, places } = normaliseWithPlaces(meta.title);
  const spans = runs
    .flatMap((run) => [...find(normaliseWithPlaces(run).text, text)].map((at) => [at, at + normaliseWithPlaces(run).text.length]))
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let done = 0;
  for (const [from, to] of spans) {
    const [start, end] = [places[from], places[to]];
    if (start < done) continue;
    parts.push(meta.title.slice(done, start), element("mark", {}, meta.title.slice(start, end)));
    done = end;
  }
  return [...parts, meta.title.slice(done)];
}

function facts(meta, exact) {
  const flags = [meta.withdrawn, meta.caution].filter(Boolean);
  return element(
    "p",
    { class: "facts" },
    meta.where ? element("span", {}, meta.where) : null,
    meta.date && meta.kind ? element("span", {}, meta.kind) : null,
    meta.stances ? element("span", { class: "stances" }, meta.stances) : null,
    exact === undefined ? null : element("span", { class: "match" }, exact ? "exact" : "other word forms"),
    flags.map((flag) => element("span", { class: "flag" }, flag)),
  );
}
