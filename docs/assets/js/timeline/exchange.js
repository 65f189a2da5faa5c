// The interactive picture of the exchange: marks and list highlight together, a mark opens its statement,
// the arrow keys move along and across lanes, and dragging, the wheel, pinching and keys zoom.
import { load } from "../shared/data.js";
import { words, written } from "../shared/dates.js";
import { button, element } from "../shared/element.js";
import { counted } from "../shared/numbers.js";
import { date } from "./columns.js";
import { cells, dayAt, placed, unbroken } from "./geometry.js";
import { labelled } from "./labels.js";
import * as marks from "./marks.js";
import { range } from "./state.js";

const STILL = 5; // pixels within which a press is no drag
const SETTLED = 250; // milliseconds after which a gesture is over
const LISTED = 12; // statements of a count that are listed
const ARCS = 160;
const APART = 5;
const WIDTHS = ["(max-width: 44rem)", "(max-width: 58rem)", "print"]; // at which another drawing is shown
const CLOSER = 0.8; // of the stretch, what one step of zooming leaves

export class Exchange {
  #store;
  #figure;
  #onrange;
  #onopen;
  #onpoint;
  #whole;
  #svg;
  #shape; // what the build says of the picture that is shown
  #marks; // by stance, the mark
  #order; // the marks from the base of a bar upwards
  /** @type {any} */
  #extra = null; // answers and turning points, once they are loaded
  #axis;
  #cells = [];
  #places = new Map();
  #undated = [];
  #positions = [];
  /** @type {number[] | null} */
  #zoomed = null; // the stretch that a gesture shows, until it is over
  /** @type {(number | null)[]} */
  #chosen = [null, null];
  #drawn = new Set(); // the drawings that are no longer those of the build
  #settling = 0;
  #dragged = false;
  #fingers = new Map();
  #at = ""; // the key of the mark that the keyboard is on
  #asked = 0; // counts what the card was asked to show, so that what loads late does not replace what was asked for later
  #card = element("div", { class: "card", hidden: true });

