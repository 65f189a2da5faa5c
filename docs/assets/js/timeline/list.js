// The list by year and month. A month's entries are loaded and made when it comes near the window, or by its button.
import { entry, open } from "./entry.js";
import { button, counted, make } from "./element.js";
import { grouped } from "./groups.js";
import { lanes } from "./lanes.js";
import { Lines } from "./lines.js";

const NEAR = "600px";

export class List {
  element;
  #store;
  #turn = 0; // counts the lists shown, so that what was loaded for an earlier one is not put into a later
  #months = new Map(); // by position, the section of its month
  #lanes = null;
  #open = -1;
  #onopen;
  #onfail;
  #near;
  #lines;

  /** `onopen` is told the id of an entry that a reader opens or closes (then empty), `onfail` that loading failed. */
  constructor(store, element, { onopen, onfail }) {
    this.#store = store;
    this.element = element;
    this.#onopen = onopen;
    this.#onfail = onfail;
    this.#near = new IntersectionObserver((seen) => this.#seen(seen), { rootMargin: NEAR });
    this.#lines = new Lines(element, store, (position) => this.#item(position));
  }

  /** Show the statements at some positions. */
  show(positions, state) {
    this.#turn += 1;
    this.#near.disconnect();
    this.#months.clear();
    this.#lines.clear();
    this.#open = -1;
    const { table } = this.#store;
    this.#lanes = state.lanes ? lanes(table, positions, state.lanes, state[state.lanes]) : null;
    const years = grouped(table, positions, state.oldest).map((year) => this.#year(year));
    this.element.classList.toggle("laned", this.#lanes !== null);
    this.element.style.setProperty("--lanes", this.#lanes?.names.length ?? 1);
    this.element.replaceChildren(...(this.#lanes ? [this.#heads()] : []), ...years);
    this.#lines.place();
  }

  /** Open the entry of an id, wherever it stands, or close the one that is open where the id is empty. */
  async open(id, { go = false } = {}) {
    const position = id ? await this.#store.find(id) : -1;
    await this.#toggle(position, go);
  }

  /** Fill every month, for the printer. */
  async all() {
    await Promise.all([...new Set(this.#months.values())].map((section) => this.#fill(section)));
  }

  /** Tell whether a statement is in the list. */
  has(position) {
    return this.#months.has(position);
  }

  /** Open an entry, whose year is loaded, where it stands in the list, and bring it into view. */
  async to(position) {
    this.#onopen(this.#store.entry(position).id);
    await this.#toggle(position, true);
  }

  #year({ year, count, months }) {
    const anchor = `y${year}`;
    return make(
      "section", { class: "year" },
      make("h2", { id: anchor }, make("a", { href: `#${anchor}` }, String(year)), make("span", { class: "count" }, ` ${counted(count, "statement")}`)),
      ...months.map((month) => this.#month(month)),
    );
  }

  #month({ year, month, name, positions }) {
    const anchor = `m${year}-${String(month).padStart(2, "0")}`;
    const section = make(
      "section", { class: "month" },
      make("h3", { id: anchor }, make("a", { href: `#${anchor}` }, name)),
      button(`Show ${counted(positions.length, "statement")} of ${name}`, () => this.#fill(section, true), { class: "waiting" }),
    );
    section.positions = positions;
    for (const position of positions) this.#months.set(position, section);
    // What is there already is shown at once: a filter answers without waiting for the next frame.
    this.#near.observe(section);
    return section;
  }

  #seen(entries) {
    for (const { isIntersecting, target } of entries) if (isIntersecting) this.#fill(target);
  }

  async #fill(section, byHand = false) {
    this.#near.unobserve(section);
    const waiting = section.querySelector(".waiting");
    if (!waiting) return;
    const turn = this.#turn;
    try {
      await this.#store.load(section.positions);
    } catch (error) {
      if (turn === this.#turn) this.#onfail(error);
      return;
    }
    if (turn !== this.#turn || !waiting.isConnected) return;
    const items = section.positions.map((position) => this.#entry(position));
    if (this.#lanes) this.#arrange(items, section.positions);
    const focused = byHand || document.activeElement === waiting;
    waiting.replaceWith(make("ol", {}, ...items));
    if (focused) items[0].focus();
  }

  #entry(position) {
    const lane = this.#lanes ? this.#lanes.names[this.#lanes.lane.get(position)] : "";
    return entry(this.#store, position, (at) => this.#pressed(at), lane);
  }

  #heads() {
    return make("div", { class: "lanes", "aria-hidden": "true" }, ...this.#lanes.names.map((name) => make("p", {}, name)));
  }

  // Statements of one date stand in one row, each in its lane; what one lane has of that date stands one below the other.
  #arrange(items, positions) {
    const { earliest, precision } = this.#store.table;
    let row = 0;
    let depth = 1;
    let last = "";
    let taken = new Map();
    items.forEach((item, at) => {
      const position = positions[at];
      const date = `${earliest[position]}/${precision[position]}`;
      if (date !== last) {
        row += depth;
        depth = 1;
        taken = new Map();
        last = date;
      }
      const lane = this.#lanes.lane.get(position);
      const below = taken.get(lane) ?? 0;
      taken.set(lane, below + 1);
      depth = Math.max(depth, below + 1);
      item.style.setProperty("--lane", lane + 1);
      item.style.setProperty("--row", row + below);
    });
  }

  #item(position) {
    return this.#months.get(position)?.querySelector(`[data-position="${position}"]`) ?? null;
  }

  #pressed(position) {
    const opening = position !== this.#open;
    this.#onopen(opening ? this.#store.entry(position).id : "");
    this.#toggle(opening ? position : -1, false);
  }

  async #toggle(position, go) {
    const turn = this.#turn;
    const before = this.#item(this.#open);
    if (before && this.#open !== position) open(this.#store, before, this.#open, false, this);
    this.#open = position;
    if (!this.has(position)) return;
    const { relations = [] } = this.#store.entry(position);
    await this.#store.load(relations.flatMap(([, others]) => others));
    await this.#fill(this.#months.get(position));
    const item = this.#item(position);
    if (turn !== this.#turn || this.#open !== position || !item) return;
    open(this.#store, item, position, true, this);
    if (go) {
      item.scrollIntoView({ block: "start" });
      item.focus({ preventScroll: true });
    }
    this.#lines.show(position);
  }
}
