// Scans the texts year by year, from the latest, and tells what it found after each; a new question ends the old one.
import { parse } from "../query.js";
import { Shortlist, quotation } from "./compare.js";
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
  try {
    if (data.text !== undefined) await answer(data);
    if (data.quotation !== undefined) await compare(data);
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
  let given = 0;
  const look = (one) => {
    const found = scan(one, query, Math.max(FEW, Math.min(MOST_OF_ONE, MOST - given)));
    given += found?.places.length ?? 0;
    return found;
  };
  for await (const { prepared, scanned, done } of batches(index, () => turn === mine)) {
    postMessage({ turn: mine, found: prepared.map(look).filter(Boolean), scanned, all, done });
  }
}

/** Find where a quotation fits best. */
async function compare({ quotation: text, turn: mine }) {
  const index = await load("index");
  const list = new Shortlist(quotation(text), text);
  const all = index.years.reduce((sum, [, statements]) => sum + statements, 0);
  let held = 0;
  for await (const { prepared, scanned, done } of batches(index, () => turn === mine)) {
    for (const one of prepared) {
      list.add(one);
      held += one.spoken.length > 0;
    }
    postMessage({ turn: mine, index, scanned, all, held, found: done ? list.best() : [], done });
  }
}

/** Give all statements, the latest first, in batches small enough to be stopped between two of them. */
async function* batches(index, wanted) {
  const all = index.years.reduce((sum, [, statements]) => sum + statements, 0);
  let scanned = 0;
  for (const [year, statements] of index.years) {
    const prepared = await load(year);
    if (prepared.length !== statements) throw new Error(`The texts of ${year} are not those of the index.`);
    for (let at = 0; at < prepared.length; at += AT_ONCE) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!wanted()) return;
      const batch = prepared.slice(at, at + AT_ONCE);
      scanned += batch.length;
      yield { prepared: batch, scanned, done: scanned === all };
    }
  }
  if (all === 0) yield { prepared: [], scanned, done: true };
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
