// Reads the text of a copy of a source, which a reader has saved.
import { isMarkup, textOf } from "./canonical.js";

/**
 * What the archive knows of the source that it proved the words against: its SHA-256, its media type, and the encoding
 * that the server declared.
 * @typedef {{ sha256?: string, mediaType?: string, charset?: string }} Known
 */

/** Says why a copy cannot be read. */
export class Unreadable extends Error {}

/**
 * Return the text of a copy and its SHA-256. The very copy that the archive has is read as the archive reads it; what any
 * other one is, is told from its bytes. Where the browser computes no SHA-256, `trusted` bytes pass for that very copy.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {Known} known
 */
export async function read(bytes, known, trusted = false) {
  if (String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-") {
    throw new Unreadable("A PDF cannot be read here. Open it, select all of its text, and paste that above.");
  }
  const hash = await sha256(bytes);
  const same = hash ? hash === known.sha256 : trusted;
  const markup = same ? known.mediaType !== "text/plain" : isMarkup(bytes);
  return { text: textOf(bytes, { markup, charset: same ? known.charset : "" }), hash };
}

/** Return the SHA-256 of some bytes in hexadecimal; empty where the browser computes none, as on a page without https. */
async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
