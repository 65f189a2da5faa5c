// Exports of the present view: a picture, a table, a printout.
import { csv } from "../shared/csv.js";
import { download } from "../shared/download.js";
import { button, element } from "../shared/element.js";
import { described } from "./labels.js";
import { picture, png, svgText } from "./picture.js";
import { rows } from "./rows.js";

/**
 * Make the menu. `present` gives what is shown: `positions` in their order, `state`, `narrowed` and the histogram's
 * `plot`; `print` prints it; `onfail` is told an error.
 */
export function takeaway(store, { present, print, onfail }) {
  const take = (form) => async () => {
    try {
      download(`timeline.${form}`, await made(store, form, present()));
    } catch (error) {
      onfail(error);
    }
  };
  return element(
    "details",
    { class: "take" },
    element("summary", {}, "Export"),
    element(
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
