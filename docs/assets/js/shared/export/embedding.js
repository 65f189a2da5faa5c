// Shows a preview of a view in another page, and the code that puts it there.
import { available, copy } from "../clipboard.js";
import { button, element } from "../element.js";
import { ROOT } from "../site.js";

const SCHEMES = { "": "as the reader’s device", light: "always light", dark: "always dark" };
const LEAST = 200; // pixels of height before a view has told its own

/** Open the dialog for a view. */
export function embed({ view, title }) {
  const frame = element("iframe", { title, loading: "eager" });
  const code = element("textarea", { readonly: true, rows: 5, "aria-label": "Code to embed", spellcheck: "false" });
  const scheme = element(
    "select",
    {},
    Object.entries(SCHEMES).map(([value, label]) => element("option", { value }, label)),
  );
  let height = LEAST;
  const write = () => (code.value = snippet(address(view, scheme.value), title, height));
  const show = () => {
    frame.src = address(view, scheme.value);
    write();
  };
  const heard = ({ data, source }) => {
    if (source !== frame.contentWindow || data?.type !== "archive:height") return;
    height = Math.ceil(data.height);
    frame.style.height = `${height}px`;
    write();
  };
  const copying = button("Copy the code", () => copy(code.value, copying));
  const dialog = element(
    "dialog",
    { class: "embedding", "aria-labelledby": "embedding" },
    element(
      "div",
      { class: "top" },
      element("h2", { id: "embedding" }, "Embed this view"),
      button("Close", () => dialog.close()),
    ),
    element(
      "p",
      {},
      "It keeps its filters, its cautions and a link back to this archive, and follows later corrections.",
    ),
    code,
    element(
      "p",
      { class: "choices" },
      available && copying,
      element("label", {}, element("span", {}, "Colors"), scheme),
      element("a", { href: view, target: "_blank" }, "Open it alone"),
    ),
    frame,
  );
  scheme.addEventListener("change", show);
  addEventListener("message", heard);
  dialog.addEventListener("close", () => {
    removeEventListener("message", heard);
    dialog.remove();
  });
  document.body.append(dialog);
  show();
  dialog.showModal();
}

function address(view, scheme) {
  const asked = new URL(view);
  if (scheme) asked.searchParams.set("scheme", scheme);
  return asked.href;
}

/** Write the code that embeds a view: a frame with a fixed height, and the script that fits it to its content. */
export function snippet(address, title, height) {
  const frame = element("iframe", {
    src: address,
    title,
    width: "100%",
    height,
    style: "border:0",
    loading: "lazy",
  });
  const script = element("script", { async: true, src: new URL("assets/js/embed/host.js", ROOT).href });
  return `${frame.outerHTML}\n${script.outerHTML}`;
}
