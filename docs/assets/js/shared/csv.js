// Writes tables as CSV (RFC 4180).
const MARK = "\ufeff"; // without it some spreadsheets do not read UTF-8

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/; // the last four are full-width forms of the first

/** Write rows as CSV, with cells guarded against formulas exactly as in the build's own files. */
export const csv = (rows) => MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(text) {
  return `"${FORMULA.test(text) ? "'" : ""}${String(text).replaceAll('"', '""')}"`;
}
