// Applies the color scheme that the address asks for, as that of a frame can, or that the reader chose, before anything
// is painted; without either the system's is used. A classic script on purpose: a module would run after the first paint.
(() => {
  let chosen = new URLSearchParams(location.search).get("scheme") ?? "";
  try {
    chosen ||= localStorage.getItem("archive-scheme") ?? "";
  } catch {
    // Storage is refused: the system's scheme is used.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
})();
