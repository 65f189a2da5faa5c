// Compares a pasted quotation with the archive's texts; nothing leaves the browser.
import { element } from "../shared/element.js";
import { counted } from "../shared/numbers.js";
import { pageOf, ROOT } from "../shared/site.js";
import { ask, stop } from "./client.js";
import { FEWEST, LONGEST, MOST, quotation } from "./quotation.js";

const ANSWERS = {
  same: "These words",
  differs: "These words, with differences",
  like: "A similar passage, not a quotation",
  none: "Not in this archive",
};
const TOLD = { title: "title", summary: "summary", caution: "caution" };
// The label of a piece, for sighted readers and for screen readers.
const PIECES = {
  extra: ["del", "only in the quotation: "],
  missing: ["ins", "only in the record: "],
  omitted: ["span", "left out: "],
  shared: ["mark", ""],
  around: ["span", ""],
  cut: ["span", ""],
};

const place = Object.fromEntries(
  [...document.querySelectorAll("[data-check]")].map((found) => [found.dataset.check, found]),
);

place.form.addEventListener("submit", (event) => {
  event.preventDefault();
  // Browsers do not send the part of an address after #.
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

/** Return why a text cannot be compared, or nothing. */
function refused(text) {
  const most = (limit, unit, found) =>
    `A quotation to be compared has at most ${limit.toLocaleString("en")} ${unit}; this one has ${found.toLocaleString("en")}. Compare a part of it.`;
  if (text.length > LONGEST) return most(LONGEST, "characters", text.length);
  const many = quotation(text).length;
  if (many < FEWEST) return `A quotation to be compared has at least ${FEWEST} words.`;
  return many > MOST ? most(MOST, "words", many) : "";
}

function check() {
  const text = place.box.value.trim();
  place.results.replaceChildren();
  place.results.removeAttribute("aria-busy");
  const refusal = refused(text);
  if (refusal) {
    stop();
    return say(refusal);
  }
  place.results.setAttribute("aria-busy", "true");
  say("Comparing …");
  ask({ quotation: text }, (answer) => {
    const { failed, found, judged, all, done } = answer;
    if (failed) {
      place.results.removeAttribute("aria-busy");
      return say(`The texts could not be loaded, so nothing was compared. ${failed}`);
    }
    if (found.length || done)
      place.results.replaceChildren(...found.map((match) => item(match, text)), done ? further(answer, text) : "");
    if (!done)
      return say(
        `Comparing … ${judged.toLocaleString("en")} of ${counted(all, "statement")} that could have it.${found.length ? ` So far: ${ANSWERS[found[0].answer]}.` : ""}`,
      );
    place.results.removeAttribute("aria-busy");
    say(verdict(answer));
  });
}

function verdict({ found: [first], held, statements }) {
  const extent = `the archive holds the words of ${held.toLocaleString("en")} of its ${counted(statements, "statement")}.`;
  if (!first)
    return `${ANSWERS.none}. Neither these words nor a passage like them is in a text that it holds. They may have been said all the same: ${extent}`;
  const { statement, answer, notes } = first;
  const grave = notes
    .filter((note) => note.grave)
    .map(({ text }) => ` ${text}`)
    .join("");
  const whose = `${answer === "like" ? "The passage is" : "They are"} from a statement of ${statement.who}, ${statement.date}`;
  return `${ANSWERS[answer]}. ${whose}${statement.withdrawn ? ", which is withdrawn" : ""}.${grave} It was compared with what is held: ${extent}`;
}

/** Return further notes: more statements with the words, or that the archive itself wrote them. */
function further({ more, found: [first], told: [own] }, text) {
  if (own)
    return note(
      `These words are the archive’s own, in its ${TOLD[own.name]} of `,
      element("a", { href: pageOf(own.statement.id) }, own.statement.title),
      ". Nobody is on record as having said them.",
    );
  if (!more || first.answer !== "same") return "";
  const query = new URLSearchParams({ q: `"${text.replaceAll('"', "")}"` });
  return note(
    "Other statements have these words too: ",
    element("a", { href: `${new URL("search/", ROOT).href}?${query}` }, "search for exactly these words"),
    ".",
  );
}

const note = (...parts) => element("li", { class: "entry hit" }, element("p", { class: "note" }, ...parts));

function item({ statement, answer, quotation: asked, record, notes, counts, anchor }, text) {
  const marks = record.filter(
    ({ kind, text }) => (kind === "same" || (answer === "like" && kind === "shared")) && text.trim().includes(" "),
  );
  const query = new URLSearchParams(marks.map(({ text }) => ["highlight", text.trim()]));
  const told = Object.entries(counts)
    .filter(([, count]) => count && answer === "differs")
    .map(([kind, count]) => `${counted(count, "word")} ${COUNTS[kind]}`);
  return element(
    "li",
    { class: "entry hit" },
    element("time", {}, statement.date),
    element(
      "div",
      {},
      element("p", { class: "verdict" }, [ANSWERS[answer], told.join(", ")].filter(Boolean).join(": ")),
      element("p", { class: "who" }, statement.who),
      element("h2", {}, element("a", { href: `${pageOf(statement.id)}?${query}#${anchor}` }, statement.title)),
      statement.withdrawn
        ? element(
            "p",
            { class: "warned" },
            element("b", {}, "Withdrawn"),
            " This record is withdrawn. Its page says why.",
          )
        : "",
      statement.caution ? element("p", { class: "warned" }, element("b", {}, "Caution"), ` ${statement.caution}`) : "",
      notes.length
        ? element(
            "ul",
            { class: "differences" },
            notes.map(({ grave, text }) => element("li", grave ? { class: "grave" } : {}, text)),
          )
        : "",
      element(
        "div",
        { class: "beside" },
        element(
          "figure",
          {},
          element("figcaption", {}, "The quotation, as you have it"),
          element("blockquote", { class: "compared" }, answer === "like" ? text : asked.flatMap(shown)),
        ),
        element(
          "figure",
          {},
          element("figcaption", {}, "The whole sentence, as the record has it"),
          element("blockquote", { class: "compared" }, record.flatMap(shown)),
        ),
      ),
      element("p", { class: "facts" }, element("span", {}, statement.where)),
    ),
  );
}

const COUNTS = {
  extra: "only in the quotation",
  missing: "only in the record",
  omitted: "left out where the quotation says so",
};

function shown({ kind, text }) {
  if (!PIECES[kind]) return [text];
  const [name, label] = PIECES[kind];
  const [word, space] = [text.trimEnd(), text.slice(text.trimEnd().length)];
  if (!label) return [element(name, { class: kind }, word), space];
  return [
    element(
      name,
      { class: kind },
      element("span", { class: "unseen" }, `[${label}`),
      word,
      element("span", { class: "unseen" }, "]"),
    ),
    space,
  ];
}

function say(sentence) {
  place.status.textContent = sentence;
}
