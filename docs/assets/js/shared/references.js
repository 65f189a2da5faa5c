// Returns the references of statements in a format, as the build writes them: "bibtex", "ris", "csl" or "wikitext".
import { load } from "./data.js";
import { ROOT } from "./site.js";

const STATEMENT = /\/statements\/((\d{4})-[^/]+)\/$/;

/** Return the reference of a statement, whose id begins with its year. */
export async function reference(format, id) {
  return located(await ofYear(id.slice(0, 4)), id, format);
}

/** Write the statements among some addresses as one file in a format, "ris" or "bibtex"; each is in it once. */
export async function references(format, addresses) {
  const found = addresses.map((address) => new URL(address, ROOT).pathname.match(STATEMENT)).filter(Boolean);
  const ids = [...new Set(found.map(([, id]) => id))];
  return (await Promise.all(ids.map((id) => reference(format, id)))).join("\n");
}

const ofYear = (year) => load(`search/references/${year}.json.gz`);

/** Return a reference; an address that the site could not know when it was built is written out. */
function located({ address, statements }, id, format) {
  const text = statements[id][format];
  const path = `statements/${id}/`;
  return address ? text : text.replaceAll(path, new URL(path, ROOT).href);
}
