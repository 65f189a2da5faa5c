// Makes elements: what comes from data becomes text and attributes, never markup.
const SVG = "http://www.w3.org/2000/svg";

/** Make an element. An attribute that is null, undefined or false is left out, and so is such a child. */
export const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** Make an element of a drawing. */
export const draw = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

/** Make a button that does something. */
export function button(label, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isLeftOut(value)) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => !isLeftOut(child) && child !== ""));
  return made;
}

const isLeftOut = (value) => value === null || value === undefined || value === false;
