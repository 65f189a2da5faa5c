// Draws lines from the focused or open entry to related entries on the page.
import { draw } from "../shared/element.js";

const BEND = 26; // pixels
const BESIDE = 7; // pixels between an entry and the end of a line

export class Lines {
  #list;
  #store;
  #item;
  #drawing = draw("svg", { class: "lines", "aria-hidden": "true" });
  #shown = -1;

  /** `item` returns the element of a position, or null if it is not on the page. */
  constructor(list, store, item) {
    this.#list = list;
    this.#store = store;
    this.#item = item;
    list.addEventListener("focusin", ({ target }) => this.#focused(target));
    list.addEventListener(
      "focusout",
      ({ relatedTarget }) => relatedTarget && !list.contains(relatedTarget) && this.clear(),
    );
    new ResizeObserver(() => this.#shown >= 0 && this.show(this.#shown)).observe(list);
  }

  /** Put the drawing back into a rebuilt list. */
  place() {
    this.#list.append(this.#drawing);
  }

  clear() {
    this.#shown = -1;
    this.#drawing.replaceChildren();
    for (const item of this.#list.querySelectorAll(".tied")) item.classList.remove("tied");
  }

  /** Draw the lines of one entry. */
  show(position) {
    this.clear();
    const from = this.#item(position);
    if (!from) return;
    this.#shown = position;
    const frame = this.#list.getBoundingClientRect();
    for (const [label, others] of this.#store.entry(position).relations ?? []) {
      for (const other of others) {
        const to = this.#item(other);
        if (!to) continue;
        to.classList.add("tied");
        from.classList.add("tied");
        this.#drawing.append(...line(place(from, frame), place(to, frame), label));
      }
    }
  }

  #focused(target) {
    const item = target.closest("[data-position]");
    if (item) this.show(Number(item.dataset.position));
  }
}

function place(item, frame) {
  const mark = item.querySelector(".lane-mark svg");
  if (mark?.checkVisibility()) return { ...middle(mark, frame), isMark: true };
  const { left, right, top } = item.getBoundingClientRect();
  return { left: left - frame.left - BESIDE, right: right - frame.left + BESIDE, y: top - frame.top + BEND };
}

function middle(mark, frame) {
  const { left, top, width, height } = mark.getBoundingClientRect();
  return { x: left - frame.left + width / 2, y: top - frame.top + height / 2 };
}

// Beside the list a line runs from mark to mark, and bends out where both are in one lane.
function between(from, to) {
  const out = from.x === to.x ? BESIDE * 2 : 0;
  return draw("path", { d: `M${from.x},${from.y} C${from.x + out},${to.y} ${to.x + out},${from.y} ${to.x},${to.y}` });
}

// In one lane a line bends out to the left of both entries; between lanes it runs from the edge of one to that of the
// other, and says there what the one is to the other.
function line(from, to, label) {
  if (from.isMark && to.isMark) return [between(from, to)];
  const rightward = to.left >= from.right;
  const apart = rightward || to.right <= from.left;
  const start = rightward ? from.right : from.left;
  const end = apart && !rightward ? to.right : to.left;
  const bend = apart ? (end - start) / 2 : -BEND;
  const path = `M${start},${from.y} C${start + bend},${from.y} ${apart ? end - bend : end + bend},${to.y} ${end},${to.y}`;
  const drawn = [draw("path", { d: path }), draw("circle", { cx: end, cy: to.y, r: 3.5 })];
  if (!apart) return drawn;
  const anchor = rightward ? "end" : "start";
  return [...drawn, draw("text", { x: end + (rightward ? -4 : 4), y: to.y - 9, "text-anchor": anchor }, label)];
}
