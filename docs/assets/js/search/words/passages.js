// Finds, in what the index holds of a page, the passages that were hit, and cuts them to what a list can show.

const SECTIONS = { summary: "summary", caution: "caution", withdrawn: "withdrawn", source: "source" };
const RANK = ["words", "summary", "caution", "withdrawn", "source", "head"];
const WINDOW = 36; // words of an excerpt
const RUNS = 12; // phrases handed on to the page, to be marked there
const EDGES = /^[^\p{L}\p{N}§$]+|[^\p{L}\p{N})%]+$/gu;

/**
 * Return the sections of a page with their hits: the speaker's words before the archive's.
 *
 * `fragment` is what Pagefind gives for a page; `locations` are the numbers of the words that it matched.
 */
export function hits(fragment, locations) {
  const words = fragment.content.split(/\s+/);
  const hit = new Set(locations);
  return sections(fragment.anchors, words.length)
    .map((section) => ({ ...section, runs: runs(words, hit, section), found: distinct(words, hit, section) }))
    .map((section) => ({ ...section, ...excerpt(words, hit, section) }))
    .sort((a, b) => RANK.indexOf(a.name) - RANK.indexOf(b.name) || a.start - b.start);
}

/**
 * Return what a list shows of a page: the sections in which most words of the query are together. Where no two of
 * them do, it is the archive's summary, and where there is none, the source.
 */
export function best(found, many) {
  const body = found.filter(({ name }) => name !== "head" && name !== "source");
  const most = Math.max(0, ...body.map((hit) => hit.found));
  if (most >= (many ? 2 : 1)) return body.filter((hit) => hit.found === most);
  const summary = body.filter(({ name }) => name === "summary");
  return summary.length ? summary : found.filter(({ name, found }) => name === "source" && found);
}

/** Return the phrases to be marked on a page, from its hits. */
export function marked(found) {
  const texts = found.filter((hit) => hit.name !== "head").flatMap((hit) => hit.runs);
  return [...new Set(texts.map((text) => text.toLowerCase()))].slice(0, RUNS);
}

/** Cut the words of a page at its anchors. What is before the first is its head: date, title, names. */
function sections(anchors, length) {
  const known = anchors
    .filter(({ id }) => SECTIONS[id] || /^p\d+$/.test(id))
    .sort((a, b) => a.location - b.location)
    .map(({ id, location }) => ({ name: SECTIONS[id] ?? "words", anchor: id, start: location }));
  return [{ name: "head", anchor: "", start: 0 }, ...known].map((section, at) => ({
    ...section,
    end: known[at]?.start ?? length,
  }));
}

/** Return the matched words of a section, those that follow each other as one. */
function runs(words, hit, { start, end }) {
  const texts = [];
  for (let at = start; at < end; at += 1) {
    if (!hit.has(at)) continue;
    const first = at;
    while (at + 1 < end && hit.has(at + 1)) at += 1;
    const text = words
      .slice(first, at + 1)
      .join(" ")
      .replace(EDGES, "");
    if (text) texts.push(text);
  }
  return texts;
}

function distinct(words, hit, { start, end }) {
  return new Set(
    words
      .slice(start, end)
      .filter((_, at) => hit.has(start + at))
      .map((word) => word.toLowerCase()),
  ).size;
}

/** Cut out the stretch with most hits; `parts` says which of its words are to be marked. */
function excerpt(words, hit, { start, end }) {
  let from = start;
  if (end - start > WINDOW + 8) {
    const counts = (at) => words.slice(at, at + WINDOW).filter((_, offset) => hit.has(at + offset)).length;
    let most = 0;
    for (let at = start; at <= end - WINDOW; at += 1) {
      if (!hit.has(at)) continue;
      const count = counts(at);
      if (count > most) [most, from] = [count, at];
    }
    if (most === 0) from = end - WINDOW;
    from = Math.max(start, Math.min(from - 6, end - WINDOW));
  }
  const to = end - start > WINDOW + 8 ? Math.min(from + WINDOW, end) : end;
  const parts = [];
  for (let at = from; at < to; at += 1) {
    const mark = hit.has(at);
    const last = parts.at(-1);
    if (last?.mark === mark) last.text += ` ${words[at]}`;
    else if (mark && last) last.text += " ";
    if (last?.mark !== mark) parts.push({ mark, text: (!mark && last ? " " : "") + words[at] });
  }
  return { parts, opens: from === start, closes: to === end };
}
