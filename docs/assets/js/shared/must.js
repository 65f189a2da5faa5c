// Values that a page, its data or an earlier check guarantees.

/**
 * Return a value that must exist; throws an error that names it (`what`) if it does not.
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
