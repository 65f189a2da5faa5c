// Loads the proof check when a reader opens it.
const place = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details[data-proving]"));

if (place) {
  const open = () => place.open && import("./proof/main.js");
  place.addEventListener("toggle", open, { once: true });
  if (location.hash === `#${place.id}`) place.open = true;
}
