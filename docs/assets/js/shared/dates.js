// Days, and dates of three precisions. A day is a number since 1970-01-01; a date is written as in the record:
// 2017, 2017-10 or 2017-10-12.
import { must } from "./must.js";

const DAY = 86_400_000; // milliseconds
const FORM = /^([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const WORDS = /^(?:(\d{1,2})\s+)?([a-z]+)\s+([12]\d{3})$/i;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Return the number of a day; `month` is from 1 to 12 and may overflow, as may `date`. */
export const day = (year, month = 1, date = 1) => Date.UTC(year, month - 1, date) / DAY;

/** Return the parts of a day. */
export function parts(number) {
  const at = new Date(number * DAY);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate(), weekday: at.getUTCDay() };
}

/** Return the first and last day of a written date, or null. */
export function bounds(text) {
  const found = FORM.exec(text.trim());
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number);
  if (!found[2]) return [day(year), day(year + 1) - 1];
  if (month < 1 || month > 12) return null;
  if (!found[3]) return [day(year, month), day(year, month + 1) - 1];
  const number = day(year, month, date);
  return date >= 1 && parts(number).month === month ? [number, number] : null;
}

/** Return the first and last day of a valid date. */
export const span = (text) => must(bounds(text), "A date");

/** Return a typed date in written form; it may be typed in words, as on the page: 12 October 2017. */
export function typed(text) {
  const found = WORDS.exec(text.trim());
  const month = found ? MONTHS.findIndex((name) => name.toLowerCase() === found[2].toLowerCase()) + 1 : 0;
  if (!found || !month) return text.trim();
  return [found[3], month, found[1]]
    .filter(Boolean)
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** Write a day as a date of the precision `unit`: day, month or year. */
export function written(number, unit = "day") {
  const { year, month, date } = parts(number);
  const two = (value) => String(value).padStart(2, "0");
  if (unit === "year") return `${year}`;
  return unit === "month" ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(date)}`;
}

/** Return a written date in words, at its precision: `12 October 2017`, `October 2017`, `2017`. */
export function words(text) {
  const [year, month, date] = text.split("-").map(Number);
  return [date || "", month ? MONTHS[month - 1] : "", year].filter(Boolean).join(" ");
}
