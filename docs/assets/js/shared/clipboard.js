// Puts a text on the clipboard, and says on the button that asked for it whether that went well.
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
