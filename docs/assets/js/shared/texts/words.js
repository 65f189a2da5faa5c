// The files of words: which statements have a word somewhere.

/** Return the file of words that a word is in; `exact.py` computes the same. */
export function bucket(word, buckets) {
  let code = 0;
  for (const character of word) code = (code * 31 + character.charCodeAt(0)) % 65521;
  return code % buckets;
}

/** Return the numbers of the statements of a word; null where they are too many to tell statements apart. */
export function numbers(distances) {
  if (!distances.length) return null;
  let sum = 0;
  return distances.map((distance) => (sum += distance));
}
