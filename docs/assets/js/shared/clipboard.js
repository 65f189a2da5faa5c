// Copies a text to the clipboard, and shows on the button whether that worked.
const SHOWN_FOR = 2500; // milliseconds
const labels = new WeakMap();

export const available = Boolean(navigator.clipboard);

export async function copy(text, button, done = "Copied") {
  if (!labels.has(button)) labels.set(button, button.textContent);
  button.setAttribute("aria-live", "polite");
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = done;
  } catch {
    button.textContent = "Not allowed here; select the text and copy it";
  }
  setTimeout(() => (button.textContent = labels.get(button)), SHOWN_FOR);
}
