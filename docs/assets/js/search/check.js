// Is this what was said? Compares a pasted quotation with every text that is held; nothing leaves the browser.
import { element } from "./element.js";
import { ask, stop } from "./exact/client.js";
import { counted } from "./summary.js";

const ROOT = new URL("../../../", import.meta.url);
const TOO_SHORT = 3; // words
const VERDICTS = {
  exact: "Exactly these words",
  points: "The same words, with other punctuation",
  cut: "These words, with words left out where the quotation says so",
  near: "Nearly these words",
};
const KINDS = { extra: ["del", "only in the quotation: "], missing: ["ins", "only in the record: "], omitted: ["span", "left out: "] };

const place = Object.fromEntries([...document.querySelectorAll("[data-check]")].map((one) => [one.dataset.check, one]));

place.form.hidden = false;
place.form.addEventListener("submit", (event) => {
  event.preventDefault();
  // After the mark an address is kept by the browser and sent to nobody.
  history.replaceState(null, "", `#${new URLSearchParams({ quotation: place.box.value })}`);
  check();
});
addEventListener("hashchange", begin);
begin();

function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get("quotation");
  if (given === null) return;
  place.box.value = given;
  check();
}

function check() {
  const text = place.box.value.trim();
  place.results.replaceChildren();
  if (text.split(/\s+/).length < TOO_SHORT) {
    stop();
    say(`A quotation to be compared has at least ${TOO_SHORT} words.`);
    return;
  }
  place.results.setAttribute("aria-busy", "true");
  ask({ quotation: text }, ({ failed, found, scanned, all, held, done }) => {
    if (!failed && !done) return say(`Comparing … ${scanned.toLocaleString("en")} of ${counted(all, "statement")}.`);
    place.results.removeAttribute("aria-busy");
    if (failed) return say(`The texts could not be loaded, so nothing was compared. ${failed}`);
    say(verdict(found, held, all));
    place.results.replaceChildren(...found.map(item));
  });
}

function verdict(found, held, all) {
  const extent = `The archive holds the words of ${held.toLocaleString("en")} of its ${counted(all, "statement")}.`;
  if (!found.length) return `Neither these words nor any near to them are in a text that the archive holds. They may have been said all the same: ${extent.replace("The", "the")}`;
  return `${VERDICTS[found[0].verdict]}. ${extent}`;
}

function item({ statement, verdict, distance, steps, anchor, original }) {
  const marks = verdict === "exact" || verdict === "points" ? [original] : steps.filter(({ kind }) => kind === "same").map(({ text }) => text);
  const query = new URLSearchParams(marks.filter((text) => text.includes(" ")).map((text) => ["highlight", text]));
  const href = `${new URL(`statements/${statement.id}/`, ROOT).href}?${query}#${anchor}`;
  const flags = [statement.withdrawn && "Withdrawn", statement.caution && "Caution"].filter(Boolean);
  return element(
    "li",
    { class: "entry hit" },
    element("time", {}, statement.date),
    element(
      "div",
      {},
      element("p", { class: "who" }, statement.who),
      element("h2", {}, element("a", { href }, statement.title)),
      element("p", { class: "verdict" }, `${VERDICTS[verdict]}${distance ? `: ${counted(distance, "word")} differ${distance === 1 ? "s" : ""}` : ""}`),
      element("blockquote", { class: "compared" }, steps.flatMap((step, at) => [at ? " " : "", shown(step)])),
      element("p", { class: "facts" }, element("span", {}, statement.where), flags.map((flag) => element("span", { class: "flag" }, flag))),
    ),
  );
}

function shown({ kind, text }) {
  if (kind === "same") return text;
  const [name, label] = KINDS[kind];
  return element(name, { class: kind }, element("span", { class: "unseen" }, ` [${label}`), text, element("span", { class: "unseen" }, "] "));
}

function say(sentence) {
  place.status.textContent = sentence;
}
