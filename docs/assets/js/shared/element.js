// Creates elements: data becomes text and attributes, never markup.
const SVG = "http://www.w3.org/2000/svg";

/** Create an element. Attributes and children that are null, undefined or false are left out. */
export const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

/** Create an SVG element. */
export const draw = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

/** Create a button with an action. */
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
