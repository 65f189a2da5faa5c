// Exports the results as a file: one row per hit, or per result of the index; or one reference per statement.
import { csv } from "../shared/csv.js";
import { download } from "../shared/download.js";
import { button, element } from "../shared/element.js";
import { references } from "../shared/references.js";
import { linesOf } from "./lines.js";
import { used } from "./positions.js";

const MOST = 2000; // results of the index, each of which has to be loaded
const TYPES = {
  csv: "text/csv",
  json: "application/json",
  ris: "application/x-research-info-systems",
  bib: "application/x-bibtex",
};

/** Offer an answer as CSV and JSON, and its statements as RIS and BibTeX. */
export function offer(target, answer, state) {
  const ready = answer.total > 0 && answer.done !== false && (answer.results || answer.total <= MOST);
  target.hidden = !ready;
  if (!ready) return target.replaceChildren();
  const cause = element("span", { "aria-live": "polite" });
  const save = (label, ending, make) =>
    button(label, async () => {
      cause.textContent = "";
      try {
        download(`search.${ending}`, await make(), TYPES[ending]);
      } catch (error) {
        cause.textContent = `The file could not be made. ${error?.message ?? error}`;
      }
    });
  const cite = async (format) =>
    references(
      format,
      (await all(answer)).map(({ url }) => url),
    );
  target.replaceChildren(
    element("span", {}, "Download the results:"),
    save("CSV", "csv", async () => asCsv(await records(answer))),
    save("JSON", "json", async () => asJson(await records(answer), state)),
    ...(statementsIn(answer, state)
      ? [save("RIS", "ris", () => cite("ris")), save("BibTeX", "bib", () => cite("bibtex"))]
      : []),
    cause,
  );
}

/** Return whether there are statements among the results; the index has other pages too. */
function statementsIn({ counts }, { type }) {
  return counts.type.statement > 0 && (!type.length || type.includes("statement"));
}

function all(answer) {
  return answer.results ? answer.results(0, answer.total) : answer.load(0, answer.total);
}

/** Return the results as plain records with the same keys. */
async function records(answer) {
  if (answer.hits)
    return linesOf(await all(answer)).map(({ result, place }) => ({
      ...about(result),
      whose: whose(place.name === "words" ? "words" : "archive"),
      in: place.name,
      passage: place.name === "words" ? place.anchor : "",
      before: place.before,
      words: place.match,
      after: place.after,
    }));
  return (await all(answer)).map((result) => ({
    ...about(result),
    ...("where" in result && { whose: whose(result.where) }),
  }));
}

/** Return whose words were found; empty if no words were searched for. */
function whose(where) {
  return { words: "speaker", archive: "archive" }[where] ?? "";
}

function about({ url, meta }) {
  const { date = "", speaker = "", title, where = "", kind, stances = "" } = meta;
  return {
    date,
    speaker,
    title,
    jurisdiction: where,
    kind,
    positions: stances,
    caution: meta.caution || meta.withdrawn || "",
    address: new URL(url, location.href).href,
  };
}

function asCsv(records) {
  return csv([Object.keys(records[0]), ...records.map((record) => Object.values(record))]);
}

function asJson(records, state) {
  const narrowed = Object.fromEntries(used(state).map((name) => [name, state[name]]));
  return `${JSON.stringify({ query: state.q, narrowed, address: location.href, results: records }, null, 2)}\n`;
}
