// Applies the color scheme from the address, as in a frame, or the reader's choice before the first paint; otherwise the
// system's is used. A classic script on purpose: a module would run after the first paint.
(() => {
  let chosen = new URLSearchParams(location.search).get("scheme") ?? "";
  try {
    chosen ||= localStorage.getItem("archive-scheme") ?? "";
  } catch {
    // Storage is refused: the system's scheme is used.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
})();
