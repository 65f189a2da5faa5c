// Loads the site's data. Each file is loaded once; one that failed may be asked for again.
import { ROOT } from "./site.js";

const loading = new Map();

/** Load a JSON file by its path in the site. Rejects where there is none, or where it has another `version` than is asked for. */
export function load(path, version) {
  if (!loading.has(path)) {
    const file = fetched(path, version);
    file.catch(() => loading.delete(path));
    loading.set(path, file);
  }
  return loading.get(path);
}

async function fetched(path, version) {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${path} could not be loaded (${answer.status}).`);
  const data = await answer.json();
  if (version !== undefined && data.version !== version) {
    throw new Error(`${path} has version ${data.version}, and this page needs version ${version}. Reload the page.`);
  }
  return data;
}
