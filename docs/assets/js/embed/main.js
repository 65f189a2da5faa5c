// A view in another site's frame: reports its height to the page around it, links back to the same view of the archive,
// and shows the cautions of only the statements that a filter leaves.
import { element } from "../shared/element.js";
import { must } from "../shared/must.js";
import { counted } from "../shared/numbers.js";
import { pageOf } from "../shared/site.js";

const view = must(document.querySelector(".framed"), "The view");
const asked = new URLSearchParams(location.search);
asked.delete("scheme");

/** Link back to what is shown here, and print its address. */
function lead() {
  const back = must(view.querySelector("[data-back]"), "The link back");
  const whole = new URL(back.href);
  whole.search = asked.toString();
  back.href = whole.href;
  must(view.querySelector("[data-address]"), "The address").textContent = whole.href;
}

/**
 * Show the cautions of the statements with these ids, or of all if `ids` is null. `marked` are those that a list marks,
 * each with its `id`, `who`, `date` and `flags`: one whose caution the page lacks is named, with a link to its record.
 */
function heed(ids, marked = []) {
  const list = view.querySelector("[data-cautions]");
  if (!list) return;
  const every = [...list.querySelectorAll("[data-of]")];
  for (const one of list.querySelectorAll("[data-named]")) one.remove();
  for (const one of every) one.hidden = ids !== null && !ids.has(one.dataset.of);
  const rest = list.querySelector("[data-rest]");
  if (rest) rest.hidden = ids !== null;
  const known = new Set(every.map((one) => one.dataset.of));
  const named = marked.filter(({ id }) => !known.has(id)).map((one) => name(one));
  must(list.querySelector("ul"), "The list of cautions").append(...named);
  const more = ids === null && rest ? Number(rest.dataset.rest) : 0;
  const left = every.filter((one) => !one.hidden).length + named.length + more;
  list.hidden = !left;
  list.open = left <= Number(list.dataset.cautions);
  must(list.querySelector("[data-count]"), "The count").textContent = counted(left, "statement");
}

const name = ({ id, who, date, flags }) =>
  element(
    "li",
    { "data-named": true },
    element("a", { href: pageOf(id) }, `${who}, ${date}`),
    ". ",
    element("b", {}, flags.join(", ")),
    ": read the record before quoting",
  );

/** Return the ids of the statements that the rows of a table or a list of changes link to. */
function shown() {
  const rows = [...view.querySelectorAll("tbody tr, .turned > li")].filter((row) => !row.closest("[hidden]"));
  const links = rows.flatMap((row) => [...row.querySelectorAll("a[href*='statements/']")]);
  return new Set(links.map((link) => new URL(link.href).pathname.split("/").at(-2)));
}

function tell() {
  const height = Math.ceil(view.getBoundingClientRect().height);
  parent.postMessage({ type: "archive:height", height }, "*");
}

lead();
document.addEventListener("archive:shown", (event) => {
  const { ids, marked, title, count } = /** @type {CustomEvent} */ (event).detail;
  heed(ids, marked);
  if (title) must(view.querySelector("[data-title]"), "The title").textContent = title;
  const total = view.querySelector("[data-total]");
  if (total) total.textContent = counted(count, "statement");
});
const state = view.querySelector("[data-state]");
if (state) {
  const follow = () => heed(shown());
  new MutationObserver(follow).observe(state, { childList: true, characterData: true, subtree: true });
  follow();
}
// Other links open outside the frame; a link within this page stays in it.
view.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a[href^='#']");
  if (link) link.setAttribute("target", "_self");
});
new ResizeObserver(tell).observe(view);
