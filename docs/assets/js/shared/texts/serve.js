// The worker's side: answers one question at a time; a new question cancels the previous one.

/** Answer questions with `answer(question, isCurrent)`, which sends messages with `tell(question, message)`. */
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

/** Wait until pending messages have been received. */
export const pause = () => new Promise((resolve) => setTimeout(resolve));
