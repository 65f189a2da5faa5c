// Gives the results out as a file, made in the browser: one row for each place, or for each result of the index.
import { csv } from "../timeline/csv.js";
import { button, element } from "./element.js";
import { linesOf } from "./lines.js";

const MOST = 2000; // results of the index, each of which has to be loaded

/** Offer an answer as CSV and as JSON. */
export function offer(target, answer, state) {
  const ready = answer.total > 0 && answer.done !== false && (answer.results || answer.total <= MOST);
  target.hidden = !ready;
  if (!ready) return target.replaceChildren();
  const save = (type, write) => async () => download(`search.${type}`, write(await records(answer), state));
  target.replaceChildren(
    element("span", {}, "Results as a file:"),
    button("CSV", save("csv", asCsv)),
    button("JSON", save("json", asJson)),
  );
}

/** Give the results as plain records, all with the same keys. */
async function records(answer) {
  if (answer.hits) return linesOf(answer).map(({ result, place }) => ({ ...about(result), in: place.name, passage: place.name === "words" ? place.anchor : "", before: place.before, words: place.match, after: place.after }));
  const results = answer.results ? answer.results(0, answer.total) : await answer.load(0, answer.total);
  return results.map(about);
}

function about({ url, meta }) {
  const { date = "", speaker = "", title, where = "", kind, stances = "" } = meta;
  return { date, speaker, title, jurisdiction: where, kind, positions: stances, caution: meta.caution || meta.withdrawn || "", address: new URL(url, location.href).href };
}

function asCsv(records) {
  return csv([Object.keys(records[0]), ...records.map((one) => Object.values(one))]);
}

function asJson(records, { q, facets }) {
  return `${JSON.stringify({ query: q, narrowed: facets, address: location.href, results: records }, null, 2)}\n`;
}

function download(name, text) {
  const type = name.endsWith("csv") ? "text/csv" : "application/json";
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
