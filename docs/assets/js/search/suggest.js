// Offers names and values of conditions below the search box: a combobox with a list.

import { element } from "../shared/element.js";
import { index as opened } from "../shared/texts/store.js";
import { completed, typed, values } from "./complete.js";

const MOST = 50; // values that are offered at once

export class Suggestions {
  #box;
  #list;
  /** @type {import("./complete.js").Condition | null} */
  #condition = null; // what is typed at the caret, as far as it can be completed
  #offered = [];
  #active = -1;

  constructor(box, list) {
    this.#box = box;
    this.#list = list;
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    };
    for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
    box.addEventListener("input", () => this.#offer());
    box.addEventListener("keydown", (event) => this.#key(event));
    box.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) this.#take(Number(option.dataset.at));
    });
  }

  close() {
    this.#show([]);
  }

  async #offer() {
    const asked = typed(this.#box.value, this.#box.selectionStart);
    this.#condition = asked;
    if (!asked) return this.close();
    try {
      const index = await opened();
      if (asked !== this.#condition || document.activeElement !== this.#box) return;
      const found = values(asked, index).slice(0, MOST);
      this.#show(found.length === 1 && found[0].written === asked.value ? [] : found);
    } catch {
      // The box still searches without the names.
    }
  }

  #show(offered) {
    this.#offered = offered;
    this.#list.hidden = offered.length === 0;
    this.#box.setAttribute("aria-expanded", String(offered.length > 0));
    this.#list.replaceChildren(...offered.map(option));
    this.#list.scrollTop = 0;
    this.#point(-1);
    if (!offered.length) this.#condition = null;
  }

  #point(at) {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = at;
    const option = this.#list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#box.setAttribute("aria-activedescendant", option.id);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    const many = this.#offered.length;
    if (!many || event.isComposing) return;
    const act = {
      ArrowDown: () => this.#point((this.#active + 1) % many),
      ArrowUp: () => this.#point((this.#active <= 0 ? many : this.#active) - 1),
      Enter: this.#active >= 0 && (() => this.#take(this.#active)),
      Escape: () => this.close(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #take(at) {
    if (!this.#condition) return;
    const { text, caret } = completed(this.#box.value, this.#condition, this.#offered[at]);
    this.#box.value = text;
    this.#box.setSelectionRange(caret, caret);
    this.#offer(); // the values, where it was the name of a condition
  }
}

function option({ written, label }, at) {
  const code = written === `"${label}"` ? null : element("code", {}, written);
  return element(
    "li",
    { role: "option", id: `offer-${at}`, "data-at": at, "aria-selected": "false" },
    element("span", {}, label),
    " ",
    code,
  );
}
