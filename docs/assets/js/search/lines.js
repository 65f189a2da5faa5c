// The concordance: each hit on one line, with its context.
import { button, element } from "../shared/element.js";
import { normalise } from "../shared/normalise.js";
import { extent } from "./groups.js";

const HEADS = [
  ["Before", "before"],
  ["Words", "match"],
  ["After", "after"],
  ["Statement", "source"],
];
const STEP = 50;
const SIDE = 70; // characters on either side

/** Draw the hits of an answer, grouped and sorted as the state asks. */
export function drawLines(target, answer, state) {
  const lines = ordered(linesOf(answer.list(0, answer.entries)), state.lines);
  const table = element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        HEADS.map(([name, kind]) => element("th", { scope: "col", class: kind }, name)),
      ),
    ),
  );
  const rest = button("", () => add(), { class: "next" });
  let shown = 0;
  const add = () => {
    const rows = lines.slice(shown, shown + STEP).map((line, at) => {
      const made = row(line);
      const group = line.result.group;
      if (shown + at === 0 || group?.at !== lines[shown + at - 1].result.group?.at) table.append(body(group));
      table.lastElementChild.append(made);
      return made;
    });
    if (shown) rows[0].querySelector("a").focus();
    shown += rows.length;
    rest.hidden = shown >= lines.length;
    rest.textContent = `Show ${Math.min(STEP, lines.length - shown)} more of ${lines.length.toLocaleString("en")}`;
  };
  add();
  const left = answer.hits - new Set(lines.map(({ place }) => place)).size; // in groups a place may be listed twice
  target.append(
    element("div", { class: "concordance", tabindex: "0", role: "region", "aria-label": "One line per match" }, table),
    rest,
    left > 0
      ? element(
          "p",
          { class: "note" },
          `Too many matches to show: ${left.toLocaleString("en")} of them are counted, but left out of the lines and the files. Add a condition such as year:2017 to get fewer.`,
        )
      : "",
  );
}

/** Return every hit of some results with its statement. */
export function linesOf(results) {
  return results.flatMap((result) => result.places.map((place) => ({ result, place })));
}

function ordered(lines, by) {
  if (by === "date") return lines;
  const words = (text) =>
    normalise(text)
      .split(" ")
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const keyed = lines.map((line) => {
    const near = by === "left" ? words(line.place.before).reverse() : words(line.place.after);
    return {
      line,
      key: near
        .slice(0, 4)
        .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
        .join(" "),
    };
  });
  const group = ({ line }) => line.result.group?.at ?? 0;
  return keyed.sort((a, b) => group(a) - group(b) || a.key.localeCompare(b.key, "en")).map(({ line }) => line);
}

/** Create the table section of a group, with its heading; without groups there is one section. */
function body(group) {
  if (!group) return element("tbody");
  const heading = element(
    "th",
    { scope: "rowgroup", colspan: HEADS.length },
    group.name,
    " ",
    element("span", { class: "extent" }, extent(group)),
  );
  return element("tbody", {}, element("tr", { class: "group" }, heading));
}

function row({ result, place }) {
  const { before, match, after, anchor, name } = place;
  const marks = new URLSearchParams([["highlight", match.toLowerCase()]]);
  const href = `${result.url}?${marks}${anchor ? `#${anchor}` : ""}`;
  const who = name === "words" ? result.meta.speaker : `The archive’s ${name} of ${result.meta.speaker}`;
  return element(
    "tr",
    { class: name === "words" ? "spoken" : "told" },
    element(
      "td",
      { class: "before" },
      element("bdi", {}, before.length > SIDE ? `…${before.slice(before.indexOf(" ", before.length - SIDE))}` : before),
    ),
    element("td", { class: "match" }, element("mark", {}, match)),
    element(
      "td",
      { class: "after" },
      after.length > SIDE ? `${after.slice(0, Math.max(after.lastIndexOf(" ", SIDE), 1))}…` : after,
    ),
    element(
      "td",
      { class: "source", title: `${result.meta.date}, ${who}` },
      element("a", { href }, result.meta.date),
      ` ${who}`,
    ),
  );
}
