// The picture beside the list of a phone: a mark opens its statement, and the arrow keys move along a lane, across
// lanes and along a reply.
import { load } from "../shared/data.js";

const MARK = ".lane-mark";

export class Upright {
  #list;
  #of;
  #find;
  #name;
  #onopen;

  /**
   * Control the marks inside an element. `of` returns the position of a mark's statement, `find` the entry of a
   * position, or null, and `name` a position in words; `onopen` gets a position to open in the list.
   */
  constructor(list, { of, find, name, onopen }) {
    this.#list = list;
    this.#of = of;
    this.#find = find;
    this.#name = name;
    this.#onopen = onopen;
    list.addEventListener("click", (event) => {
      const mark = event.target.closest(MARK);
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#onopen(this.#of(mark));
    });
    list.addEventListener("keydown", (event) => this.#key(event));
    new MutationObserver(() => this.#rove()).observe(list, { childList: true, subtree: true });
    this.#rove();
  }

  // Only one mark is in the tab order.
  #rove(mark = this.#list.querySelector(`${MARK}[tabindex="0"]`) ?? this.#list.querySelector(MARK)) {
    if (!mark || mark.tabIndex === 0) return;
    for (const one of this.#list.querySelectorAll(`${MARK}[tabindex="0"]`)) one.setAttribute("tabindex", -1);
    mark.removeAttribute("aria-hidden");
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-label", this.#name(this.#of(mark)));
    mark.setAttribute("tabindex", 0);
  }

  #go(mark) {
    if (!mark) return;
    this.#rove(mark);
    mark.focus();
  }

  #key(event) {
    const mark = event.target.closest(MARK);
    if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowUp: () => this.#along(mark, -1),
      ArrowDown: () => this.#along(mark, 1),
      ArrowLeft: () => this.#across(mark, -1),
      ArrowRight: () => this.#across(mark, 1),
      "[": () => this.#reply(mark, 0),
      "]": () => this.#reply(mark, 1),
      Enter: () => this.#onopen(this.#of(mark)),
      " ": () => this.#onopen(this.#of(mark)),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #along(mark, by) {
    const lane = [...this.#list.querySelectorAll(`${MARK}[data-lane="${mark.dataset.lane}"]`)];
    this.#go(lane[lane.indexOf(mark) + by]);
  }

  #across(mark, by) {
    const all = [...this.#list.querySelectorAll(MARK)];
    const names = [...this.#list.querySelectorAll(".lane-names [data-lane]")].map((one) => one.dataset.lane);
    const lanes = ["law", ...names];
    const here = all.indexOf(mark);
    for (let at = lanes.indexOf(mark.dataset.lane) + by; at >= 0 && at < lanes.length; at += by) {
      const apart = (one) => Math.abs(all.indexOf(one) - here);
      const [nearest] = all
        .filter((one) => one.dataset.lane === lanes[at])
        .sort((one, other) => apart(one) - apart(other));
      if (nearest) return this.#go(nearest);
    }
  }

  // Moves to what a statement answers, or to the first answer to it.
  async #reply(mark, from) {
    const own = this.#of(mark);
    const { answers } = await load("timeline/data/picture.json");
    const pair = answers.find((one) => one[from] === own && this.#find(one[1 - from]));
    if (pair) this.#go(this.#find(pair[1 - from]).querySelector(MARK));
  }
}
