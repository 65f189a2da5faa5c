// Runs exact searches: keeps the last result, so that filtering it needs no new scan.
import { grouped } from "../groups.js";
import { order } from "../state.js";
import { answerOf, result } from "./answer.js";
import { ask, stop } from "./client.js";

const PAUSE = 150; // milliseconds between two answers while the scan goes on

/**
 * The progress of a search; `index` is null until its first answer.
 * @typedef {{found: any[], errors: any[], index: any, scanned: number, all: number, done: boolean, stopped: boolean}} Scan
 */

export class Exact {
  /** @type {string | null} */
  #text = null;
  /** @type {Scan | null} */
  #scan = null;
  #tell = () => {};
  #end = () => {};
  #over = Promise.resolve();

  /** Answer a state; `tell` is called during the scan, and the promise resolves when it ends or is stopped. */
  search(state, names, tell) {
    this.#tell = () => this.#scan && tell(answer(this.#scan, state, names));
    if (this.#scan && this.#text === state.q) {
      if (this.#scan.index) this.#tell();
      return this.#over;
    }
    this.#end();
    /** @type {Promise<void>} */
    const over = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#text = state.q;
      /** @type {Scan} */
      const scan = { found: [], errors: [], index: null, scanned: 0, all: 0, done: false, stopped: false };
      this.#scan = scan;
      let later = 0;
      const tellNow = () => {
        clearTimeout(later);
        later = 0;
        if (this.#scan === scan && !scan.stopped) this.#tell();
      };
      ask({ text: state.q }, ({ failed, index, errors, found = [], scanned, all, done = false }) => {
        if (failed) {
          this.#scan = null;
          reject(new Error(failed));
          return;
        }
        Object.assign(scan, { scanned, all, done }, index && { index, errors });
        scan.found.push(...found);
        if (done || index) tellNow();
        else later ||= setTimeout(tellNow, PAUSE);
        if (done) resolve();
      });
    });
    this.#over = over;
    return over;
  }

  /** Stop the scan; its results stay and are marked as incomplete. */
  stop() {
    if (!this.#scan || this.#scan.done) return;
    stop();
    Object.assign(this.#scan, { done: true, stopped: true });
    if (this.#scan.index) this.#tell();
    this.#text = null;
    this.#end();
  }
}

/** Return what a scan has found so far for a state, and functions to list it. */
function answer({ found, errors, scanned, all, done, stopped }, state, names) {
  const answer = answerOf(state, found, names);
  // What was said comes before what the archive says about it, and is never mixed with it.
  const by = state.group !== "none" ? state.group : answer.said.count && answer.told.count ? "in" : "none";
  const groups = grouped(answer.left, by, order(state) === "oldest", names);
  const entries =
    by === "none"
      ? answer.left.map((hit) => ({ hit }))
      : groups.flatMap((group) => group.found.map((hit) => ({ hit, group })));
  return {
    ...answer,
    errors,
    scanned,
    all,
    done,
    stopped,
    results: (from, to) => answer.left.slice(from, to).map((hit) => result(hit, names)),
    entries: entries.length,
    list: (from, to) => entries.slice(from, to).map(({ hit, group }) => ({ ...result(hit, names), group })),
  };
}
