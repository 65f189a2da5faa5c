// A view in another site's frame: tells the page around it its height, leads back to the same view of the archive, and
// shows the cautions of those statements alone that a filter leaves.
import { must } from "../shared/must.js";
import { counted } from "../shared/numbers.js";

const view = must(document.querySelector(".framed"), "The view");
const asked = new URLSearchParams(location.search);
asked.delete("scheme");

/** Lead back to what is shown here, and print where that is. */
function lead() {
  const back = must(view.querySelector("[data-back]"), "The link back");
  const whole = new URL(back.href);
  whole.search = asked.toString();
  back.href = whole.href;
  must(view.querySelector("[data-address]"), "The address").textContent = whole.href;
}

/** Show the cautions of some statements, by their ids; null for all. */
function heed(ids) {
  const list = view.querySelector("[data-cautions]");
  if (!list) return;
  const every = [...list.querySelectorAll("[data-of]")];
  for (const one of every) one.hidden = ids !== null && !ids.has(one.dataset.of);
  const left = every.filter((one) => !one.hidden).length;
  list.hidden = !left;
  list.open = left <= Number(list.dataset.cautions);
  must(list.querySelector("[data-count]"), "The count").textContent = counted(left, "statement");
}

/** Return the ids of the statements that the rows of a table lead to. */
function inTable() {
  const rows = [...view.querySelectorAll("tbody tr:not([hidden])")].filter((row) => !row.closest("tbody").hidden);
  const links = rows.flatMap((row) => [...row.querySelectorAll("a[href*='statements/']")]);
  return new Set(links.map((link) => new URL(link.href).pathname.split("/").at(-2)));
}

function tell() {
  const height = Math.ceil(view.getBoundingClientRect().height);
  parent.postMessage({ type: "archive:height", height }, "*");
}

lead();
document.addEventListener("archive:shown", (event) => {
  const { ids, title, count } = /** @type {CustomEvent} */ (event).detail;
  heed(ids);
  if (title) must(view.querySelector("[data-title]"), "The title").textContent = title;
  const total = view.querySelector("[data-total]");
  if (total) total.textContent = counted(count, "statement");
});
const state = view.querySelector("[data-state]");
if (state) {
  const follow = () => heed(inTable());
  new MutationObserver(follow).observe(state, { childList: true, characterData: true, subtree: true });
  follow();
}
// Other links lead out of the frame; one to a place on this page stays in it.
view.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a[href^='#']");
  if (link) link.setAttribute("target", "_self");
});
new ResizeObserver(tell).observe(view);
