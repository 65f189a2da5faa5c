// Loads what checks the words of the page against a copy of their source, once a reader asks for it.
const place = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details[data-proving]"));

if (place) {
  const open = () => place.open && import("./proof/main.js");
  place.addEventListener("toggle", open, { once: true });
  if (location.hash === `#${place.id}`) place.open = true;
}
