// Leads to a statement whose id was typed.

const DATA = new URL("../../../search/exact/", import.meta.url);
const ROOT = new URL("../../../", import.meta.url);

/** Give the page of the statement that a query is the id, or a former id, of. */
export async function jump({ id }) {
  if (!id) return [];
  const index = await json("index");
  const now = index.aliases[id] ?? id;
  for (const [name] of index.files.filter(([name]) => name.startsWith(`${now.slice(0, 4)}-`))) {
    const found = (await json(name)).find((statement) => statement.id === now);
    if (found) return [{ url: new URL(`statements/${now}/`, ROOT).href, title: found.title, kind: "Statement" }];
  }
  return [];
}

async function json(name) {
  const response = await fetch(new URL(`${name}.json`, DATA));
  return response.json();
}
