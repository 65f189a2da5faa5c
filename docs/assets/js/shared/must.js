// Values that are there by what a page, its data or an earlier check promises.

/**
 * Return a value that must be there. Throws an error that names `what` it is where it is not.
 *
 * @template T
 * @param {T | null | undefined} value
 * @param {string} what
 * @returns {T}
 */
export function must(value, what) {
  if (value === null || value === undefined) throw new Error(`${what} is missing.`);
  return value;
}
