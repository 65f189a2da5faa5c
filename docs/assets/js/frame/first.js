// Applies the color scheme that the reader chose before anything is painted; without a choice the system's is used.
// A classic script on purpose: a module would run after the first paint.
(() => {
  let chosen = "";
  try {
    chosen = localStorage.getItem("archive-scheme") ?? "";
  } catch {
    // Storage is refused: the system's scheme is used.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
})();
