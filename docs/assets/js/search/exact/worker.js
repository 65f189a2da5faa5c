// Scans the texts file by file, latest first, and reports after each.

import { ready } from "../../shared/texts/parts.js";
import { pause, serve, tell } from "../../shared/texts/serve.js";
import { laidOut, load, index as opened, total } from "../../shared/texts/store.js";
import { parse } from "../query.js";
import { candidates } from "./candidates.js";
import { compile } from "./conditions.js";
import { FEW, scan } from "./scan.js";

const MOST_OF_ONE = 200; // places of a statement
const MOST = 5000; // places of all statements; of what is found after that, only a few are given
const AT_ONCE = 500; // statements between two looks at whether to stop
const AHEAD = 4; // files that are on their way while another is scanned

serve(async (question, isCurrent) => {
  const index = await opened();
  const query = compile(parse(question.text), index);
  const { errors } = query;
  const all = total(index);
  if (errors.length) return tell(question, { index, errors, scanned: 0, all, done: true });
  tell(question, { index, errors, scanned: 0, all, found: [] });
  let given = 0;
  const look = (statement) => {
    const found = scan(statement, query, Math.max(FEW, Math.min(MOST_OF_ONE, MOST - given)));
    given += found?.places.length ?? 0;
    return found;
  };
  const possible = await candidates(query.wanted, index.words, (number) => load(`words-${number}`));
  for await (const { prepared, scanned, done } of batches(index, possible, isCurrent)) {
    tell(question, { found: prepared.map(look).filter(Boolean), scanned, all, done });
  }
});

/**
 * Return the statements, latest first, in batches small enough to stop between two of them.
 *
 * Files without any of the `possible` statements, by number, are not loaded and count as scanned.
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
      await pause(); // for the message that ends this
      unbroken = 0;
    }
    if (!wanted()) return;
    scanned += statements;
    yield { prepared, scanned, done: scanned === all };
  }
  if (!files.length && wanted()) yield { prepared: [], scanned, done: true };
}

/** Return the files with any of the possible statements, or all files, latest first. */
function filesOf(index, possible) {
  const laid = laidOut(index);
  let at = 0;
  const fits = ({ from, to }) => {
    while (possible[at] < from) at += 1;
    return possible[at] < to;
  };
  return (possible ? laid.filter(fits) : laid).map(({ file }) => file).reverse();
}
