// Scans the texts file by file, from the latest, and tells what it found after each; a new question ends the old one.
import { parse } from "../query.js";
import { Closest, candidates } from "./closest.js";
import { compile } from "./conditions.js";
import { quotation } from "./quotation.js";
import { FEW, ready, scan } from "./scan.js";
import { standing } from "./standing.js";
import { weigh } from "./weigh.js";

const DATA = new URL("../../../../search/exact/", import.meta.url);
const VERSION = 4;
const MOST_OF_ONE = 200; // places of a statement
const MOST = 5000; // places of all statements; of what is found after that, only a few are given
const AT_ONCE = 500; // statements between two looks at whether to stop
const AHEAD = 4; // files that are on their way while another is scanned
const JUDGED = 24; // statements that are judged together, and whose files are on their way
const PAUSE = 100; // milliseconds between two looks at whether to stop

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
  const index = await opened();
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

/** Find where a quotation comes from, the statements first that can have most of its words. */
async function compare({ quotation: text, turn: mine }) {
  const index = await opened();
  const asked = { text, words: quotation(text) };
  const laid = laidOut(index);
  const { shares } = await weigh(asked.words, { all: total(index), buckets: index.words }, (number) => load(`words-${number}`));
  const possible = candidates(shares).map(({ number, share }) => ({ number, share, ...laid.find(({ to }) => number < to) }));
  const closest = new Closest(asked);
  const tell = (judged, done) => postMessage({ turn: mine, judged, all: possible.length, held: index.held, statements: total(index), ...closest.best(), done });
  let over = 0;
  let looked = 0; // so that the first are told at once
  while (over < possible.length && !closest.isOver(possible[over].share)) {
    const next = possible.slice(over, over + JUDGED);
    for (const { file } of possible.slice(over, over + 2 * JUDGED)) load(file[0]);
    for (const { file, from, number } of next) closest.add(ready((await load(file[0]))[number - from]));
    over += next.length;
    if (performance.now() - looked < PAUSE) continue;
    await new Promise((resolve) => setTimeout(resolve)); // for the message that ends this
    if (turn !== mine) return;
    tell(over, false);
    looked = performance.now();
  }
  tell(possible.length, true);
}

async function opened() {
  const index = await load("index");
  if (index.version !== VERSION) throw new Error("The texts have another form than the scripts of this page.");
  return index;
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
    const prepared = (await load(name)).map(ready).reverse();
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
  const laid = laidOut(index);
  let at = 0;
  const fits = ({ from, to }) => {
    while (possible[at] < from) at += 1;
    return possible[at] < to;
  };
  return (possible ? laid.filter(fits) : laid).map(({ file }) => file).reverse();
}

/** Return the files, each with the numbers of its statements. */
function laidOut(index) {
  let end = 0;
  return index.files.map((file) => ({ file, from: end, to: (end += file[1]) }));
}

function total(index) {
  return index.files.reduce((sum, [, statements]) => sum + statements, 0);
}

/** Load a file once. */
function load(name) {
  if (!loaded.has(name)) {
    const file = fetch(new URL(`${name}.json`, DATA)).then((response) => {
      if (!response.ok) throw new Error(`${name}.json could not be loaded (${response.status}).`);
      return response.json();
    });
    file.catch(() => loaded.delete(name));
    loaded.set(name, file);
  }
  return loaded.get(name);
}
