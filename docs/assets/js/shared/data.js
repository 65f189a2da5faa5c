// Loads the site's data. Each file is loaded once; a failed one may be requested again.
import { ROOT } from "./site.js";

const loading = new Map();
let missing = 0; // files that are on their way, of which a page says so to whoever copies it

/** Load a JSON file by its path in the site; one whose name ends in ".gz" is unpacked. Rejects if it is missing or has another `version`. */
export function load(path, version) {
  if (!loading.has(path)) {
    const file = fetched(path, version);
    loading.set(path, file);
    say(1);
    file.catch(() => loading.delete(path)).finally(() => say(-1));
  }
  return loading.get(path);
}

/** Unpack a file, unless the host has had it unpacked on the way. */
async function unpacked(file) {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  return new Response(packed ? file.stream().pipeThrough(new DecompressionStream("gzip")) : file);
}

function say(more) {
  missing += more;
  globalThis.document?.documentElement.toggleAttribute("data-loading", missing > 0);
}

async function fetched(path, version) {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${path} could not be loaded (${answer.status}).`);
  const data = await (path.endsWith(".gz") ? await unpacked(await answer.blob()) : answer).json();
  if (version !== undefined && data.version !== version) {
    throw new Error(`${path} has version ${data.version}, and this page needs version ${version}. Reload the page.`);
  }
  return data;
}
