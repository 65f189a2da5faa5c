// Shows by what the results can be narrowed, with how many each choice would leave.
import { button, element } from "../shared/element.js";
import { FACETS, WHOSE } from "./state.js";

const SHOWN = 6;

/** Draws the facets of an answer into an element; `choose` is told the name and the value that was pressed. */
export class Facets {
  #place;
  #choose;
  #open = new Set();

  constructor(place, choose) {
    this.#place = place;
    this.#choose = choose;
  }

  draw(state, counts) {
    const focused = this.#place.contains(document.activeElement) ? document.activeElement.id : "";
    this.#place.replaceChildren(...FACETS.map((facet) => this.#facet(facet, state, counts)).filter(Boolean));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #facet({ name, label }, state, counts) {
    const chosen = new Set(state.facets[name]);
    const values = ordered(name, counts[name], chosen);
    if (values.length === 0 || (values.length === 1 && chosen.size === 0)) return null;
    const open = this.#open.has(name) || values.length <= SHOWN + 1;
    const visible = open ? values : values.filter((one, at) => at < SHOWN || chosen.has(one.value));
    const rest = values.length - visible.length;
    return element(
      "fieldset",
      { class: "facet" },
      element("legend", {}, label),
      visible.map((one, at) => this.#choice(name, one, chosen.has(one.value), at)),
      rest > 0 &&
        button(`Show ${rest} more`, () => {
          this.#open.add(name);
          this.draw(state, counts);
          document.getElementById(`${name}-${visible.length}`)?.focus();
        }, { class: "rest", "aria-label": `Show ${rest} more under ${label}` }),
    );
  }

  #choice(name, { value, count }, chosen, at) {
    const box = element("input", { type: "checkbox", id: `${name}-${at}`, checked: chosen });
    box.addEventListener("change", () => this.#choose(name, value));
    return element(
      "label",
      { class: "choice" },
      box,
      element("span", {}, value),
      element("span", { class: "count" }, count.toLocaleString("en")),
    );
  }
}

/** Give the values that are left, the chosen ones even where none is; the words said first, years from the latest, others from the most. */
function ordered(name, counts, chosen) {
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
  for (const value of chosen) if (!Object.hasOwn(counts, value)) values.push({ value, count: 0 });
  const left = values.filter((one) => one.count || chosen.has(one.value));
  const byName = (a, b) => a.value.localeCompare(b.value, "en", { numeric: true });
  if (name === "in") return left.sort((a, b) => (b.value === WHOSE.words) - (a.value === WHOSE.words));
  if (name === "year") return left.sort((a, b) => byName(b, a));
  return left.sort((a, b) => b.count - a.count || byName(a, b));
}
