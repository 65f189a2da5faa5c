// Draws the number of results per year; clicking a year filters by it.
import { button, element } from "../shared/element.js";

const MOST = 60; // years

export class Bars {
  #place;
  #choose;

  constructor(place, choose) {
    this.#place = place;
    this.#choose = choose;
  }

  draw(state, counts) {
    const years = Object.keys(counts)
      .map(Number)
      .filter((year) => counts[year]);
    const [first, last] = [Math.min(...years), Math.max(...years)];
    const shown = years.length > 1 && last - first < MOST;
    this.#place.hidden = !shown;
    if (!shown) return this.#place.replaceChildren();
    const focused = [...this.#place.querySelectorAll("button")].find((bar) => bar === document.activeElement)?.id;
    const seen = this.#place.scrollWidth > this.#place.clientWidth && this.#place.childElementCount;
    const scrolled = this.#place.scrollLeft;
    const most = Math.max(...Object.values(counts));
    const chosen = new Set(state.year);
    this.#place.replaceChildren(
      ...Array.from({ length: last - first + 1 }, (_, at) =>
        this.#bar(first + at, counts[first + at] ?? 0, most, chosen),
      ),
    );
    this.#place.scrollLeft = seen ? scrolled : this.#place.scrollWidth; // where not all fit, the latest are seen first
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #bar(year, count, most, chosen) {
    if (!count) return element("li", {}, element("span", { class: "none" }, String(year)));
    const height = `block-size: ${Math.max(6, (100 * count) / most).toFixed(1)}%`;
    return element(
      "li",
      {},
      button(
        [
          element("span", { class: "column" }, element("span", { class: "bar", style: height })),
          element("span", { class: "count" }, count.toLocaleString("en")),
          String(year),
        ],
        () => this.#choose(String(year)),
        { id: `bar-${year}`, "aria-pressed": String(chosen.has(String(year))), "aria-label": `${year}: ${count}` },
      ),
    );
  }
}
