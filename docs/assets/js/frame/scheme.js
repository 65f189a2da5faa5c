// Switches between light and dark; the choice is stored only in this browser.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.querySelector("[data-scheme-toggle]");

const shown = () => root.dataset.scheme ?? (system.matches ? "dark" : "light");

function label() {
  const name = shown() === "dark" ? "Use light colors" : "Use dark colors";
  button.setAttribute("aria-label", name);
  button.title = name;
}

function change() {
  root.dataset.scheme = shown() === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("archive-scheme", root.dataset.scheme);
  } catch {
    // Storage is refused: the choice lasts for this page.
  }
  label();
}

if (button) {
  button.addEventListener("click", change);
  system.addEventListener("change", label);
  label();
  button.hidden = false;
}
