// The passages of a statement as its page has them.

/**
 * Return the words of each passage, and `[...]` for each gap.
 * @param {ParentNode} page
 */
export function passages(page) {
  return [...page.querySelectorAll(".words :is(.passage, .gap)")].map((part) => {
    if (part.matches(".gap")) return "[...]";
    const copy = /** @type {Element} */ (part.cloneNode(true));
    for (const other of copy.querySelectorAll(".anchor, .carry")) other.remove();
    return copy.textContent ?? "";
  });
}
