// What a reader can take away of the present view: a picture, a table, a sheet of paper.
import { csv, rows } from "./csv.js";
import { button, make } from "./element.js";
import { described } from "./labels.js";
import { picture, png, svgText } from "./picture.js";

/**
 * Make the menu. `present` gives what is shown: `positions` in their order, `state`, `narrowed` and the histogram's
 * `plot`; `print` prints it; `onfail` is told an error.
 */
export function takeaway(store, { present, print, onfail }) {
  const take = (form) => async () => {
    try {
      save(await made(store, form, present()), `timeline.${form}`);
    } catch (error) {
      onfail(error);
    }
  };
  return make(
    "details",
    { class: "take" },
    make("summary", {}, "Take away"),
    make(
      "div",
      {},
      button("Picture (SVG)", take("svg")),
      button("Picture (PNG)", take("png")),
      button("Table (CSV)", take("csv")),
      button("Print", print),
    ),
  );
}

async function made(store, form, { positions, state, narrowed, plot }) {
  if (form === "csv") {
    await store.load(positions);
    return new Blob([csv(rows(store, positions))], { type: "text/csv;charset=utf-8" });
  }
  const title = described(store.table, state, narrowed) || "All statements";
  const drawing = await picture(store, positions, plot, title, location.href);
  return form === "png" ? png(drawing) : new Blob([svgText(drawing)], { type: "image/svg+xml" });
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
