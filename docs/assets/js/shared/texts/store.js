// The texts of all statements, in files by year, and their index.
import { load as loaded } from "../data.js";
import { VERSIONS } from "../versions.js";

const FOLDER = "search/exact/";

/** Load the index: the files with their number of statements, and the names of the record. */
export const index = () => loaded(`${FOLDER}index.json`, VERSIONS.texts);

/** Load a file: of texts by its name in the index, or of words, `words-<number>`. */
export const load = (name) => loaded(`${FOLDER}${name}.json.gz`);

/** Return the files, each with the numbers of its statements. */
export function laidOut(index) {
  let end = 0;
  return index.files.map((file) => ({ file, from: end, to: (end += file[1]) }));
}

/** Return how many statements there are. */
export const total = (index) => index.files.reduce((sum, [, statements]) => sum + statements, 0);
