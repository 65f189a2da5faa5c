// Writes tables as CSV (RFC 4180).
const MARK = "\ufeff"; // without it some spreadsheets do not read UTF-8

/** Write rows of texts, with nothing in a cell that a spreadsheet would take for a formula. */
export const csv = (rows) => MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
