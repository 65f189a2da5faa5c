// The timeline of a page: its state, its view, and its address.

import { csv } from "../shared/csv.js";
import { button, element } from "../shared/element.js";
import { exporting } from "../shared/export/menu.js";
import { FACETS as ALL, facet } from "../shared/filters/facets.js";
import { Filters } from "../shared/filters/panels.js";
import { renewed } from "../shared/filters/state.js";
import { counted, digits } from "../shared/numbers.js";
import { ROOT } from "../shared/site.js";
import { Exchange } from "./exchange.js";
import { drops, select } from "./filter.js";
import { Histogram } from "./histogram.js";
import { dates, described } from "./labels.js";
import { List } from "./list.js";
import { rows } from "./rows.js";
import { change, cleared, EVERYTHING, FACETS, format, LANES, parse, withoutDates } from "./state.js";
import { Upright } from "./upright.js";

const CAUTIONS = new Set(["Withdrawn", "Caution"]); // flags of an entry without which its words must not be quoted
const IS_FRAMED = parent !== window; // in a frame, whose page has the history of its own steps
const SEEN = 8; // entries that fill a window
const LATEST = 1000; // milliseconds after which a list is seen that is not filled yet
const SETTLED = 400; // milliseconds after which a count is announced

export class View {
  #store;
  #narrowed;
  #all; // how many statements there are without any filter
  #state = EVERYTHING;
  #selected;
  #histogram;
  /** @type {Exchange | null} */
  #exchange = null; // the picture, where the page has one
  /** @type {HTMLButtonElement | null} */
  #fold = null; // the button of the filters, where they are folded away
  #filters;
  #list;
  #listing;
  #untouched = true; // whether the list is the one that the page came with
  #status = element("p", { class: "status", role: "status" });
  #shown = element("p", { class: "shown" });
  #empty = element("div", { class: "nothing", hidden: true });
  #order = element("select");
  #lanes = element("select");
  #failure = element("p", { class: "fault", role: "alert", hidden: true });
  #announcing = 0;