  /**
   * Control the picture of a page. `onrange` gets chosen dates, `onopen` a position to open in the list, and
   * `onpoint` the position under the pointer, or -1.
   */
  constructor(store, figure, whole, { onrange, onopen, onpoint }) {
    this.#store = store;
    this.#figure = figure;
    this.#whole = whole;
    this.#onrange = onrange;
    this.#onopen = onopen;
    this.#onpoint = onpoint;
    const { stances, marks: order } = JSON.parse(figure.dataset.marks);
    this.#marks = stances;
    this.#order = order;
    figure.append(this.#card);
    this.#take();
    for (const query of WIDTHS) {
      matchMedia(query).addEventListener("change", () => {
        this.#take();
        this.#redraw();
      });
    }
    this.#listen();
  }

  /** Show the statements at some positions; `undated` are those that match without the date filter. */
  show(positions, undated, state) {
    this.#positions = positions;
    this.#undated = undated;
    this.#chosen = range(state);
    this.#zoomed = null;
    this.#redraw();
  }

  /** Highlight the statement under the pointer in the list; -1 for none. */
  point(position) {
    for (const one of this.#svg.querySelectorAll(".pointed")) one.classList.remove("pointed");
    const at = this.#places.get(position);
    if (at) this.#element(at.key)?.classList.add("pointed");
    this.#tie(at ? [position] : []);
  }

  // Chooses the picture that fits the window.
  #take() {
    const all = [...this.#figure.querySelectorAll(":scope > svg[data-shape]")];
    this.#svg = all.find((one) => getComputedStyle(one).display !== "none") ?? all[0];
    this.#shape = JSON.parse(this.#svg.dataset.shape);
    this.#shape.lanes = this.#shape.lanes.map(([name, top, rows, isLaw]) => {
      return { name, top, rows, isLaw, base: top + rows * 12 };
    });
    this.#svg.removeAttribute("aria-hidden");
    this.#svg.setAttribute("role", "group");
    this.#svg.setAttribute(
      "aria-label",
      "Statements over time, by side. Arrow keys lead along a row and between rows.",
    );
  }

  #redraw() {
    const isWhole = this.#undated.length === this.#store.table.count && this.#chosen.every((one) => one === null);
    if (isWhole && !this.#zoomed && !this.#drawn.has(this.#svg)) this.#adopt();
    else this.#draw();
  }

  // The page's own picture is identical, so it stays.
  #adopt() {
    this.#axis = this.#broken();
    this.#arrange(this.#positions);
    this.#rove();
  }

  // The axis from the build, with distant times behind breaks.
  #broken() {
    const stretches = this.#shape.axis.map(([first, last, column, columns]) => ({ first, last, column, columns }));
    return { stretches, main: stretches[this.#shape.main] };
  }

  #arrange(positions) {
    const { table } = this.#store;
    const { lanes } = this.#shape;
    const lane = new Map(lanes.map(({ name }, at) => [name, at]));
    const law = lanes.findIndex(({ isLaw }) => isLaw);
    const kind = table.facets.get("kind");
    const side = table.facets.get("side");
    const laneOf = (at) =>
      table.changesLaw[kind.of[at]] ? law : lane.get(side.values[side.sets[side.of[at]][0]].label);
    this.#cells = cells(positions, laneOf, (at) => this.#day(at), this.#axis, lanes);
    const bars = marks.bodies(this.#cells, lanes, this.#order, (at) => this.#mark(at));
    this.#places = marks.places(this.#cells, lanes, bars);
    return bars;
  }

  #day(position) {
    const { earliest, latest } = this.#store.table;
    return Math.floor((earliest[position] + latest[position]) / 2);
  }

  #mark(position) {
    const stance = this.#store.table.facets.get("stance");
    const [first] = stance.sets[stance.of[position]];
    return first === undefined ? "none" : this.#marks[stance.values[first].key];
  }

  #stretch() {
    const [low, high] = this.#whole;
    return this.#zoomed ?? [this.#chosen[0] ?? low, this.#chosen[1] ?? high];
  }

  #draw() {
    const { table } = this.#store;
    const { lanes, columns, gap } = this.#shape;
    const [first, last] = this.#stretch();
    const isAll = !this.#zoomed && this.#chosen.every((one) => one === null);
    const held = this.#svg.contains(document.activeElement) ? this.#dots(this.#at)[0] : undefined;
    this.#axis = isAll ? this.#broken() : unbroken(first, last, columns);
    const positions = this.#zoomed
      ? this.#undated.filter((at) => table.latest[at] >= first && table.earliest[at] <= last)
      : this.#positions;
    const bars = this.#arrange(positions);
    marks.axis(this.#svg, this.#axis, lanes);
    marks.marks(this.#svg, this.#cells, lanes, bars, {
      markOf: (at) => this.#mark(at),
      named: (dots) => this.named(dots),
      spread: (at) => [table.earliest[at], table.latest[at]],
      shown: this.#axis,
    });
    this.#drawn.add(this.#svg);
    this.#at = this.#places.get(held)?.key ?? this.#at;
    this.#rove();
    if (held !== undefined) this.#element(this.#at)?.focus({ preventScroll: true }); // its mark was drawn again
    this.#tie([]);
    if (!this.#extra) {
      marks.arcs(this.#svg, [], lanes, gap, ARCS);
      marks.labels(this.#svg, [], lanes);
      this.#fetch();
    } else this.#say();
  }

  // Lines and labels, which a page with thousands of marks draws only on demand.
  async #fetch() {
    if (this.#extra) return;
    this.#extra = { answers: [], turns: [] };
    try {
      const found = await load("timeline/data/picture.json");
      if (found.count !== this.#store.table.count) return;
      this.#extra = found;
      if (this.#drawn.has(this.#svg)) this.#say();
    } catch {
      this.#extra = null; // asked for again with the next change; the marks say the rest
    }
  }

  #say() {
    const { lanes, gap, columns, label, lines } = this.#shape;
    const pairs = this.#extra.answers.map(([one, other]) => [this.#places.get(one), this.#places.get(other)]);
    marks.arcs(this.#svg, pairs, lanes, gap, ARCS);
    const wanted = this.#extra.turns.filter(([at]) => this.#places.has(at));
    const told = new Map(wanted);
    const found = placed(
      wanted.map(([at]) => [at, this.#places.get(at).x]),
      label,
      columns * 13,
      APART,
    );
    marks.labels(
      this.#svg,
      found.map((one) => ({ ...one, at: this.#places.get(one.number), lines: told.get(one.number).slice(0, lines) })),
      lanes,
    );
  }

  /** Return some statements in words. */
  named(dots) {
    const { table } = this.#store;
    const of = (name) =>
      labelled(table, name, dots[0])
        .map(({ label }) => label)
        .join(", ");
    const when = words(date(table, dots[0]));
    if (dots.length === 1) return [when, of("side"), of("stance") || "no position"].join(": ");
    const until = words(date(table, dots.at(-1)));
    return `${counted(dots.length, "statement")}, ${when === until ? when : `${when} to ${until}`}`;
  }

  #element(key) {
    return this.#svg.querySelector(`.marks > [data-key="${key}"]`);
  }

  #dots(key) {
    const [lane, column, row] = key.split("-").map(Number);
    const cell = this.#cells.find((one) => one.lane === lane && one.column === column);
    if (!cell) return [];
    return row === undefined ? cell.dots : [cell.dots[row]];
  }

  // Only one mark is in the tab order; the arrow keys move to the others.
  #rove() {
    const all = [...this.#svg.querySelectorAll(".marks > [data-key]")];
    const first = this.#cells[0] && this.#keys(this.#cells[0].lane)[0];
    const known = (key) => all.find((one) => one.dataset.key === key);
    const here = known(this.#at) ?? known(first);
    for (const one of all) one.setAttribute("tabindex", one === here ? 0 : -1);
    this.#at = here?.dataset.key ?? "";
  }

  #tie(dots) {
    if (!this.#svg.querySelector(".ties")) return;
    const own = new Set(dots);
    const pairs = (this.#extra?.answers ?? [])
      .filter(([one, other]) => own.has(one) || own.has(other))
      .map(([one, other]) => [this.#places.get(one), this.#places.get(other)])
      .filter(([one, other]) => one && other);
    marks.ties(this.#svg, pairs, this.#shape.lanes, this.#shape.gap);
  }

  #listen() {
    const figure = this.#figure;
    const key = ({ target }) => (target instanceof Element ? target.closest(".marks > [data-key]")?.dataset.key : null);
    figure.addEventListener("pointerover", (event) => this.#card.contains(event.target) || this.#pointed(key(event)));
    figure.addEventListener("pointerleave", () => this.#pointed(null));
    figure.addEventListener("focusin", (event) => {
      figure.classList.toggle("keyed", this.#svg.contains(event.target) && event.target.matches(":focus-visible"));
      if (key(event)) this.#focused(key(event));
    });
    figure.addEventListener("focusout", ({ relatedTarget }) => {
      if (figure.contains(relatedTarget)) return;
      figure.classList.remove("keyed");
      this.#leave();
    });
    figure.addEventListener("click", (event) => {
      if (!key(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (!this.#dragged) this.#open(key(event));
    });
    figure.addEventListener("keydown", (event) => this.#key(event, key(event)));
    figure.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    figure.addEventListener("pointerdown", (event) => this.#press(event));
    figure.addEventListener("dragstart", (event) => event.preventDefault());
  }

  async #pointed(key) {
    if (this.#card.contains(document.activeElement)) return;
    if (!key) return this.#leave();
    const asked = ++this.#asked;
    const dots = this.#dots(key);
    this.#onpoint(dots[0] ?? -1);
    await Promise.all([this.#fetch(), this.#tell(key, dots)]);
    if (asked === this.#asked) this.#tie(dots);
  }

  #focused(key) {
    this.#at = key;
    for (const one of this.#svg.querySelectorAll(".marks > [tabindex='0']")) one.setAttribute("tabindex", -1);
    this.#element(key)?.setAttribute("tabindex", 0);
    this.#pointed(key);
  }

  #leave() {
    this.#hide();
    this.#onpoint(-1);
    this.#tie([]);
  }

  #hide() {
    this.#asked++;
    this.#card.hidden = true;
  }

  // Describes a mark next to it; for a count, its content once opened.
  async #tell(key, dots, isOpen = false) {
    const asked = this.#asked;
    const shown = dots.slice(0, LISTED);
    await this.#store.load(shown);
    const mark = this.#element(key);
    if (!mark || asked !== this.#asked) return;
    const [box, frame] = [mark, this.#figure].map((one) => one.getBoundingClientRect());
    const rest = dots.length - shown.length;
    const line = (position) => {
      const one = this.#store.entry(position);
      const title = element("b", {}, one.title);
      return isOpen
        ? element(
            "li",
            {},
            button(one.title, () => this.#onopen(position), { class: "quiet" }),
            ` ${one.who}, ${one.date}`,
          )
        : element("p", {}, title, ` ${one.who}, ${one.date}`);
    };
    const parts =
      dots.length === 1
        ? [line(dots[0])]
        : [
            element("p", {}, element("b", {}, this.named(dots))),
            isOpen && element("ol", {}, shown.map(line)),
            isOpen && rest > 0 && button(`${rest} more: show this time`, () => this.#closeUp(dots)),
          ];
    this.#card.replaceChildren(...parts.filter(Boolean));
    this.#card.hidden = false;
    const middle = box.left + box.width / 2 - frame.left;
    const width = Math.min(this.#card.offsetWidth, frame.width);
    this.#card.style.left = `${Math.min(Math.max(middle - width / 2, 0), frame.width - width)}px`;
    this.#card.style.top = `${box.bottom - frame.top + 6}px`;
  }

  async #open(key) {
    const dots = this.#dots(key);
    this.#hide();
    if (dots.length === 1) {
      await this.#store.load(dots);
      this.#onopen(dots[0]);
      return;
    }
    await this.#tell(key, dots, true);
    this.#card.querySelector("button")?.focus();
  }

  // Zooms to the time of a count.
  #closeUp(dots) {
    const { earliest, latest } = this.#store.table;
    this.#hide();
    this.#onrange({ from: written(earliest[dots[0]]), to: written(Math.max(...dots.map((at) => latest[at]))) }, true);
  }

  #key(event, key) {
    if (event.key === "Escape" && !this.#card.hidden) {
      this.#hide();
      this.#element(this.#at)?.focus();
      return;
    }
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowLeft: () => this.#step(key, -1),
      ArrowRight: () => this.#step(key, 1),
      ArrowUp: () => this.#across(key, -1),
      ArrowDown: () => this.#across(key, 1),
      "[": () => this.#reply(key, 0),
      "]": () => this.#reply(key, 1),
      Enter: () => this.#open(key),
      " ": () => this.#open(key),
      "+": () => this.#zoom(CLOSER, this.#middle(key)),
      "=": () => this.#zoom(CLOSER, this.#middle(key)),
      "-": () => this.#zoom(1 / CLOSER, this.#middle(key)),
      0: () => this.#onrange({ from: "", to: "" }, true),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // The keys of the marks of a lane, in chronological order.
  #keys(lane) {
    return this.#cells
      .filter((cell) => cell.lane === lane)
      .flatMap((cell) => (cell.gathered ? [cell.key] : cell.dots.map((_, row) => `${cell.key}-${row}`)));
  }

  #step(key, by) {
    const all = this.#keys(Number(key.split("-")[0]));
    this.#go(all[all.indexOf(key) + by]);
  }

  #across(key, by) {
    const [lane, column] = key.split("-").map(Number);
    for (let next = lane + by; next >= 0 && next < this.#shape.lanes.length; next += by) {
      const apart = (one) => Math.abs(Number(one.split("-")[1]) - column);
      const [nearest] = this.#keys(next).sort((one, other) => apart(one) - apart(other));
      if (nearest) return this.#go(nearest);
    }
  }

  // Moves to what a statement answers, or to the first answer to it.
  async #reply(key, from) {
    await this.#fetch();
    const own = new Set(this.#dots(key));
    const pair = this.#extra?.answers.find((one) => own.has(one[from]) && this.#places.has(one[1 - from]));
    if (pair) this.#go(this.#places.get(pair[1 - from]).key);
  }

  #go(key) {
    if (key) this.#element(key)?.focus();
  }

  #middle(key) {
    return this.#cells.find((cell) => key.startsWith(`${cell.key}-`) || key === cell.key)?.x ?? 0;
  }

  #x(clientX) {
    const frame = this.#svg.getBoundingClientRect();
    const { width, gutter } = this.#shape;
    return ((clientX - frame.left) / frame.width) * width - gutter;
  }

  // Zooms in or out around a point; the choice is reported when the gesture ends.
  #zoom(by, x) {
    const [low, high] = this.#whole;
    const [first, last] = this.#zoomed ?? [this.#axis.main.first, this.#axis.main.last];
    const at = Math.min(Math.max(dayAt(this.#axis, x), first), last);
    const from = Math.max(low, Math.round(at - (at - first) * by));
    const to = Math.min(high, Math.round(at + (last - at) * by));
    this.#move(from, Math.max(to, from));
  }

  #move(first, last) {
    this.#zoomed = [first, last];
    this.#draw();
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const [low, high] = this.#whole;
      const isAll = first <= low && last >= high;
      this.#onrange(isAll ? { from: "", to: "" } : { from: written(first), to: written(last) }, true);
    }, SETTLED);
  }

  // The wheel scrolls the page, unless Ctrl is held or the picture has the focus.
  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey && !this.#svg.contains(document.activeElement)) return;
    if (!this.#svg.contains(event.target)) return;
    event.preventDefault();
    this.#zoom(CLOSER ** Math.sign(-event.deltaY), this.#x(event.clientX));
  }

  // One finger or the mouse selects a time span, two fingers zoom.
  #press(event) {
    if (event.button !== 0 || !this.#svg.contains(event.target)) return;
    this.#fingers.set(event.pointerId, event.clientX);
    const start = event.clientX;
    const ending = new AbortController();
    const listen = (type, act) => addEventListener(type, act, { signal: ending.signal });
    const brush = this.#svg.querySelector(".brush");
    const choose = (now) => [this.#x(start), this.#x(now)].sort((one, other) => one - other);
    listen("pointermove", ({ pointerId, clientX }) => {
      if (pointerId !== event.pointerId) return;
      if (this.#fingers.size === 2) return this.#pinch(pointerId, clientX);
      if (Math.abs(clientX - start) <= STILL) return;
      const [from, to] = choose(clientX);
      brush.setAttribute("x", from);
      brush.setAttribute("width", to - from);
    });
    const end = (released, isDone) => {
      if (released.pointerId !== event.pointerId) return;
      ending.abort();
      const isAlone = this.#fingers.size === 1;
      this.#fingers.delete(event.pointerId);
      brush.setAttribute("width", 0);
      if (!isDone || !isAlone || this.#zoomed || Math.abs(released.clientX - start) <= STILL) return;
      this.#dragged = true; // what is released over a mark is no click on it
      setTimeout(() => {
        this.#dragged = false;
      });
      const [from, to] = choose(released.clientX).map((x) => dayAt(this.#axis, Math.max(x, 0)));
      this.#onrange({ from: written(from), to: written(to) }, true);
    };
    listen("pointerup", (one) => end(one, true));
    listen("pointercancel", (one) => end(one, false));
  }

  #pinch(pointer, clientX) {
    const [one, other] = [...this.#fingers.values()];
    const before = Math.abs(one - other);
    this.#fingers.set(pointer, clientX);
    const [left, right] = [...this.#fingers.values()];
    const after = Math.abs(left - right);
    if (before > STILL && after > STILL) this.#zoom(before / after, this.#x((left + right) / 2));
  }
}
