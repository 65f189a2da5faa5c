// The statements of a view as rows of a table.

import { date } from "./columns.js";
import { labelled } from "./labels.js";

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
  "flags",
  "source",
  "permalink",
];

/** Return the rows of loaded statements, with headings. */
export function rows(store, positions) {
  return [COLUMNS, ...positions.map((position) => row(store, position))];
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
    (one.flags ?? []).join("; "),
    one.source[1],
    store.page(one),
  ];
}
