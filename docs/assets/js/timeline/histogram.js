// Redraws the histogram for any time span, and controls the dates: drag over it, move the ends of the
// strip below it, or type two dates.

import { bounds, typed, written } from "../shared/dates.js";
import { button, draw, element } from "../shared/element.js";
import { counted as amount, digits } from "../shared/numbers.js";
import { dates as inWords } from "./labels.js";
import { bars, counted, dates, labels, name } from "./scale.js";
import { EVERYTHING, ordered, range } from "./state.js";
import { Strip } from "./strip.js";

const WIDTH = 1000,
  HEIGHT = 100; // the drawing's own units, as in histogram.py
const GAP = 0.14,
  LEAST = 2.5;
const STILL = 4; // pixels that a pointer may move and still have clicked

export class Histogram {
  #table;
  #onrange;
  #drawn; // {unit, bars}
  #whole; // the first and the last day of all statements here
  #state = EVERYTHING;
  #svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  #selection = draw("rect", { class: "selection", y: 0, height: HEIGHT, width: 0 });
  #most = element("p", { class: "most", "aria-hidden": "true" });
  #axis = element("div", { class: "axis", "aria-hidden": "true" });
  #caption = element("figcaption");
  #rows = element("tbody");
  #unit = element("th", { scope: "col" });
  #strip;
  #fields;

