// Copies the text of the element that a button names, and says that it did.
import "./permalink.js";

const SHOWN_FOR = 2000; // milliseconds

function text(name) {
  const element = name === "permalink" ? document.querySelector("[data-permalink]") : document.getElementById(name);
  return element.textContent.replace(/\s+/g, " ").trim();
}

async function copy(button) {
  const label = (button.dataset.label ??= button.textContent);
  try {
    await navigator.clipboard.writeText(text(button.dataset.copy));
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here; select the text instead";
  }
  setTimeout(() => (button.textContent = label), SHOWN_FOR);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(button));
    button.hidden = false;
  }
}
