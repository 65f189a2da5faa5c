// Copies a statement's words: all of them, one passage, or the selection; with attribution, as HTML, or as a link to
// exactly these words.
import { available, copy } from "../shared/clipboard.js";
import { selected } from "./selection.js";
import { attributed, fragment, markup, paragraphs } from "./words.js";

const words = document.querySelector("[data-attribution]"); // null where no words are held
const { attribution, archive, caveats } = words?.dataset ?? {};
const home = new URL(document.querySelector("[data-permalink]").textContent.trim(), location.href).href;
const warnings = caveats ? caveats.split("\n") : [];
const done = warnings.length ? "Copied with its cautions" : "Copied";

const everything = () => {
  const texts = [];
  for (const part of words.querySelectorAll(".passage, .gap")) {
    texts.push(...(part.matches(".gap") ? ["[…]"] : paragraphs(part)));
  }
  return { texts, address: home };
};
const passage = (element) => ({ texts: paragraphs(element), address: `${home}#${element.id}` });
const selection = () => {
  const found = selected(words);
  if (!found) return null;
  const texts = paragraphs(found.box);
  return { texts, address: `${home}#${found.passage.id}${fragment(texts.join(" "))}` };
};

/** @type {[string, (found: {texts: string[], address: string}) => string][]} */
const WAYS = [
  ["Copy quotation", ({ texts, address }) => attributed(texts, attribution, address, warnings)],
  ["Copy as HTML", ({ texts, address }) => markup(texts, attribution, address, archive, warnings)],
  ["Copy link", ({ address }) => address],
];

function buttons(what) {
  const group = document.createElement("div");
  group.className = "carry";
  for (const [label, text] of WAYS) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    // Pressing the button would clear the selection before the click.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const found = what();
      if (found) copy(text(found), button, done);
    });
    group.append(button);
  }
  return group;
}

// One stop of the keyboard for the buttons of a group; the arrow keys lead from one to the next.
function named(group, name) {
  group.setAttribute("role", "toolbar");
  group.setAttribute("aria-label", name);
  const all = [...group.querySelectorAll("button")];
  const stop = (at) => {
    for (const [order, one] of all.entries()) one.tabIndex = order === at ? 0 : -1;
  };
  stop(0);
  group.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = all.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = (at + step + all.length) % all.length;
    stop(next);
    all[next].focus();
  });
  return group;
}

function offerSelection() {
  const bar = named(buttons(selection), "The selected words");
  bar.classList.add("selection");
  bar.hidden = true;
  bar.prepend(Object.assign(document.createElement("span"), { textContent: "The selected words:" }));
  words.after(bar);
  document.addEventListener("selectionchange", () => {
    if (!bar.contains(document.activeElement)) bar.hidden = !selected(words);
  });
}

if (words && available) {
  for (const element of words.querySelectorAll(".passage")) {
    element.append(
      named(
        buttons(() => passage(element)),
        `Passage ${element.id.slice(1)}`,
      ),
    );
  }
  words.after(named(buttons(everything), "All the words"));
  offerSelection();
}
