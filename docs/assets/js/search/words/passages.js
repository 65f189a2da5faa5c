// Finds the passages with hits in the index's text of a page, and shortens them for a list.

const SECTIONS = { summary: "summary", caution: "caution", withdrawn: "withdrawn", source: "source" };
const RANK = ["words", "summary", "caution", "withdrawn", "source", "head"];
const WINDOW = 36; // words of an excerpt
const LEAD = 6; // words before the first hit of it
const RUNS = 12; // phrases handed on to the page, to be marked there
const EDGES = /^[^\p{L}\p{N}§$]+|[^\p{L}\p{N})%]+$/gu;

/**
 * Return the sections of a page with their hits: the speaker's words before the archive's.
 *
 * `fragment` is Pagefind's data for a page; `locations` are the numbers of the matched words.
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
 * Return the excerpts of a page for a list: the sections with the most words of the query. If no section has two of
 * them, it is the archive's summary, or the source if there is none.
 */
export function best(found, many) {
  const body = found.filter(({ name }) => name !== "head" && name !== "source");
  const most = Math.max(0, ...body.map((hit) => hit.found));
  if (most >= (many ? 2 : 1)) return body.filter((hit) => hit.found === most);
  const summary = body.filter(({ name }) => name === "summary");
  return summary.length ? summary : found.filter(({ name, found }) => name === "source" && found);
}

/** Return the phrases to highlight on a page, from its hits. */
export function marked(found) {
  const texts = found.filter((hit) => hit.name !== "head").flatMap((hit) => hit.runs);
  return [...new Set(texts.map((text) => text.toLowerCase()))].slice(0, RUNS);
}

/** Split the words of a page at its anchors. Those before the first are its head: date, title, names. */
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

/** Return the matched words of a section, with adjacent ones joined. */
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

/** Return where an excerpt begins: a few words before the hits that are to be in it, as far as its end leaves room. */
function opening(words, hit, { start, end }) {
  const inside = Array.from({ length: end - start }, (_, at) => start + at).filter((at) => hit.has(at));
  let best = { count: 0, first: start, last: start };
  for (const first of inside) {
    const near = inside.filter((at) => at >= first && at < first + WINDOW);
    const count = new Set(near.map((at) => words[at].toLowerCase())).size;
    if (count > best.count) best = { count, first, last: near.at(-1) };
  }
  const lead = Math.min(LEAD, WINDOW - 1 - (best.last - best.first));
  return Math.max(start, Math.min(best.first - lead, end - WINDOW));
}

function distinct(words, hit, { start, end }) {
  return new Set(
    words
      .slice(start, end)
      .filter((_, at) => hit.has(start + at))
      .map((word) => word.toLowerCase()),
  ).size;
}

/** Return the stretch with the most different hits, whole; `parts` says which of its words to mark. */
function excerpt(words, hit, { start, end }) {
  const isCut = end - start > WINDOW + 8;
  const from = isCut ? opening(words, hit, { start, end }) : start;
  const to = isCut ? from + WINDOW : end;
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
