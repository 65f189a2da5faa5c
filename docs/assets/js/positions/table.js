// The positions that are shown as rows of a table: one for what each holder last said on each place, law and matter.
import { csv } from "../shared/csv.js";
import { pageOf } from "../shared/site.js";
import { followed } from "./state.js";

const HEADS = ["place", "law", "side", "holder", "matter", "stance", "since", "statements", "notes", "permalinks"];

/** Write the rows of the table that are left, with what is known in them on the day, as CSV. */
export function asTable(data, left, state) {
  const label = (facet, key) => data.facets[facet].find((one) => one.key === key)?.label ?? key;
  const rows = left.flatMap(({ key, known }) => {
    const [place, law] = key.split("/");
    return known
      .filter((track) => track.step && followed(state, track))
      .map(({ side, holder, matter, step: { words, grounds } }) => [
        label("jurisdiction", place),
        label("statute", law),
        label("side", side),
        data.holders[holder][0],
        matter,
        words,
        grounds.map(([, iso]) => iso).sort()[0],
        grounds.map(([, , , , , title]) => title).join("; "),
        grounds
          .map(([, , , , , , note]) => note)
          .filter(Boolean)
          .join("; "),
        grounds.map(([, , , path]) => pageOf(path.split("/")[1])).join(" "),
      ]);
  });
  return csv([HEADS, ...rows]);
}
