// The form in which a reader chooses a copy of the source. It is built here, since it does nothing without scripts.
import { element } from "../../shared/element.js";

const TYPES = ".html,.htm,.xhtml,.txt,.text,text/html,text/plain";

/** Put the form into the place for it on the page, and return its parts. */
export function build(place) {
  const file = /** @type {HTMLInputElement} */ (element("input", { type: "file", id: "copy", accept: TYPES }));
  const pasted = /** @type {HTMLTextAreaElement} */ (
    element("textarea", { id: "pasted", rows: "3", spellcheck: "false" })
  );
  const form = element(
    "form",
    {},
    element(
      "fieldset",
      {},
      element("legend", { class: "unseen" }, "A copy of the source"),
      element(
        "p",
        {},
        place.querySelector(".shipped") ? "Or check a copy of your own: open" : "Open",
        " the source in your browser, save the page, and choose the file here. A text file will do too. " +
          "Nothing is sent anywhere: your browser reads the file and looks for each passage in it, character for character.",
      ),
      element("p", {}, element("label", { for: "copy" }, "The saved page or text file"), " ", file),
      element("p", {}, element("label", { for: "pasted" }, "or its text, pasted here"), " ", pasted),
      element("p", {}, element("button", {}, "Check")),
    ),
  );
  const status = element("p", { role: "status", class: "verdict" });
  const answer = element("div");
  place.append(form, status, answer);
  return { form, file, pasted, status, answer };
}
