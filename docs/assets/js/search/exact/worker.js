// Scans the texts year by year, from the latest, and tells what it found after each; a new question ends the old one.
import { parse } from "../query.js";
import { compile } from "./conditions.js";
import { FEW, ready, scan } from "./scan.js";

const DATA = new URL("../../../../search/exact/", import.meta.url);
const VERSION = 1;
const MOST_OF_ONE = 200; // places of a statement
const MOST = 5000; // places of all statements; of what is found after that, only a few are given
const AT_ONCE = 500; // statements between two looks at whether to stop

const loaded = new Map();
let turn = 0;

addEventListener("message", async ({ data }) => {
  turn = data.turn;
  if (data.text === undefined) return;
  try {
    await answer(data);
  } catch (error) {
    postMessage({ turn: data.turn, failed: String(error?.message ?? error) });
  }
});

async function answer({ text, turn: mine }) {
  const index = await load("index");
  if (index.version !== VERSION) throw new Error("The texts have another form than the scripts of this page.");
  const query = compile(parse(text), index);
  const { errors } = query;
  const all = index.years.reduce((sum, [, statements]) => sum + statements, 0);
  if (errors.length) return postMessage({ turn: mine, index, errors, scanned: 0, all, done: true });
  postMessage({ turn: mine, index, errors, scanned: 0, all, found: [] });
  let scanned = 0;
  let given = 0;
  const look = (one) => {
    const found = scan(one, query, Math.max(FEW, Math.min(MOST_OF_ONE, MOST - given)));
    given += found?.places.length ?? 0;
    return found;
  };
  for (const [year, statements] of index.years) {
    const prepared = await load(year);
    for (let at = 0; at < prepared.length; at += AT_ONCE) {
      await new Promise((resolve) => setTimeout(resolve));
      if (turn !== mine) return;
      const found = prepared.slice(at, at + AT_ONCE).map(look).filter(Boolean);
      scanned += Math.min(AT_ONCE, prepared.length - at);
      postMessage({ turn: mine, found, scanned, all, year });
    }
    if (prepared.length !== statements) throw new Error(`The texts of ${year} are not those of the index.`);
  }
  postMessage({ turn: mine, found: [], scanned, all, done: true });
}

/** Load a file once; the statements of a year are kept ready to be scanned. */
function load(name) {
  if (!loaded.has(name)) {
    const file = fetch(new URL(`${name}.json`, DATA)).then((response) => {
      if (!response.ok) throw new Error(`${name}.json could not be loaded (${response.status}).`);
      return response.json();
    });
    const made = name === "index" ? file : file.then((statements) => statements.map(ready).reverse());
    made.catch(() => loaded.delete(name));
    loaded.set(name, made);
  }
  return loaded.get(name);
}
