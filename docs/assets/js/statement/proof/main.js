// Checks the words of the page against a copy of their source, the reader's own or the archive's; nothing leaves the browser.
import { answered } from "./answer.js";
import { build } from "./form.js";
import { read, Unreadable } from "./reading.js";
import { fetched } from "./shipped.js";

const LARGEST = 20_000_000; // bytes

const box = /** @type {HTMLDetailsElement} */ (document.querySelector("details[data-proving]"));
const { form, file, pasted, status, answer: place } = build(box);
/** The source that the words were proved against. @type {import("./reading.js").Known} */
const proved = box.dataset;
let turn = 0;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check(chosen);
});
file.addEventListener("change", () => check(chosen));
/** @type {HTMLButtonElement | null} */
const shipped = document.querySelector('[data-proving="shipped"]');
if (shipped) {
  shipped.addEventListener("click", () => check(archives));
  shipped.disabled = false;
}

/** Read the copy that the reader chose. */
async function chosen() {
  const copy = file.files?.[0];
  if (!copy && !pasted.value.trim()) throw new Unreadable("Choose a file, or paste the text of the source.");
  if (copy && copy.size > LARGEST) throw new Unreadable("The file must be at most 20 MB. Paste the text instead.");
  if (!copy) return { text: pasted.value, hash: "" };
  return read(new Uint8Array(await copy.arrayBuffer()), proved);
}

/** Fetch the copy that the archive publishes, which must be the one that the record names. */
async function archives() {
  const bytes = await fetched(shipped?.dataset.address, LARGEST);
  const copy = await read(bytes, proved, true);
  if (copy.hash && copy.hash !== proved.sha256) {
    throw new Unreadable(`This is not the source that the record names: its SHA-256 is ${copy.hash}.`);
  }
  return { ...copy, ours: true };
}

/** Check a copy, which `copied` gives. @param {() => Promise<import("./answer.js").Copy>} copied */
async function check(copied) {
  turn += 1;
  const mine = turn;
  place.replaceChildren();
  say("Checking …");
  place.setAttribute("aria-busy", "true");
  try {
    const copy = await copied();
    await new Promise(requestAnimationFrame); // the sentence above is painted before the work begins
    if (mine !== turn) return;
    const { sentence, parts } = answered(copy, proved.sha256);
    say(sentence);
    place.replaceChildren(...parts);
  } catch (error) {
    if (mine === turn) say(error instanceof Unreadable ? error.message : `The copy could not be read. ${error}`);
  } finally {
    if (mine === turn) place.removeAttribute("aria-busy");
  }
}

function say(sentence) {
  status.textContent = sentence;
}
