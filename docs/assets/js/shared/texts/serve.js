// The worker's side: answers one question at a time; a new one ends the old one.

/** Answer questions by `answer(question, isCurrent)`, which sends its own messages by `tell(question, message)`. */
export function serve(answer) {
  let turn = 0;
  addEventListener("message", async ({ data }) => {
    turn = data.turn;
    if (Object.keys(data).length === 1) return; // to stop is all that was asked
    try {
      await answer(data, () => turn === data.turn);
    } catch (error) {
      tell(data, { failed: String(error?.message ?? error) });
    }
  });
}

/** Send an answer to a question. */
export const tell = ({ turn }, message) => postMessage({ turn, ...message });

/** Wait until messages that have come have been heard. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));
