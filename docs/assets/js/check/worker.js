// Finds where a quotation comes from, starting with the statements that may contain most of its words.
import { ready } from "../shared/texts/parts.js";
import { pause, serve, tell } from "../shared/texts/serve.js";
import { laidOut, load, index as opened, total } from "../shared/texts/store.js";
import { Closest, candidates } from "./closest.js";
import { quotation } from "./quotation.js";
import { weigh } from "./weigh.js";

const JUDGED = 24; // statements that are judged together, and whose files are on their way
const PAUSE = 100; // milliseconds between two looks at whether to stop

serve(async (question, isCurrent) => {
  const text = question.quotation;
  const index = await opened();
  const asked = { text, words: quotation(text) };
  const laid = laidOut(index);
  const { shares } = await weigh(asked.words, { all: total(index), buckets: index.words }, (number) =>
    load(`words-${number}`),
  );
  const possible = candidates(shares).map(({ number, share }) => ({
    number,
    share,
    ...laid.find(({ to }) => number < to),
  }));
  const closest = new Closest(asked);
  const say = (judged, done) =>
    tell(question, {
      judged,
      all: possible.length,
      held: index.held,
      statements: total(index),
      ...closest.best(),
      done,
    });
  let over = 0;
  let looked = 0; // so that the first are reported at once
  while (over < possible.length && !closest.isOver(possible[over].share)) {
    const next = possible.slice(over, over + JUDGED);
    for (const { file } of possible.slice(over, over + 2 * JUDGED)) load(file[0]);
    for (const { file, from, number } of next) closest.add(ready((await load(file[0]))[number - from]));
    over += next.length;
    if (performance.now() - looked < PAUSE) continue;
    await pause(); // for the message that ends this
    if (!isCurrent()) return;
    say(over, false);
    looked = performance.now();
  }
  say(possible.length, true);
});
