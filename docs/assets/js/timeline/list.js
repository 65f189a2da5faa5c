// The list by year and month. Months are made when their year comes near the window, and entries, some at a time, when
// their month does; each also has a button, for readers who do not scroll.

import { button, element } from "../shared/element.js";
import { counted } from "../shared/numbers.js";
import { entry, open } from "./entry.js";
import { grouped } from "./groups.js";
import { lanes, Rows } from "./lanes.js";
import { Lines } from "./ties.js";

const NEAR = "600px";
const AT_ONCE = 40; // entries made at a time

export class List {
  element;
  #store;
  #turn = 0; // counts the lists shown, so that what was loaded for an earlier one is not put into a later
  #parts = new Map(); // by the element that waits to be filled, what fills it
  #filling = new Map(); // by such an element, the promise of it while it is being filled
  #months = []; // by position, the month that it is in
  #oldest = false; // whether the oldest comes first
  /** @type {ReturnType<typeof lanes> | null} */
  #lanes = null;
  #open = -1;
  /** @type {(position: number) => number[]} */
  #stances = () => [];
  #asked = 0; // counts what was asked to be opened or closed, so that what comes late gives way to what was asked last
  #marks;
  #names; // the names of the lanes beside the list of a phone
  #onopen;
  #onfail;
  #near;
  #lines;

  /**
   * `marks` has the form of each stance, `names` the names of the lanes beside the list; `onopen` gets the id of an entry that a reader opens (empty when closed),
   * `onfail` is called if loading fails.
   */
  constructor(store, element, { marks, names, onopen, onfail }) {
    this.#store = store;
    this.#marks = marks;
    this.#names = names;
    this.element = element;
    this.#onopen = onopen;
    this.#onfail = onfail;
    this.#near = new IntersectionObserver((seen) => this.#seen(seen), { rootMargin: NEAR });
    this.#lines = new Lines(element, store, (position) => this.#item(position));
  }

