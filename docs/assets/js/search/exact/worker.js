// Scans the texts file by file, from the latest, and tells what it found after each; a new question ends the old one.
import { parse } from "../query.js";
import { Shortlist, quotation } from "./compare.js";
import { compile } from "./conditions.js";
import { FEW, ready, scan } from "./scan.js";
import { standing } from "./standing.js";

const DATA = new URL("../../../../search/exact/", import.meta.url);
const VERSION = 3;
const MOST_OF_ONE = 200; // places of a statement
const MOST = 5000; // places of all statements; of what is found after that, only a few are given
const AT_ONCE = 500; // statements between two looks at whether to stop
const AHEAD = 4; // files that are on their way while another is scanned

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
  const all = total(index);
  if (errors.length) return postMessage({ turn: mine, index, errors, scanned: 0, all, done: true });
  postMessage({ turn: mine, index, errors, scanned: 0, all, found: [] });
  let given = 0;
  const look = (one) => {
    const found = scan(one, query, Math.max(FEW, Math.min(MOST_OF_ONE, MOST - given)));
    given += found?.places.length ?? 0;
    return found;
  };
  const possible = await standing(query.wanted, index.words, (number) => load(`words-${number}`));
  for await (const { prepared, scanned, done } of batches(index, possible, () => turn === mine)) {
    postMessage({ turn: mine, found: prepared.map(look).filter(Boolean), scanned, all, done });
  }
}

/** Find where a quotation fits best. */
async function compare({ quotation: text, turn: mine }) {
  const index = await load("index");
  const list = new Shortlist(quotation(text), text);
  const all = total(index);
  let held = 0;
  for await (const { prepared, scanned, done } of batches(index, null, () => turn === mine)) {
    for (const one of prepared) {
      list.add(one);
      held += one.spoken.length > 0;
    }
    postMessage({ turn: mine, index, scanned, all, held, found: done ? list.best() : [], done });
  }
}

/**
 * Give the statements, the latest first, in batches small enough to be stopped between two of them.
 *
 * Files in which none of the `possible` statements is, by their numbers, are not loaded, and count as scanned.
 */
async function* batches(index, possible, wanted) {
  const files = filesOf(index, possible);
  const all = total(index);
  let scanned = all - files.reduce((sum, [, statements]) => sum + statements, 0);
  let unbroken = 0;
  for (const [at, [name, statements]] of files.entries()) {
    for (const [next] of files.slice(at, at + AHEAD)) load(next);
    const prepared = await load(name);
    if (prepared.length !== statements) throw new Error(`The texts of ${name} are not those of the index.`);
    unbroken += statements;
    if (unbroken >= AT_ONCE) {
      await new Promise((resolve) => setTimeout(resolve)); // for the message that ends this
      unbroken = 0;
    }
    if (!wanted()) return;
    scanned += statements;
    yield { prepared, scanned, done: scanned === all };
  }
  if (!files.length && wanted()) yield { prepared: [], scanned, done: true };
}

/** Give the files that have any of the possible statements, or all of them, the latest first. */
function filesOf(index, possible) {
  let end = 0;
  const laid = index.files.map((file) => ({ file, from: end, to: (end += file[1]) }));
  let at = 0;
  const fits = ({ from, to }) => {
    while (possible[at] < from) at += 1;
    return possible[at] < to;
  };
  return (possible ? laid.filter(fits) : laid).map(({ file }) => file).reverse();
}

function total(index) {
  return index.files.reduce((sum, [, statements]) => sum + statements, 0);
}

/** Load a file once; statements are kept ready to be scanned. */
function load(name) {
  if (!loaded.has(name)) {
    const file = fetch(new URL(`${name}.json`, DATA)).then((response) => {
      if (!response.ok) throw new Error(`${name}.json could not be loaded (${response.status}).`);
      return response.json();
    });
    const made = name === "index" || name.startsWith("words-") ? file : file.then((statements) => statements.map(ready).reverse());
    made.catch(() => loaded.delete(name));
    loaded.set(name, made);
  }
  return loaded.get(name);
}
