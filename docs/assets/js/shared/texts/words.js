// The word index: which statements contain a word.

/** Return the number of the index file with a word; `exact.py` computes the same. */
export function bucket(word, buckets) {
  let code = 0;
  for (const character of word) code = (code * 31 + character.charCodeAt(0)) % 65521;
  return code % buckets;
}

/** Return the numbers of the statements of a word; null if there are too many to be useful. */
export function numbers(distances) {
  if (!distances.length) return null;
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}
