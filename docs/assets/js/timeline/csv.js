// The statements of a view as CSV.
import { labelled } from "./labels.js";
import { date } from "./columns.js";

const MARK = "\ufeff"; // without it some spreadsheets do not read UTF-8
const COLUMNS = [
  "id",
  "date",
  "title",
  "who",
  "where",
  "kind",
  "holder",
  "side",
  "stances",
  "statutes",
  "text",
  "source",
  "permalink",
];

/** Give the rows of some statements, all of which are loaded, with their heads. */
export function rows(store, positions) {
  return [COLUMNS, ...positions.map((position) => row(store, position))];
}

/** Write rows as CSV (RFC 4180), with nothing in a cell that a spreadsheet would take for a formula. */
export function csv(rows) {
  return MARK + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function row(store, position) {
  const { table } = store;
  const one = store.entry(position);
  const labels = (name) =>
    labelled(table, name, position)
      .map(({ label }) => label)
      .join("; ");
  return [
    one.id,
    date(table, position),
    one.title,
    one.who,
    one.where,
    labels("kind"),
    labels("holder"),
    labels("side"),
    labels("stance"),
    labels("statute"),
    labels("text"),
    one.source[1],
    store.page(one),
  ];
}

function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