  /** Control a page. `narrowed`, `{name, key}`, is what the page is about; null on the timeline page. */
  constructor(store, place, narrowed = null) {
    this.#store = store;
    this.#narrowed = narrowed;
    const { table } = store;
    this.#selected = select(table, EVERYTHING, narrowed);
    const { undated } = this.#selected;
    this.#all = undated.length;
    const whole = undated.length
      ? [table.earliest[undated[0]], undated.reduce((day, at) => Math.max(day, table.latest[at]), 0)]
      : [0, 0];
    const picture = place.querySelector(".picture");
    const figure = picture
      ? element("figure", { class: "overview", "aria-label": "All dates" })
      : (place.querySelector(".histogram") ?? element("figure", { class: "histogram" }));
    picture?.after(figure);
    this.#listing = place.querySelector("[data-timeline-list]");
    this.#histogram = new Histogram(table, figure, whole, (chosen, done) => this.#go(chosen, done), {
      isBeside: picture !== null,
    });
    this.#filters = new Filters(FACETS, {
      values: (name) => table.facets.get(name).values,
      onchange: (state) => this.#set(state),
      onclear: () => this.#set(cleared(this.#state)),
    });
    const list = element("div", { class: "list timeline made" });
    this.#list = new List(store, list, {
      marks: JSON.parse(place.dataset.stances ?? "{}"),
      names: this.#listing.querySelector(".lane-names")?.cloneNode(true),
      onopen: (open) => this.#opened(open),
      onfail: (error) => this.#fail(error),
    });
    const controls = picture
      ? [this.#bar(this.#folded(), this.#histogram.fields), this.#filters.element, this.#filters.chips]
      : [this.#filters.element, this.#filters.chips, this.#bar()];
    if (picture) this.#exchange = this.#pictured(picture, whole);
    this.#listing.before(...controls, this.#failure, this.#empty);
    if (!figure.isConnected) this.#filters.element.before(figure);
    this.#listing.after(list);
    list.hidden = true;
    this.#more();
    addEventListener("popstate", () => this.#show(this.#asked()));
    this.#show(this.#asked());
  }

  /** Return the state in the address; labels from former addresses are replaced with keys there too. */
  #asked() {
    const asked = parse(location.search);
    const state = renewed(asked, (name) => this.#store.table.facets.get(name).values);
    if (state !== asked) this.#replace(state);
    return state;
  }

  #replace(state) {
    history.replaceState(history.state, "", `${location.pathname}${format(state)}${location.hash}`);
  }

  /** Change the state, with a new entry in the browser's history once the choice is final. */
  #go(changes, done = true) {
    this.#set(change(this.#state, changes), done);
  }

  #set(state, done = true) {
    const query = format(state);
    const address = `${location.pathname}${query}`;
    if (!done) return this.#show(state, { lightly: true });
    if (query !== location.search && IS_FRAMED) this.#replace(state);
    else if (query !== location.search) history.pushState(null, "", address);
    return this.#show(state);
  }

  #show(state, { lightly = false } = {}) {
    const { table } = this.#store;
    const plain = format(state) === "" && this.#untouched;
    const opens = state.open && state.open !== this.#state.open;
    this.#state = state;
    this.#selected = select(table, state, this.#narrowed);
    const { positions, undated, counts } = this.#selected;
    this.#histogram.show(positions, undated, state);
    this.#exchange?.show(positions, undated, state);
    const count = (name, key) => counts.get(name)[table.facets.get(name).index.get(key)] ?? 0;
    const dated = { title: "Dates", words: dates(state), without: withoutDates(state) };
    this.#filters.show(state, count, dated.words ? [dated] : []);
    this.#order.value = state.oldest ? "oldest" : "newest";
    this.#lanes.value = state.lanes;
    this.#say(positions.length);
    if (lightly) return;
    this.#tell(positions).catch((error) => this.#fail(error));
    this.#nothing(positions.length === 0);
    if (plain) return;
    const isFirst = this.#untouched && !state.open;
    this.#swap();
    const folded = this.#list.element.closest("details");
    if (folded && (state.open || state.lanes)) folded.open = true;
    this.#list.show(positions, state, this.#selected.stances);
    if (isFirst) this.#appear();
    if (state.open) this.#list.open(state.open, { go: opens }).catch((error) => this.#fail(error));
  }

  // Says what is shown to a view for frames, which has the cautions of just that.
  async #tell(positions) {
    if (!document.querySelector(".framed")) return;
    const isAll = positions.length === this.#all;
    if (!isAll) await this.#store.load(positions);
    if (positions !== this.#selected.positions) return;
    const entries = isAll ? [] : positions.map((position) => this.#store.entry(position));
    const ids = isAll ? null : new Set(entries.map(({ id }) => id));
    const marked = entries.filter(({ flags = [] }) => flags.some((flag) => CAUTIONS.has(flag)));
    const title = isAll ? "" : `Who said what, and when: ${this.#described()}`;
    document.dispatchEvent(
      new CustomEvent("archive:shown", { detail: { ids, marked, title, count: positions.length } }),
    );
  }

  // The scripts' list replaces the page's own list and keeps its anchors.
  #swap() {
    this.#untouched = false;
    this.#listing.remove();
    this.#list.element.id = "listed"; // where the link that skips to the statements leads
    this.#list.element.hidden = false;
    this.#failure.hidden = true;
  }

  // The scripts' first list is seen once the window is full, so that nothing moves in it, unless that takes long.
  async #appear() {
    const { style } = this.#list.element;
    style.visibility = "hidden";
    await Promise.race([this.#list.begin(SEEN), new Promise((resolve) => setTimeout(resolve, LATEST))]);
    style.visibility = "";
  }

  #opened(open) {
    this.#state = change(this.#state, { open });
    this.#replace(this.#state);
  }

  #say(count) {
    const all = this.#all;
    const words = count === all ? counted(all, "statement") : `${digits(count)} of ${counted(all, "statement")}`;
    this.#shown.textContent = words;
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      const when = dates(this.#state);
      this.#status.textContent = `${words}${when && `, ${when}`}`;
    }, SETTLED);
  }

  #nothing(isEmpty) {
    this.#empty.hidden = !isEmpty;
    if (!isEmpty) return;
    const found = drops(this.#store.table, this.#state, this.#narrowed);
    const choices = found.map((one) => {
      const act = () => {
        this.#set(one.without);
        if (this.#fold && this.#filters.element.hidden) this.#fold.focus();
        else this.#filters.focus();
      };
      const facet = ALL.get(one.name);
      const words = facet
        ? `Without ${facet.label}: ${this.#filters.label(one.name, one.key)}`
        : `Without Dates: ${dates(this.#state)}`;
      return element(
        "li",
        {},
        button(words, act),
        element("span", { class: "count" }, ` ${counted(one.count, "statement")}`),
      );
    });
    const clear = button("Without any filter", () => this.#set(cleared(this.#state)));
    this.#empty.replaceChildren(
      element("p", {}, "Nothing matches all of these filters."),
      element(
        "p",
        { class: "note" },
        found.length ? "Remove one of these filters:" : "Remove more than one of these filters.",
      ),
      element("ul", {}, ...choices, element("li", {}, clear)),
    );
  }

  #fail(error) {
    this.#failure.hidden = false;
    this.#failure.replaceChildren(
      `${error.message} `,
      button("Try again", () => {
        this.#untouched = false;
        this.#show(this.#state);
      }),
    );
  }

  // The page's own list may have only the newest statements: at its end, all are shown.
  #more() {
    const end = this.#listing.querySelector("[data-timeline-more]");
    if (!end) return;
    const near = new IntersectionObserver((seen) => {
      if (!this.#untouched || !seen.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      this.#goOn();
    });
    near.observe(end);
  }

  // What the reader is looking at, or has the focus on, stays in place while the list is replaced.
  async #goOn() {
    const entries = (list) => [...list.querySelectorAll(".entry")];
    const came = entries(this.#listing);
    this.#list.show(this.#selected.positions, this.#state, this.#selected.stances);
    await this.#list.begin(came.length);
    const made = entries(this.#list.element);
    if (!this.#untouched || made.length < came.length) return;
    scrollTo({ top: scrollY, behavior: "instant" }); // ends a smooth scroll, whose goal is in the list that goes
    const top = (one) => one.getBoundingClientRect().top;
    const seen = (one) => one.getBoundingClientRect().bottom > 0 && top(one) < innerHeight;
    const focused = came.findIndex((one) => one.contains(document.activeElement));
    const link = document.activeElement?.matches(".lane-mark") ? ".lane-mark" : "h4 a";
    // The entries of the two lists are not of one height: only one of those that are seen can stay where it is.
    const kept = focused >= 0 && seen(came[focused]) ? focused : Math.max(0, came.findIndex(seen));
    const before = top(came[kept]);
    this.#swap();
    scrollBy({ top: top(made[kept]) - before, behavior: "instant" });
    made[focused]?.querySelector(link).focus({ preventScroll: true });
  }

  // Marks and list are linked: what is under the pointer in one is highlighted in the other.
  #pictured(figure, whole) {
    const picture = new Exchange(this.#store, figure, whole, {
      onrange: (chosen, done) => this.#go(chosen, done),
      onopen: (position) => this.#open(position),
      onpoint: (position) => this.#pointed(position),
    });
    const position = ({ target }) => this.#position(target);
    for (const list of [this.#listing, this.#list.element]) {
      new Upright(list, {
        of: (mark) => this.#position(mark),
        find: (at) => this.#entry(at),
        name: (at) => picture.named([at]),
        onopen: (at) => this.#open(at),
      });
      list.addEventListener("pointerover", (event) => picture.point(position(event)));
      list.addEventListener("focusin", (event) => picture.point(position(event)));
      list.addEventListener("pointerleave", () => picture.point(-1));
    }
    return picture;
  }

  // The position of the entry around an element, or -1.
  #position(target) {
    const entry = target.closest(".entry");
    if (!entry) return -1;
    if (entry.dataset.position) return Number(entry.dataset.position);
    return this.#store.table.count - 1 - [...this.#listing.querySelectorAll(".entry")].indexOf(entry);
  }

  #pointed(position) {
    for (const one of document.querySelectorAll(".entry.pointed")) one.classList.remove("pointed");
    if (position >= 0) this.#entry(position)?.classList.add("pointed");
  }

  #entry(position) {
    return this.#untouched
      ? ([...this.#listing.querySelectorAll(".entry")][this.#store.table.count - 1 - position] ?? null)
      : this.#list.element.querySelector(`[data-position="${position}"]`);
  }

  async #open(position) {
    await this.#store.load([position]);
    this.#set(change(this.#state, { open: this.#store.entry(position).id }));
  }

  // The filters are behind a button: statements matter more on the first screen.
  #folded() {
    const { element: panels } = this.#filters;
    panels.id = "filters";
    panels.hidden = true;
    const fold = button(
      "Filters",
      () => {
        panels.hidden = !panels.hidden;
        fold.setAttribute("aria-expanded", String(!panels.hidden));
      },
      { class: "fold", "aria-expanded": "false", "aria-controls": panels.id },
    );
    this.#fold = fold;
    return fold;
  }

  #bar(...first) {
    this.#order.addEventListener("change", () => this.#go({ oldest: this.#order.value === "oldest" }));
    this.#lanes.addEventListener("change", () => this.#go({ lanes: this.#lanes.value }));
    this.#order.append(
      element("option", { value: "newest" }, "Newest first"),
      element("option", { value: "oldest" }, "Oldest first"),
    );
    this.#lanes.append(
      element("option", { value: "" }, "In one column"),
      ...LANES.map((name) => element("option", { value: name }, `By ${facet(name).label.toLowerCase()}`)),
    );
    const menu = exporting({ taken: () => this.#taken(), csv: () => this.#table(), print: () => this.#print() });
    const known = this.#narrowed && document.querySelector(".with-export .export");
    known?.replaceWith(menu); // the page has one, which takes no filter into account
    return element(
      "div",
      { class: "toolbar" },
      this.#shown,
      this.#status,
      ...first,
      element("label", {}, element("span", {}, "Order"), this.#order),
      element("label", {}, element("span", {}, "Lanes"), this.#lanes),
      !known && menu,
    );
  }

  /** What is taken away: the view for frames, with what the reader asked for here. */
  #taken() {
    const page = this.#narrowed ? location.pathname.split("/").slice(-3).join("/") : "timeline/";
    const title = this.#described() || "Every statement by date";
    return {
      view: new URL(`embed/${page}${format(this.#state)}`, ROOT).href,
      name: this.#narrowed?.key ?? "timeline",
      title,
    };
  }

  #described() {
    return described(this.#store.table, this.#state, this.#narrowed);
  }

  async #table() {
    const { positions } = this.#selected;
    await this.#store.load(positions);
    return csv(rows(this.#store, this.#state.oldest ? positions : positions.toReversed()));
  }

  async #print() {
    if (this.#untouched) {
      this.#untouched = false;
      this.#show(this.#state);
    }
    await this.#list.all();
    print();
  }
}
