// Writes tables as CSV (RFC 4180).
const MARK = "\ufeff"; // without it some spreadsheets do not read UTF-8

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/; // the last four are full-width forms of the first

/** Write rows of texts, with nothing in a cell that a spreadsheet would take for a formula: as the build writes its own. */
export const csv = (rows) => MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(text) {
  return `"${FORMULA.test(text) ? "'" : ""}${String(text).replaceAll('"', '""')}"`;
}
