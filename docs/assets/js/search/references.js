// Returns the references of statements in a format, as their own pages have them.
import { load } from "../shared/data.js";
import { ROOT } from "../shared/site.js";

const STATEMENT = /\/statements\/((\d{4})-[^/]+)\/$/;

/** Write the statements among some addresses as one file in a `format`, "ris" or "bibtex"; each is in it once. */
export async function references(format, addresses) {
  const found = addresses.map((address) => new URL(address, ROOT).pathname.match(STATEMENT)).filter(Boolean);
  const ids = new Map(found.map(([, id, year]) => [id, year]));
  const names = [...new Set(ids.values())];
  const years = Object.fromEntries(
    await Promise.all(names.map(async (year) => [year, await load(`search/references/${year}.json`)])),
  );
  return [...ids].map(([id, year]) => located(years[year], id, format)).join("\n");
}

/** Return a reference; an address that the site could not know when it was built is written out. */
function located({ address, statements }, id, format) {
  const text = statements[id][format];
  const path = `statements/${id}/`;
  return address ? text : text.replaceAll(path, new URL(path, ROOT).href);
}
