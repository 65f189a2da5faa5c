// Making elements: what comes from data becomes text and attributes, never markup.
const SVG = "http://www.w3.org/2000/svg";

/** Make an element; an attribute that is null or false is left out, one that begins with "on" is a listener. */
export const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** The same for an element of a drawing. */
export const draw = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

/** Make a button that does something. */
export const button = (label, act, attributes = {}) =>
  make("button", { type: "button", onclick: act, ...attributes }, label);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}
