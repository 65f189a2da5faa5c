// Fetches the copy of a source that the archive publishes, packed with gzip so that no host takes it for a page.
import { Unreadable } from "./reading.js";

/** Return the bytes of the archive's copy, at most `largest` of them. */
export async function fetched(address, largest) {
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || !answer.body) throw new Unreadable("The archive’s copy could not be loaded. Try again later.");
  const packed = await limited(answer.body, largest);
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed; // some hosts have it unpacked on the way
  try {
    return await limited(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")), largest);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("The archive’s copy is damaged, and could not be unpacked.");
  }
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {number} largest */
async function limited(stream, largest) {
  const parts = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    size += next.value.length;
    if (size > largest) {
      await reader.cancel();
      throw new Unreadable("The archive’s copy is too large to be checked here. Download it instead.");
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
