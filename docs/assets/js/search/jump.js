// Finds a statement whose id was typed.
import { pageOf } from "../shared/site.js";
import { load, index as opened } from "../shared/texts/store.js";

/** Return the page of the statement whose id or former id is the query. */
export async function jump({ id }) {
  if (!id) return [];
  const index = await opened();
  const now = index.aliases[id] ?? id;
  for (const [name] of index.files.filter(([name]) => name.startsWith(`${now.slice(0, 4)}-`))) {
    const found = (await load(name)).find((statement) => statement.id === now);
    if (found) return [{ url: pageOf(now), title: found.title, kind: "Statement" }];
  }
  return [];
}
