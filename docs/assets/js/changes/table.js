// Changes as rows of a table.
import { csv } from "../shared/csv.js";
import { pageOf } from "../shared/site.js";
import { between } from "./between.js";

const HEADS = ["place", "law", "holder", "matter", "before", "after", "since", "statements", "notes", "permalinks"];

/** Write what changed between two days as CSV; without days, every change. */
export function asTable(data, days) {
  const label = (facet, key) => data.facets[facet].find((one) => one.key === key)?.label ?? key;
  const found = days.from || days.to ? between(data.cells, days) : every(data.cells);
  const rows = found.map(({ place, law, holder, matter, before, after }) => [
    label("jurisdiction", place),
    label("statute", law),
    data.holders[holder][0],
    matter,
    before?.words ?? "",
    after.words,
    after.since,
    after.grounds.map(([, , , , , title]) => title).join("; "),
    after.grounds
      .map(([, , , , , , note]) => note)
      .filter(Boolean)
      .join("; "),
    after.grounds.map(([, , , path]) => pageOf(path.split("/")[1])).join(" "),
  ]);
  return csv([HEADS, ...rows]);
}

// Every difference between a day on which anybody said anything new, and the day before.
function every(cells) {
  const days = Object.values(cells).flatMap((tracks) => tracks.flatMap(({ steps }) => steps.map(({ since }) => since)));
  return [...new Set(days)].sort().flatMap((day, at, all) => {
    return between(cells, { from: at ? all[at - 1] : "0001-01-01", to: day });
  });
}
