// Sends questions to the worker that reads the texts, and passes on its answers.

/** Return `ask(question, tell)` and `stop()` for the worker at an address, which starts with the first question. */
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

    /** Stop the current search. */
    stop() {
      turn += 1;
      worker?.postMessage({ turn });
    },
  };
}
