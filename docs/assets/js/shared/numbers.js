// Formats numbers.
const NUMBERS = new Intl.NumberFormat("en-US");

/** Write a number: 2,412. */
export const digits = (number) => NUMBERS.format(number);

/** Write a number with its noun: 1 statement, 2,412 statements. */
export const counted = (number, noun) => `${digits(number)} ${noun}${number === 1 ? "" : "s"}`;
