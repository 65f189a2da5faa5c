// Copies the text of the element that a button refers to.
import { available, copy } from "../shared/clipboard.js";

function text(name) {
  const element = name === "permalink" ? document.querySelector("[data-permalink]") : document.getElementById(name);
  return element.textContent.replace(/\s+/g, " ").trim();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !available;
  button.addEventListener("click", () => copy(text(button.dataset.copy), button));
}
