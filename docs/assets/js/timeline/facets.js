// The filters: a panel for each facet, with the values that are left and how many statements each would give.
import { digits } from "../shared/numbers.js";
import { button, make } from "./element.js";
import { NAMES, dates, label } from "./labels.js";
import { FACETS, narrowing } from "./state.js";

const SHOWN = 80; // values in a panel at once; the others are found by typing
const TO_FIND = 12; // values from which on there is a field to find one

export class Facets {
  #table;
  #ontoggle;
  #onchange;
  #panels = new Map();
  #counts = new Map();
  #state = null;

  /** `ontoggle` is told a facet and a key, `onchange` a state that takes the place of this one. */
  constructor(table, { ontoggle, oninside, onchange }) {
    this.#table = table;
    this.#ontoggle = ontoggle;
    this.#onchange = onchange;
    for (const name of FACETS) this.#panels.set(name, this.#panel(name, oninside));
    const panels = [...this.#panels.values()].map(({ element }) => element);
    this.element = make("div", { class: "filters", role: "group", "aria-label": "Filters" }, ...panels);
    this.chips = make("ul", { class: "taken", "aria-label": "Filters in use" });
    document.addEventListener("pointerdown", ({ target }) => this.element.contains(target) || this.#close());
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#close(true));
  }

  show(state, counts) {
    this.#state = state;
    this.#counts = counts;
    for (const [name, panel] of this.#panels) {
      const used = state[name].length;
      panel.used.textContent = used ? ` ${used}` : "";
      if (panel.inside) panel.inside.checked = state.inside;
      if (panel.element.open) this.#update(name);
    }
    this.#chip(narrowing(state));
  }

  /** Put something that narrows a state in words. */
  words({ name, key }) {
    return name === "dates" ? dates(this.#state) : label(this.#table, name, key);
  }

  #chip(all) {
    const chips = all.map((one) => {
      const words = this.words(one);
      const drop = button(words, () => this.#onchange(one.without), {
        "aria-label": `Remove ${NAMES[one.name] ?? "Dates"}: ${words}`,
      });
      drop.append(make("span", { "aria-hidden": "true" }, " ×"));
      return make("li", {}, make("span", { class: "of" }, NAMES[one.name] ?? "Dates"), drop);
    });
    const focused = [...this.chips.children].findIndex((chip) => chip.contains(document.activeElement));
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
    // Whoever removes one filter after another keeps the focus in their row.
    if (focused < 0) return;
    const next = chips[Math.min(focused, chips.length - 1)]?.querySelector("button");
    (next ?? this.element.querySelector("summary")).focus();
  }

  #panel(name, oninside) {
    const facet = this.#table.facets.get(name);
    const used = make("b", {});
    const list = make("ul", {});
    const find =
      facet.values.length > TO_FIND
        ? make("input", {
            type: "search",
            "aria-label": `Find: ${NAMES[name]}`,
            placeholder: "Find",
            autocomplete: "off",
          })
        : null;
    const inside = facet.nested
      ? make("input", { type: "checkbox", onchange: ({ target }) => oninside(target.checked) })
      : null;
    const rest = make("p", { class: "note", hidden: true });
    const body = make(
      "fieldset",
      {},
      make("legend", { class: "unseen" }, NAMES[name]),
      find ?? "",
      inside ? make("label", { class: "inside" }, inside, make("span", {}, "Include the places inside")) : "",
      list,
      rest,
    );
    const element = make(
      "details",
      { class: "filter", name: "timeline-facets" },
      make("summary", {}, NAMES[name], used),
      body,
    );
    element.addEventListener("toggle", () => element.open && this.#fill(name));
    find?.addEventListener("input", () => this.#fill(name));
    return { element, used, list, find, inside, rest, boxes: new Map() };
  }

  // The values with the most statements come first, as they stand when the panel is opened: what a reader is about to
  // tick does not move away.
  #fill(name) {
    const panel = this.#panels.get(name);
    const facet = this.#table.facets.get(name);
    const counts = this.#counts.get(name);
    const asked = new Set(this.#state[name]);
    const wanted = panel.find?.value.trim().toLowerCase() ?? "";
    const found = facet.values
      .map(({ key, label: words }, value) => ({ key, words, count: counts[value] }))
      .filter(({ key, words, count }) => (count || asked.has(key)) && words.toLowerCase().includes(wanted))
      .sort((one, other) => asked.has(other.key) - asked.has(one.key) || other.count - one.count);
    panel.boxes.clear();
    panel.list.replaceChildren(...found.slice(0, SHOWN).map((one) => this.#option(name, panel, one)));
    panel.rest.hidden = found.length > 0 && found.length <= SHOWN;
    panel.rest.textContent = found.length ? `${found.length - SHOWN} more: type to find one.` : "None.";
    this.#update(name);
  }

  #option(name, panel, { key, words }) {
    const box = make("input", { type: "checkbox", onchange: () => this.#ontoggle(name, key) });
    const count = make("span", { class: "count" });
    panel.boxes.set(key, { box, count });
    return make("li", {}, make("label", {}, box, make("span", {}, words), count));
  }

  #update(name) {
    const { boxes } = this.#panels.get(name);
    const { index } = this.#table.facets.get(name);
    for (const [key, { box, count }] of boxes) {
      const number = this.#counts.get(name)[index.get(key)] ?? 0;
      box.checked = this.#state[name].includes(key);
      count.textContent = digits(number);
      box.closest("li").classList.toggle("none", !number);
    }
  }

  #close(refocus = false) {
    for (const { element } of this.#panels.values()) {
      if (!element.open) continue;
      element.open = false;
      if (refocus) element.querySelector("summary").focus();
    }
  }
}
