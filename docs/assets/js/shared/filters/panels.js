// The filters on every page: a panel for each facet, with its remaining values and how many results each would give, and
// a row of the filters in use.
import { button, element } from "../element.js";
import { digits } from "../numbers.js";
import { facet } from "./facets.js";
import { NONE, narrowing, toggle } from "./state.js";

const SHOWN = 80; // values in a panel at once; the others are found by typing
const TO_FIND = 12; // with this many values, there is a search field

export class Filters {
  #values;
  #onchange;
  #onclear;
  #panels;
  /** @type {(name: string, key: string) => number} */
  #count = () => 0;
  #state = NONE;
  #showing = false; // whether a state was shown

  /**
   * Create the filters of some facets. `values` lists the available values of a facet, each with its key and label;
   * `onchange` is called with the state that a reader chooses, and `onclear` to remove all filters.
   */
  constructor(names, { values, onchange, onclear }) {
    this.#values = values;
    this.#onchange = onchange;
    this.#onclear = onclear;
    this.#panels = new Map(names.map((name) => [name, this.#panel(facet(name))]));
    const panels = [...this.#panels.values()].map((panel) => panel.element);
    this.element = element("div", { class: "filters", role: "group", "aria-label": "Filters" }, ...panels);
    this.chips = element("ul", { class: "chips", "aria-label": "Filters in use", hidden: true });
    document.addEventListener("pointerdown", ({ target }) => this.element.contains(target) || this.#close());
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(true));
  }

  /**
   * Show a state. `count(name, key)` is how many results a value would give; `others` are further restrictions, each
   * with a `title`, its `words` and the state `without` it.
   */
  show(state, count, others = []) {
    const refill = !this.#showing || state.inside !== this.#state.inside; // places that have only what is said of those inside
    this.#showing = true;
    this.#state = state;
    this.#count = count;
    for (const [name, panel] of this.#panels) {
      const used = state[name].length;
      panel.element.hidden = !used && this.#values(name).length < 2;
      panel.used.textContent = used ? ` ${used}` : "";
      if (panel.inside) panel.inside.checked = state.inside;
      if (panel.element.open && refill) this.#fill(name);
      else if (panel.element.open) this.#update(name);
    }
    const filters = narrowing(state).map(({ name, key, without }) => ({
      title: facet(name).label,
      words: this.label(name, key),
      without,
    }));
    this.#chip([...filters, ...others]);
  }

  /** Return the label of a value, or the key itself if it is unknown. */
  label(name, key) {
    return this.#values(name).find((value) => value.key === key)?.label ?? key;
  }

  /** Move the focus to the filters. */
  focus() {
    this.element.querySelector("details:not([hidden]) summary")?.focus();
  }

  #chip(all) {
    const chips = all.map(({ title, words, without }) => {
      const drop = button(words, () => this.#onchange(without), { "aria-label": `Remove ${title}: ${words}` });
      drop.append(element("span", { "aria-hidden": "true" }, " ×"));
      return element("li", {}, element("span", { class: "of" }, title), drop);
    });
    if (chips.length > 1) chips.push(element("li", {}, button("Remove all", this.#onclear, { class: "all" })));
    const focused = [...this.chips.children].findIndex((chip) => chip.contains(document.activeElement));
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
    // Keep the focus in the row, for removing several filters in turn.
    if (focused < 0) return;
    const next = chips[Math.min(focused, chips.length - 1)]?.querySelector("button");
    if (next) next.focus();
    else this.focus();
  }

  #panel({ name, label, nested = false }) {
    const used = element("b");
    const list = element("ul");
    const find = element("input", {
      type: "search",
      "aria-label": `Find: ${label}`,
      placeholder: "Find",
      autocomplete: "off",
    });
    const inside = nested ? element("input", { type: "checkbox" }) : null;
    const rest = element("p", { class: "note", hidden: true });
    const made = element(
      "details",
      { class: "filter", name: "filters" },
      element("summary", {}, label, used),
      element(
        "fieldset",
        {},
        element("legend", { class: "unseen" }, label),
        find,
        inside && element("label", { class: "inside" }, inside, element("span", {}, "Include the places inside")),
        list,
        rest,
      ),
    );
    made.addEventListener("toggle", () => made.open && this.#fill(name));
    find.addEventListener("input", () => this.#fill(name));
    inside?.addEventListener("change", () => this.#onchange(Object.freeze({ ...this.#state, inside: inside.checked })));
    return { element: made, used, list, find, inside, rest, boxes: new Map() };
  }

  // Values with the most results come first, as of when the panel is opened, so that they do not move while a reader
  // is choosing.
  #fill(name) {
    const panel = this.#panels.get(name);
    const all = this.#values(name);
    const asked = new Set(this.#state[name]);
    const unknown = [...asked]
      .filter((key) => !all.some((value) => value.key === key))
      .map((key) => ({ key, label: key }));
    const wanted = panel.find.value.trim().toLowerCase();
    const found = [...unknown, ...all]
      .map((value) => ({ ...value, count: this.#count(name, value.key) }))
      .filter(({ key, label, count }) => (count || asked.has(key)) && label.toLowerCase().includes(wanted));
    if (facet(name).latestFirst) found.sort((one, other) => other.key.localeCompare(one.key, "en"));
    else
      found.sort((one, other) => Number(asked.has(other.key)) - Number(asked.has(one.key)) || other.count - one.count);
    panel.find.hidden = all.length <= TO_FIND && !wanted;
    panel.boxes.clear();
    panel.list.replaceChildren(...found.slice(0, SHOWN).map((value) => this.#option(name, panel, value)));
    panel.rest.hidden = found.length > 0 && found.length <= SHOWN;
    panel.rest.textContent = found.length ? `${found.length - SHOWN} more: type to find one.` : "None.";
    this.#update(name);
  }

  #option(name, panel, { key, label }) {
    const box = element("input", { type: "checkbox", value: key });
    box.addEventListener("change", () => this.#onchange(toggle(this.#state, name, key)));
    const count = element("span", { class: "count" });
    panel.boxes.set(key, { box, count });
    return element("li", {}, element("label", {}, box, element("span", {}, label), count));
  }

  #update(name) {
    for (const [key, { box, count }] of this.#panels.get(name).boxes) {
      const number = this.#count(name, key);
      box.checked = this.#state[name].includes(key);
      count.textContent = digits(number);
      box.closest("li").classList.toggle("none", !number);
    }
  }

  #close(refocus = false) {
    for (const panel of this.#panels.values()) {
      if (!panel.element.open) continue;
      panel.element.open = false;
      if (refocus) panel.element.querySelector("summary").focus();
    }
  }
}
