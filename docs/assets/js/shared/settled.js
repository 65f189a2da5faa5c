// Waits until the first view of a page is drawn, so that data for later does not compete with it.

const ACTS = ["pointerdown", "pointermove", "keydown", "touchstart", "scroll"];
const LONGEST = 2000; // milliseconds after the page has loaded

/** Resolve when the page has loaded and the browser is idle, or as soon as the reader does anything. */
export function settled() {
  return new Promise((resolve) => {
    const done = () => {
      for (const act of ACTS) removeEventListener(act, done);
      resolve(undefined);
    };
    for (const act of ACTS) addEventListener(act, done, { passive: true });
    const rest = () =>
      "requestIdleCallback" in globalThis ? requestIdleCallback(done, { timeout: LONGEST }) : setTimeout(done);
    if (document.readyState === "complete") rest();
    else addEventListener("load", rest, { once: true });
  });
}
