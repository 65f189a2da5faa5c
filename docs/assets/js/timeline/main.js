// Starts the timeline of a page: at once on the timeline page, on the page of a place, a speaker or a law on request
// or if the address has filters.
import { button, element } from "../shared/element.js";
import { EVERYTHING, format, parse } from "./state.js";
import { Store } from "./store.js";
import { View } from "./view.js";

async function start(place, narrowed) {
  try {
    const store = await Store.open();
    place.classList.add("live");
    return new View(store, place, narrowed);
  } catch (error) {
    // The page's own list is complete without this.
    place.prepend(
      element("p", { class: "fault", role: "alert" }, `The timeline cannot be filtered now. ${error.message}`),
    );
    return null;
  }
}

for (const place of document.querySelectorAll("[data-timeline]")) {
  const [name, key] = (place.dataset.narrowed ?? "").split("=");
  const narrowed = name ? { name, key } : null;
  const asked = format(parse(location.search)) !== format(EVERYTHING);
  if (!narrowed || asked) start(place, narrowed);
  else if (!document.querySelector(".framed")) {
    const offer = button(
      "Filter, zoom and compare",
      async () => {
        offer.remove();
        await start(place, narrowed);
        // The button is gone, and with it the focus, unless the reader has moved on.
        if (document.activeElement === document.body) place.querySelector(".filters summary")?.focus();
      },
      { class: "offer" },
    );
    (place.querySelector(".histogram") ?? place).append(offer);
  }
}
