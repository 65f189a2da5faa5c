// The whole time span as a strip, with the visible part between two handles, moved by pointer or arrow keys.

import { day, parts, words, written } from "../shared/dates.js";
import { draw, element } from "../shared/element.js";
import { bars, dates } from "./scale.js";

const WIDTH = 1000,
  HEIGHT = 20;
const FINE = 400; // bars at most: thin ones, of which only the shape is seen
const LEAPS = { PageUp: 10, PageDown: -10 };
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, ...LEAPS };

export class Strip {
  #whole;
  #onrange;
  #shown = [0, 0];
  #unit = "year";
  #svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  #window = element("div", { class: "window" });
  #ends;

  constructor(whole, onrange) {
    this.#whole = whole;
    this.#onrange = onrange;
    this.drawn = bars(...whole, FINE);
    this.#ends = ["from", "to"].map((end, at) => this.#end(end, at));
    this.element = element("div", { class: "strip" }, this.#svg, this.#window, ...this.#ends);
    this.#window.addEventListener("pointerdown", (event) => this.#drag(event, this.#window, [0, 1]));
  }

  /** Show the number of statements over the whole time, and the visible part. */
  show(counts, first, last, unit) {
    const most = Math.max(1, ...counts);
    this.#svg.replaceChildren(
      ...[...counts].flatMap((count, at) => {
        const height = Math.max(Math.sqrt(count / most) * HEIGHT, 2);
        const [x, end] = [this.drawn.bars[at].from, this.drawn.bars[at].to + 1].map((number) =>
          this.#along(number, WIDTH),
        );
        return count
          ? [draw("rect", { class: "bar", x, y: HEIGHT - height, width: Math.max((end - x) * 0.86, 1.5), height })]
          : [];
      }),
    );
    this.#unit = unit;
    this.#place(first, last);
  }

  #place(first, last) {
    this.#shown = [Math.max(first, this.#whole[0]), Math.min(last, this.#whole[1])];
    const [left, right] = [this.#along(first, 100), this.#along(last + 1, 100)];
    this.#window.style.left = `${left}%`;
    this.#window.style.width = `${right - left}%`;
    [left, right].forEach((percent, at) => {
      const end = this.#ends[at];
      end.style.left = `${percent}%`;
      end.setAttribute("aria-valuenow", this.#shown[at]);
      end.setAttribute("aria-valuetext", words(written(this.#shown[at])));
    });
  }

  // How far along the strip a day begins.
  #along(number, width) {
    const [first, last] = this.#whole;
    return Math.min(width, Math.max(0, (width * (number - first)) / (last + 1 - first)));
  }

  #end(name, at) {
    const end = element("div", {
      class: `end ${name}`,
      role: "slider",
      tabindex: 0,
      "aria-label": name === "from" ? "First date" : "Last date",
      "aria-valuemin": this.#whole[0],
      "aria-valuemax": this.#whole[1],
      "aria-orientation": "horizontal",
    });
    end.addEventListener("keydown", (event) => this.#key(event, at));
    end.addEventListener("pointerdown", (event) => this.#drag(event, end, [at]));
    return end;
  }

  #key(event, at) {
    const ends = { Home: this.#whole[0], End: this.#whole[1] };
    const days = [...this.#shown];
    if (event.key in ends) days[at] = ends[event.key];
    else if (event.key in STEPS) days[at] = stepped(days[at], STEPS[event.key], this.#unit, at);
    else return;
    event.preventDefault();
    this.#choose(days, at, true);
  }

  #drag(event, element, moving) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const frame = this.element.getBoundingClientRect();
    const [from, to] = [this.#whole[0], this.#whole[1] + 1];
    const before = [...this.#shown];
    const ending = new AbortController();
    const moved = ({ clientX }, done) => {
      const by = Math.round(((clientX - event.clientX) / frame.width) * (to - from));
      if (!by && done) return;
      const within =
        moving.length > 1 ? Math.min(Math.max(by, this.#whole[0] - before[0]), this.#whole[1] - before[1]) : by;
      const days = before.map((one, at) => (moving.includes(at) ? one + within : one));
      this.#choose(days, moving[0], done);
    };
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", (one) => moved(one, false), { signal: ending.signal });
    for (const type of ["pointerup", "pointercancel"]) {
      element.addEventListener(
        type,
        (one) => {
          ending.abort();
          moved(one, true);
        },
        { signal: ending.signal },
      );
    }
    element.focus?.();
  }

  #choose(days, at, done) {
    const [low, high] = this.#whole;
    const kept = days.map((one) => Math.min(Math.max(one, low), high));
    if (kept[0] > kept[1]) kept[at] = kept[1 - at];
    const all = kept[0] <= low && kept[1] >= high;
    const chosen = all ? { from: "", to: "" } : dates(kept[0], kept[1], "day");
    if (!all && kept[0] <= low) chosen.from = "";
    if (!all && kept[1] >= high) chosen.to = "";
    this.#onrange(chosen, done);
  }
}

// The first handle snaps to the start of a bar, the last to the end of one. A step back from the middle of a bar leads
// to its start, not past it.
function stepped(number, by, unit, at) {
  const days = { day: 1, week: 7 }[unit];
  if (days) return number + by * days;
  const { year, month } = parts(number + at);
  const begins = (shift) => day(year, (unit === "month" ? month : 1) + shift) - at;
  return by === -1 && begins(0) < number ? begins(0) : begins({ month: 1, year: 12, decade: 120 }[unit] * by);
}
