// Leads to a statement whose id was typed.

const DATA = new URL("../../../search/exact/", import.meta.url);
const ROOT = new URL("../../../", import.meta.url);

/** Give the page of the statement that a query is the id, or a former id, of. */
export async function jump({ id }) {
  if (!id) return [];
  const index = await json("index");
  const year = Number(id.slice(0, 4));
  const years = index.years.map(([one]) => one);
  // A renamed record may have been given another year.
  for (const one of years.toSorted((a, b) => (b === year) - (a === year))) {
    const found = (await json(one)).find((statement) => statement.id === id || statement.aliases?.includes(id));
    if (found) return [{ url: new URL(`statements/${found.id}/`, ROOT).href, title: found.title, kind: "Statement" }];
  }
  return [];
}

async function json(name) {
  const response = await fetch(new URL(`${name}.json`, DATA));
  return response.json();
}