  /** Show the statements at some positions; `stances` gives the stances of one on what is asked about. */
  show(positions, state, stances) {
    this.#stances = stances;
    this.#turn += 1;
    this.#asked += 1;
    this.#near.disconnect();
    this.#parts.clear();
    this.#filling.clear();
    this.#months = [];
    this.#oldest = state.oldest;
    this.#lines.clear();
    this.#open = -1;
    const { table } = this.#store;
    this.#lanes = state.lanes ? lanes(table, positions, state.lanes, state[state.lanes]) : null;
    const years = grouped(table, positions, state.oldest).map((year) => this.#year(year));
    this.element.classList.toggle("laned", this.#lanes !== null);
    const widths = this.#lanes?.widths ?? [1];
    this.element.style.setProperty("--lanes", widths.map((one) => `minmax(min(10.5rem, 17%), ${one}fr)`).join(" "));
    this.element.replaceChildren(...[this.#names, this.#lanes && heads(this.#lanes)].filter(Boolean), ...years);
    this.#lines.place();
  }

  /** Create the first `count` entries, except those that cannot be loaded. */
  async begin(count) {
    const turn = this.#turn;
    const months = [...new Set(this.#months)].filter(Boolean);
    for (const month of this.#oldest ? months : months.reverse()) {
      if (count <= 0 || turn !== this.#turn) return; // enough, or the list has become another
      await this.#made(month.positions[Math.min(count, month.positions.length) - 1]);
      count -= month.positions.length;
    }
  }

  /** Create every entry, for printing. */
  async all() {
    for (let waiting = []; this.#parts.size && !waiting.some((one) => this.#parts.has(one)); ) {
      waiting = [...this.#parts.keys()];
      await Promise.all(waiting.map((one) => this.#fill(one)));
    }
  }

  /** Open the entry with an id if it is in the list, or close the open one if the id is empty. */
  async open(id, { go = false } = {}) {
    const from = go ? document.activeElement : null;
    await this.#toggle(id ? this.#store.find(id) : -1, from);
  }

  /** Return whether a statement is in the list. */
  has(position) {
    return this.#months[position] !== undefined;
  }

  /** Open an entry, whose year is loaded, and scroll it into view. */
  to(position) {
    this.#onopen(this.#store.entry(position).id);
    this.#toggle(position, document.activeElement).catch(this.#onfail);
  }

  #year(group) {
    const { year, count, months } = group;
    for (const month of months) for (const position of month.positions) this.#months[position] = month;
    const size = counted(count, "statement");
    const waiting = this.#waiting(`Show ${size} of ${year}`, () => {
      const instead = months.map((month) => this.#month(month));
      return { instead, first: instead[0].querySelector("a:not(.lane-mark)") };
    });
    for (const month of months) month.opening = waiting;
    return element(
      "section",
      { class: "year" },
      element(
        "h2",
        { id: `y${year}` },
        element("a", { href: `#y${year}` }, String(year)),
        element("span", { class: "count" }, ` ${size}`),
      ),
      waiting,
    );
  }

  #month(month) {
    const anchor = `m${month.year}-${String(month.month).padStart(2, "0")}`;
    month.rest = month.positions;
    month.items = element("ol");
    month.rows = this.#lanes && new Rows(this.#store.table, this.#lanes.lane);
    month.waiting = this.#waiting(`Show ${counted(month.rest.length, "statement")} of ${month.name}`, () =>
      this.#more(month),
    );
    return element(
      "section",
      { class: "month" },
      element("h3", { id: anchor }, element("a", { href: `#${anchor}` }, month.name)),
      month.items,
      month.waiting,
    );
  }

  // Creates the next entries of a month.
  async #more(month) {
    const turn = this.#turn;
    const next = month.rest.slice(0, AT_ONCE);
    await this.#store.load(next);
    if (turn !== this.#turn) return null;
    const items = next.map((position) => this.#entry(position));
    for (const [at, item] of items.entries()) month.rows?.place(item, next[at]);
    month.rows?.widen(this.#lanes?.names.length ?? 1);
    month.items.append(...items);
    month.rest = month.rest.slice(AT_ONCE);
    month.waiting = month.rest.length
      ? this.#waiting(`Show ${month.rest.length} more of ${month.name}`, () => this.#more(month))
      : null;
    return { instead: month.waiting ? [month.waiting] : [], first: items[0] };
  }

  #entry(position) {
    const lane = this.#lanes ? this.#lanes.names[this.#lanes.lane.get(position)] : "";
    const stances = this.#stances(position);
    const stance = this.#store.table.facets.get("stance").values[stances[0]];
    const mark = this.#marks[stance?.key] ?? "none";
    return entry(this.#store, position, (at) => this.#pressed(at), { lane, mark, stances });
  }

  // A button in the place of what is not made yet; coming near the window is as good as pressing it. `fill` gives what
  // takes its place, and the first of what was made; null where the list has become another.
  #waiting(label, fill) {
    const waiting = button(label, () => this.#fill(waiting), { class: "waiting" });
    this.#parts.set(waiting, fill);
    this.#near.observe(waiting);
    return waiting;
  }

  // Fills a part only once, even if requested again while loading.
  #fill(waiting) {
    if (!this.#filling.has(waiting))
      this.#filling.set(
        waiting,
        this.#filled(waiting).finally(() => this.#filling.delete(waiting)),
      );
    return this.#filling.get(waiting);
  }

  async #filled(waiting) {
    this.#near.unobserve(waiting);
    try {
      const made = await this.#parts.get(waiting)?.();
      this.#parts.delete(waiting);
      if (!made) return;
      // Whoever is on the button is led to what was made; whoever has gone on meanwhile is left alone.
      const isOn = document.activeElement === waiting;
      waiting.replaceWith(...made.instead);
      if (isOn) made.first.focus();
      this.#look();
    } catch (error) {
      this.#onfail(error); // it waits on, to be tried again by its button
    }
  }

  // What is filled pushes the others away: only the topmost in the window is, and once it is the others are looked at
  // anew.
  #seen(seen) {
    if (this.#filling.size) return;
    const far = ({ boundingClientRect: { top } }) => (top < 0 ? innerHeight - top : top);
    const near = seen.filter(({ isIntersecting, target }) => isIntersecting && this.#parts.has(target));
    if (near.length) this.#fill(near.sort((one, other) => far(one) - far(other))[0].target);
  }

  #look() {
    for (const waiting of this.#parts.keys()) {
      this.#near.unobserve(waiting);
      this.#near.observe(waiting);
    }
  }

  #item(position) {
    return this.#months[position]?.items?.querySelector(`[data-position="${position}"]`) ?? null;
  }

  // Creates an entry anywhere in the list.
  async #made(position) {
    const month = this.#months[position];
    if (!month.items) await this.#fill(month.opening);
    for (let last = null; !this.#item(position) && month.waiting && month.waiting !== last; ) {
      last = month.waiting;
      await this.#fill(last);
    }
    return this.#item(position);
  }

  #pressed(position) {
    const opening = position !== this.#open;
    this.#onopen(opening ? this.#store.entry(position).id : "");
    this.#toggle(opening ? position : -1).catch(this.#onfail);
  }

  /**
   * Where `from` is what had the focus when this was asked for, the entry takes it over and is brought into view.
   *
   * @param {Element | null} from
   */
  async #toggle(finding, from = null) {
    const asked = (this.#asked += 1);
    const position = await finding;
    if (asked !== this.#asked) return;
    const before = this.#item(this.#open);
    if (before && this.#open !== position) open(this.#store, before, this.#open, false, this);
    this.#open = position;
    if (!this.has(position)) return;
    const item = await this.#made(position);
    const { relations = [] } = this.#store.entry(position) ?? {};
    await this.#store.load(relations.flatMap(([, others]) => others));
    if (asked !== this.#asked || !item) return;
    open(this.#store, item, position, true, this);
    // A reader who did something else while this was loading is not pulled away from it; what was pressed may be gone.
    if (from && (document.activeElement === from || document.activeElement === document.body)) {
      // At once: what is filled above on a slow way there would push the entry on from where the way leads.
      item.scrollIntoView({ block: "start", behavior: "instant" });
      item.focus({ preventScroll: true });
    }
    this.#lines.show(position);
  }
}

const heads = ({ names }) =>
  element("div", { class: "lanes", "aria-hidden": "true" }, ...names.map((name) => element("p", {}, name)));