  /**
   * Control a figure. `onrange` gets the dates that a reader chooses, and whether the choice is final. Next to a
   * picture of the exchange only the strip is shown.
   */
  constructor(table, figure, whole, onrange, { isBeside = false } = {}) {
    this.#table = table;
    this.#whole = whole;
    this.#drawn = bars(...whole);
    this.#onrange = onrange;
    this.#strip = new Strip(whole, onrange);
    this.#fields = this.#form();
    const plot = element("div", { class: "plot live" }, this.#svg, this.#most, this.#axis);
    plot.addEventListener("pointerdown", (event) => this.#drag(event, plot));
    const head = element("thead", {}, element("tr", {}, this.#unit, element("th", { scope: "col" }, "Statements")));
    const open = figure.querySelector("details")?.open ?? false;
    const figures = element(
      "details",
      { class: "figures", open },
      element("summary", {}, "As a table"),
      element("table", {}, head, this.#rows),
    );
    if (isBeside) figure.replaceChildren(this.#strip.element);
    else figure.replaceChildren(plot, this.#strip.element, this.#fields, this.#caption, figures);
  }

  /** The fields of the two dates. */
  get fields() {
    return this.#fields;
  }

  /** Show the statements at some positions; `undated` are those that match without the date filter. */
  show(positions, undated, state) {
    this.#state = state;
    const [first, last] = this.#stretch();
    this.#drawn = bars(first, last);
    const { counts, vague } = counted(this.#table, positions, this.#drawn);
    this.#draw(counts, vague);
    this.#say(counts, vague, positions.length);
    this.#strip.show(counted(this.#table, undated, this.#strip.drawn).counts, first, last, this.#drawn.unit.name);
    for (const end of ["from", "to"]) {
      const field = this.#fields.elements[end];
      field.value = state[end];
      field.removeAttribute("aria-invalid");
    }
    this.#fields.elements.out.disabled = this.#fields.elements.all.disabled = !state.from && !state.to;
  }

  #stretch() {
    const [first, last] = range(this.#state);
    const [low, high] = this.#whole;
    return [first ?? Math.min(low, last ?? low), last ?? Math.max(high, first ?? high)];
  }

  #draw(counts, vague) {
    const { bars: drawn } = this.#drawn;
    const step = WIDTH / drawn.length;
    const most = Math.max(1, ...counts);
    const height = (count) => (count ? Math.max((count / most) * HEIGHT, LEAST) : 0);
    const shapes = [...counts].flatMap((count, at) => {
      if (!count) return [];
      const shape = { x: at * step, width: step * (1 - GAP) };
      return [
        draw(
          "g",
          {},
          draw("title", {}, `${name(drawn[at])}: ${amount(count, "statement")}`),
          draw("rect", { class: "reach", y: 0, height: HEIGHT, ...shape }),
          draw("rect", { class: "bar", y: HEIGHT - height(count), height: height(count), ...shape }),
        ),
      ];
    });
    this.#svg.replaceChildren(...shapes, ...this.#spans(vague), this.#selection);
    this.#selection.setAttribute("width", 0);
    this.#most.textContent = digits(Math.max(...counts, 0));
    this.#axis.replaceChildren(
      ...labels(this.#drawn).map(({ at, text }) =>
        element("span", { style: `left:${(100 * at) / drawn.length}%` }, text),
      ),
    );
  }

  // A statement dated less precisely than the bars is a line under them, as long as its possible time.
  #spans(vague) {
    const { bars: drawn } = this.#drawn;
    const [from, to] = [drawn[0].from, drawn.at(-1).to + 1];
    const x = (number) => (WIDTH * (Math.min(Math.max(number, from), to) - from)) / (to - from);
    const stretches = new Map();
    for (const at of vague) {
      const stretch = [x(this.#table.earliest[at]), x(this.#table.latest[at] + 1)].join();
      stretches.set(stretch, (stretches.get(stretch) ?? 0) + 1);
    }
    return [...stretches].map(([stretch, count]) => {
      const [start, end] = stretch.split(",").map(Number);
      const title = draw("title", {}, `${amount(count, "statement")} of some day in this time, not known which`);
      return draw(
        "g",
        {},
        title,
        draw("rect", { class: "vague", x: start + 1, y: HEIGHT - 2, width: Math.max(end - start - 2, 1), height: 2 }),
      );
    });
  }

  #say(counts, vague, total) {
    const { unit, bars: drawn } = this.#drawn;
    const dated = inWords(this.#state);
    const stand = vague.length === 1 ? "stands" : "stand";
    const rest = ` ${amount(vague.length, "statement")} dated less precisely than that ${stand} as a line under the bars.`;
    const said = `${amount(total, "statement")} by ${unit.name}, ${dated || "all dates"}.`;
    this.#caption.textContent = vague.length ? said + rest : said;
    this.#unit.textContent = unit.name[0].toUpperCase() + unit.name.slice(1);
    this.#rows.replaceChildren(
      ...drawn.flatMap((bar, at) => {
        if (!counts[at]) return [];
        const label =
          drawn.length === 1
            ? name(bar)
            : button(name(bar), () => this.#choose(at, at), { class: "quiet", title: `Show only ${name(bar)}` });
        return [element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, digits(counts[at])))];
      }),
    );
  }

  #choose(first, last, done = true) {
    const { unit, bars: drawn } = this.#drawn;
    this.#onrange(dates(drawn[Math.min(first, last)].from, drawn[Math.max(first, last)].to, unit.name), done);
  }

  #drag(event, plot) {
    if (event.button !== 0) return;
    const frame = this.#svg.getBoundingClientRect();
    const count = this.#drawn.bars.length;
    const bar = ({ clientX }) =>
      Math.min(count - 1, Math.max(0, Math.floor(((clientX - frame.left) / frame.width) * count)));
    const from = bar(event);
    const step = WIDTH / count;
    const show = (to) => {
      this.#selection.setAttribute("x", Math.min(from, to) * step);
      this.#selection.setAttribute("width", (Math.abs(to - from) + 1) * step);
    };
    const ending = new AbortController();
    const listen = (type, act) => plot.addEventListener(type, act, { signal: ending.signal });
    plot.setPointerCapture(event.pointerId);
    listen("pointermove", (moved) => Math.abs(moved.clientX - event.clientX) > STILL && show(bar(moved)));
    listen("pointercancel", () => {
      ending.abort();
      this.#selection.setAttribute("width", 0);
    });
    listen("pointerup", (released) => {
      ending.abort();
      this.#selection.setAttribute("width", 0);
      const moved = Math.abs(released.clientX - event.clientX) > STILL;
      if (moved || count > 1) this.#choose(from, moved ? bar(released) : from);
    });
  }

  #form() {
    const field = (label, end) => {
      const placeholder = written(this.#whole[end === "from" ? 0 : 1]);
      const input = element("input", {
        name: end,
        type: "text",
        size: 10,
        placeholder,
        autocomplete: "off",
        spellcheck: "false",
      });
      return element("label", {}, element("span", {}, label), input);
    };
    const help = element(
      "p",
      { class: "note", hidden: true, role: "alert" },
      "A date must be a year, a year and month, or a full date, such as 2017, 2017-10 or 2017-10-12.",
    );
    const form = element(
      "form",
      { class: "dates", "aria-label": "Dates" },
      field("From", "from"),
      field("to", "to"),
      element("button", { class: "unseen" }, "Show these dates"),
      element(
        "span",
        { class: "zoom" },
        button("+", () => this.#zoom(0.5), { name: "in", "aria-label": "Zoom in" }),
        button("−", () => this.#zoom(2), { name: "out", "aria-label": "Zoom out" }),
        button("All dates", () => this.#onrange({ from: "", to: "" }, true), { name: "all" }),
      ),
      help,
    );
    const take = () => {
      const [from, to] = ["from", "to"].map((end) => form.elements[end]);
      for (const one of [from, to]) if (bounds(typed(one.value))) one.value = typed(one.value);
      const wrong = [from, to].filter(({ value }) => value.trim() && !bounds(value));
      for (const one of [from, to]) one.toggleAttribute("aria-invalid", wrong.includes(one));
      help.hidden = wrong.length === 0;
      if (!wrong.length) this.#onrange(ordered({ from: from.value.trim(), to: to.value.trim() }), true);
    };
    form.addEventListener("change", take);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      take();
    });
    return form;
  }

  #zoom(by) {
    const [first, last] = this.#stretch();
    const [low, high] = this.#whole;
    const half = Math.max(((last - first + 1) * by) / 2, 0.5);
    const middle = (first + last) / 2;
    const { unit, bars: found } = bars(
      Math.max(Math.ceil(middle - half), low),
      Math.min(Math.floor(middle + half), high),
    );
    const [from, to] = [found[0].from, found.at(-1).to];
    this.#onrange(from <= low && to >= high ? { from: "", to: "" } : dates(from, to, unit.name), true);
  }
}
