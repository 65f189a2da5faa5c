// Starts the timeline of a page: at once on the timeline page, on the page of a place, a speaker or a law on request
// or if the address has filters.
import { button, element } from "../shared/element.js";
import { settled } from "../shared/settled.js";
import { EVERYTHING, format, parse } from "./state.js";

const IS_FRAMED = document.querySelector(".framed") !== null; // then whoever copies the page waits for it

async function start(place, narrowed) {
  try {
    const [{ Store }, { View }] = await Promise.all([import("./store.js"), import("./view.js")]);
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
  if (asked || (!narrowed && IS_FRAMED)) start(place, narrowed);
  else if (!narrowed) settled().then(() => start(place, narrowed));
  else if (!IS_FRAMED) {
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
