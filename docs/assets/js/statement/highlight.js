// Highlights the words of a search on a statement's page: `?highlight=...`, once per phrase. The first mark scrolls into
// view; Escape, or the button, removes all marks and cleans up the address.
import { button, element } from "../shared/element.js";
import { find, normalise, normaliseWithPlaces } from "../shared/normalise.js";

const WHERE = ".words .passage, .summary p, .notice p";
const NOT_WORDS = ".anchor, .carry";

const phrases = new URLSearchParams(location.search).getAll("highlight").map(normalise).filter(Boolean);
if (phrases.length) begin([...document.querySelectorAll(WHERE)].flatMap((block) => mark(block, phrases)));

/** Mark the phrases in a block, in order; a mark that crosses an element boundary has several pieces. */
function mark(block, phrases) {
  const nodes = textsOf(block);
  const joined = nodes.map((node) => node.data).join("");
  const { text, places } = normaliseWithPlaces(joined);
  const spans = merged(
    phrases.flatMap((phrase) => [...find(phrase, text)].map((at) => [places[at], places[at + phrase.length]])),
  );
  /** @type {HTMLElement[][]} */
  const marks = spans.map(() => []);
  let from = 0;
  for (const node of nodes) {
    const to = from + node.data.length;
    for (let at = spans.length - 1; at >= 0; at -= 1) {
      const [start, end] = spans[at];
      if (start < to && end > from) marks[at].push(wrap(node, Math.max(start, from) - from, Math.min(end, to) - from));
    }
    from = to;
  }
  return marks;
}

function textsOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(NOT_WORDS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function merged(spans) {
  const joined = [];
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function wrap(node, start, end) {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  const made = element("mark");
  range.surroundContents(made);
  return made;
}

/** Show how many marks there are, with buttons to step through and remove them. */
function begin(marks) {
  const target = document.getElementById(location.hash.slice(1));
  let at = Math.max(
    0,
    marks.findIndex(([piece]) => target?.contains(piece)),
  );
  const status = element("p", { role: "status" });
  const bar = element("div", { class: "marks", role: "group", "aria-label": "Words marked by the search" }, status);
  const go = (step) => {
    at = (at + step + marks.length) % marks.length;
    marks[at][0].scrollIntoView({ block: "center" });
    for (const mark of marks) for (const piece of mark) piece.toggleAttribute("data-current", mark === marks[at]);
    status.textContent = `Mark ${at + 1} of ${marks.length}`;
  };
  const end = () => {
    removeEventListener("keydown", onEscape);
    for (const piece of marks.flat()) {
      const parent = piece.parentNode;
      piece.replaceWith(...piece.childNodes);
      parent.normalize();
    }
    bar.remove();
    const address = new URL(location.href);
    address.searchParams.delete("highlight");
    history.replaceState(history.state, "", address);
  };
  const onEscape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) end();
  };
  if (marks.length > 1)
    bar.append(
      button("Previous", () => go(-1)),
      button("Next", () => go(1)),
    );
  bar.append(button("Remove", end, { "aria-label": "Remove marks" }));
  addEventListener("keydown", onEscape);
  document.querySelector("article.statement")?.append(bar);
  if (marks.length) go(0);
  else status.textContent = "This text does not have the words of the search exactly as typed.";
}
