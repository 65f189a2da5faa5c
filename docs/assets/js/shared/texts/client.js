// Asks a worker that reads the texts, and passes on what it answers.

/** Return how to ask the worker of an address: `ask(question, tell)` and `stop()`. The worker starts with the first question. */
export function client(address) {
  let worker;
  let turn = 0;
  let listener;

  function started() {
    const made = new Worker(address, { type: "module" });
    made.addEventListener("message", ({ data }) => {
      if (data.turn === turn) listener(data);
    });
    made.addEventListener("error", (event) => {
      event.preventDefault();
      listener({ failed: event.message || "The search could not be started." });
    });
    return made;
  }

  return {
    /** Ask a question; `tell` is called with each answer, and never after another question or `stop`. */
    ask(question, tell) {
      worker ??= started();
      turn += 1;
      listener = tell;
      worker.postMessage({ turn, ...question });
    },

    /** End the search that is going on. */
    stop() {
      turn += 1;
      worker?.postMessage({ turn });
    },
  };
}
