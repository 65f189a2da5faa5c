// Aligns a quotation with the best matching part of a text.

const EXTRA = 0.2; // of its weight: what a word of the quotation costs that the text has not
const MISSING = 0.35; // what a word costs that is left out
const JUMP = 6; // what it costs at most, however many are: as two rare words count
const CELLS = 4_000_000;

const [SAME, EXTRA_STEP, MISSING_STEP, JUMPED, OPENED] = [1, 2, 3, 4, 8];

/**
 * Return the steps from a quotation to the stretch of a text that is closest to it: `same` (of both), `extra` (of the quotation
 * alone), `missing` (of the text alone) and `omitted` (missing where the quotation says so), each with its `word` and
 * its `other`.
 *
 * `words` are those of the quotation, with their weights, `others` those of the text; both have keys.
 */
export function align(words, others) {
  const [n, m] = [words.length, others.length];
  const width = m + 1;
  const trace = new Uint8Array((n + 1) * width);
  let before = new Float32Array(width);
  for (let i = 1; i <= n; i += 1) {
    const { key, weight } = words[i - 1];
    const free = words[i]?.omitted;
    const [missing, jump] = i === n ? [Infinity, Infinity] : free ? [0, 0] : [MISSING, JUMP];
    const row = new Float32Array(width);
    const at = i * width;
    let gap = -Infinity;
    row[0] = before[0] - EXTRA * weight;
    trace[at] = EXTRA_STEP;
    for (let j = 1; j <= m; j += 1) {
      const opened = row[j - 1] - jump;
      const opens = opened > gap;
      if (opens) gap = opened;
      let best = before[j] - EXTRA * weight;
      let step = EXTRA_STEP;
      if (others[j - 1].key === key && before[j - 1] + weight >= best) [best, step] = [before[j - 1] + weight, SAME];
      if (row[j - 1] - missing > best) [best, step] = [row[j - 1] - missing, MISSING_STEP];
      if (gap > best) [best, step] = [gap, JUMPED];
      row[j] = best;
      trace[at + j] = step + (opens ? OPENED : 0);
    }
    before = row;
  }
  let end = 0;
  for (let j = 1; j <= m; j += 1) if (before[j] > before[end]) end = j;
  return traced(words, others, trace, width, end);
}

/** Return the part of a long text, around its words `from` to `to`, that can be aligned at once. */
export function within(count, others, from, to) {
  const room = Math.floor(CELLS / Math.max(count, 1));
  if (others.length <= room) return others;
  const start = Math.max(0, Math.min(from - Math.floor((room - (to - from)) / 2), others.length - room));
  return others.slice(start, start + room);
}

function traced(words, others, trace, width, end) {
  const steps = [];
  let [i, j, jumping] = [words.length, end, false];
  const leave = () => {
    steps.push({ kind: words[i].omitted ? "omitted" : "missing", other: others[j - 1] });
    j -= 1;
  };
  while (i > 0) {
    const cell = trace[i * width + j];
    const step = cell % OPENED;
    if (jumping || step === JUMPED) {
      jumping = cell < OPENED;
      leave();
    } else if (step === MISSING_STEP) leave();
    else if (step === SAME) {
      steps.push({ kind: "same", word: words[i - 1], other: others[j - 1] });
      [i, j] = [i - 1, j - 1];
    } else {
      steps.push({ kind: "extra", word: words[i - 1] });
      i -= 1;
    }
  }
  return steps.reverse();
}
