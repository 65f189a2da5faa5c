// Shows one citation at a time, chosen by style or format and remembered, with buttons to copy and to download it.
// The styles are on the page; a format is loaded when it is first shown.
import { available, copy } from "../shared/clipboard.js";
import { download } from "../shared/download.js";
import { button, element } from "../shared/element.js";
import { reference } from "../shared/references.js";

const KEY = "citation";

/** Return the words of a citation; with the full address if the site did not know it when built. */
function words(section, box) {
  const written = box.dataset.address;
  const text = section.lastElementChild.textContent;
  return written ? text.replaceAll(written, new URL(box.dataset.root + written, location.href).href) : text;
}

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage can be forbidden
  }
}

function remember(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // the next page then starts with the first style
  }
}

function save(section, id) {
  download(`${id}.${section.dataset.ending}`, section.lastElementChild.textContent, section.dataset.media);
}

/** Load the citation of a section that has none yet. */
async function fill(section, id) {
  const place = section.lastElementChild;
  if (place.textContent) return true;
  try {
    place.textContent = await reference(section.dataset.name, id);
    return true;
  } catch (error) {
    place.before(element("p", { role: "status" }, `The citation could not be loaded. ${error?.message ?? error}`));
    return false;
  }
}

function enhance(box) {
  const sections = new Map([...box.querySelectorAll("section")].map((section) => [section.dataset.name, section]));
  const choice = element("select", { "aria-label": "Style or format of the citation" });
  for (const [name, section] of sections) {
    section.lastElementChild.textContent = words(section, box);
    section.querySelector("h3").hidden = true;
    choice.append(new Option(section.querySelector("h3").textContent, name));
  }
  const chosen = () => sections.get(choice.value);
  const copying = button("Copy", () => copy(chosen().lastElementChild.textContent.trim(), copying));
  const saving = button("Download", () => save(chosen(), box.dataset.id));
  copying.hidden = !available;
  const show = async () => {
    const section = chosen();
    for (const other of sections.values()) other.hidden = other !== section;
    saving.hidden = !section.dataset.ending;
    section.querySelector("[role=status]")?.remove();
    copying.disabled = saving.disabled = true;
    const filled = box.open && (await fill(section, box.dataset.id));
    if (section === chosen()) copying.disabled = saving.disabled = !filled;
  };
  choice.addEventListener("change", () => {
    remember(choice.value);
    show();
  });
  if (sections.has(remembered())) choice.value = remembered();
  box.querySelector("summary").after(element("p", { class: "buttons" }, choice, copying, saving));
  box.addEventListener("toggle", show);
  show();
}

for (const box of document.querySelectorAll("[data-citations]")) enhance(box);
