// Shows one citation at a time, chosen by style or format and remembered, with buttons to copy and to download it.
import { available, copy } from "./clipboard.js";

const KEY = "citation";

/** Gives the words of a citation; an address that the site could not know when it was built is written out. */
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
    // then the next page begins with the first style again
  }
}

function download(section, id) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([section.lastElementChild.textContent], { type: section.dataset.media }));
  link.download = `${id}.${section.dataset.ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", () => action(made));
  return made;
}

function enhance(box) {
  const sections = new Map([...box.querySelectorAll("section")].map((section) => [section.dataset.name, section]));
  const choice = document.createElement("select");
  choice.setAttribute("aria-label", "Style or format of the citation");
  for (const [name, section] of sections) {
    section.lastElementChild.textContent = words(section, box);
    section.querySelector("h3").hidden = true;
    choice.append(new Option(section.querySelector("h3").textContent, name));
  }
  const chosen = () => sections.get(choice.value);
  const copying = button("Copy", (pressed) => copy(chosen().lastElementChild.textContent.trim(), pressed));
  const saving = button("Download", () => download(chosen(), box.dataset.id));
  copying.hidden = !available;
  const show = () => {
    for (const section of sections.values()) section.hidden = section !== chosen();
    saving.hidden = !chosen().dataset.ending;
  };
  choice.addEventListener("change", () => {
    remember(choice.value);
    show();
  });
  if (sections.has(remembered())) choice.value = remembered();
  const row = document.createElement("p");
  row.className = "buttons";
  row.append(choice, copying, saving);
  box.querySelector("summary").after(row);
  show();
}

for (const box of document.querySelectorAll("[data-citations]")) enhance(box);
