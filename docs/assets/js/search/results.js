// Shows the results: who said it and when, and the passages with hits.
import { element } from "../shared/element.js";
import { find, normalise, normaliseWithPlaces } from "../shared/normalise.js";

const PASSAGES = 3; // shown per result
const NAMES = {
  words: "The words",
  title: "The archive’s title",
  summary: "The archive’s summary",
  caution: "The archive’s caution",
  withdrawn: "Withdrawn",
  source: "Source",
  head: "",
};

/** Create the list item of a result; `heading` is the element of its title. */
export function item(result, heading) {
  const { meta } = result;
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
      element(
        heading,
        {},
        element("a", { href: address(result, shown[0]?.found ? shown[0].anchor : "") }, title(result)),
      ),
      shown.length
        ? element(
            "ul",
            { class: "passages" },
            shown.map((hit) => passage(result, hit)),
          )
        : null,
      more > 0 ? element("p", { class: "more" }, `and ${more} more ${more === 1 ? "passage" : "passages"}`) : null,
      facts(result),
    ),
  );
}

/** Return the address of a passage on a page, with the words to highlight. */
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
    hit.parts.map(({ mark, text }) => (mark ? element("mark", {}, text) : text)),
    hit.closes ? "" : " …",
  );
}

/** Mark the hits in a title. */
function title({ meta, titleRuns }) {
  const { text, places } = normaliseWithPlaces(meta.title);
  const spans = titleRuns
    .map(normalise)
    .flatMap((run) => [...find(run, text)].map((at) => [at, at + run.length]))
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

function facts({ meta, label, count, where }) {
  const flags = [meta.withdrawn, meta.caution].filter(Boolean);
  return element(
    "p",
    { class: "facts" },
    meta.where ? element("span", {}, meta.where) : null,
    meta.date && meta.kind ? element("span", {}, meta.kind) : null,
    meta.stances ? element("span", { class: "stances" }, meta.stances) : null,
    label ? element("span", { class: "match" }, label) : null,
    count > 1 ? element("span", { class: "match" }, `${count.toLocaleString("en")} places`) : null,
    where ? element("span", { class: "whose" }, where === "words" ? "Words said" : "Archive’s summary") : null,
    flags.map((flag) => element("span", { class: "flag" }, flag)),
  );
}
