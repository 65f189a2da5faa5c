// The export menu, the same for every view: the code that embeds it, the view as SVG or PNG, and its statements as a
// table.
import { download } from "../download.js";
import { button, element } from "../element.js";

/**
 * @typedef {{view: string, name: string, title: string}} Taken
 *
 * The address of a view's page for frames, with its filters; the name of its files; its title.
 */

/**
 * Make the menu. `taken` returns what is shown now, `csv` returns its table, and `print`, if given, prints the page.
 *
 * @param {{taken: () => Taken, csv: () => Promise<string | Blob> | string, print?: () => void}} view
 */
export function exporting({ taken, csv, print }) {
  const cause = element("p", { class: "cause", role: "alert" });
  const take = (label, ending, make) => {
    const made = button(label, async () => {
      cause.textContent = "";
      made.setAttribute("aria-busy", "true");
      try {
        const { view, name } = taken();
        download(`${name}.${ending}`, await make(view), "text/csv");
        menu.open = false;
      } catch (error) {
        cause.textContent = `The file could not be made. ${error?.message ?? error}`;
      } finally {
        made.removeAttribute("aria-busy");
      }
    });
    return made;
  };
  const menu = element(
    "details",
    { class: "export" },
    element("summary", {}, "Export"),
    element(
      "div",
      {},
      button("Embed …", async () => {
        menu.open = false;
        const { embed } = await import("./embedding.js");
        embed(taken());
      }),
      take("Picture (SVG)", "svg", async (view) => {
        const { sheet, svgText } = await import("./sheet.js"); // most readers never take a picture
        return new Blob([svgText(await sheet(view))], { type: "image/svg+xml" });
      }),
      take("Picture (PNG)", "png", async (view) => {
        const { png, sheet } = await import("./sheet.js");
        return png(await sheet(view));
      }),
      take("Table (CSV)", "csv", csv),
      print && button("Print", print),
      cause,
    ),
  );
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) menu.open = false;
  });
  return menu;
}

/** Turn a placeholder on the page into a menu whose files are always the same. */
export function takeUp(place) {
  const { export: view, csv, name, title } = place.dataset;
  place.replaceWith(
    exporting({
      taken: () => ({ view: new URL(view, location.href).href, name, title }),
      csv: async () => {
        const answer = await fetch(csv);
        if (!answer.ok) throw new Error(`It could not be loaded (${answer.status}).`);
        return answer.blob();
      },
    }),
  );
}
