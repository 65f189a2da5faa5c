// Asks the worker that scans the texts, and hands on what it tells.

let worker;
let turn = 0;
let listener;

/**
 * Ask for what a query (`text`) finds, or where a `quotation` fits; `tell` is called with each message, and never
 * after another question or `stop`.
 */
export function ask(question, tell) {
  worker ??= started();
  turn += 1;
  listener = tell;
  worker.postMessage({ turn, ...question });
}

/** End the search that is going on. */
export function stop() {
  turn += 1;
  worker?.postMessage({ turn });
}

function started() {
  const made = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  made.addEventListener("message", ({ data }) => {
    if (data.turn === turn) listener(data);
  });
  made.addEventListener("error", (event) => {
    event.preventDefault();
    listener({ failed: event.message || "The search could not be started." });
  });
  return made;
}
