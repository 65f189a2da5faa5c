// Groups results by speaker or year: the order of the groups, their counts and headings.
import { element } from "../shared/element.js";
import { counted } from "../shared/numbers.js";
import { item } from "./results.js";

/** Sort group keys by their number of results: words said first, years by time, speakers by most results. */
export function inOrder(counts, by, oldest) {
  const names = Object.keys(counts).filter((name) => counts[name]);
  const byName = (a, b) => a.localeCompare(b, "en", { numeric: true });
  if (by === "in") return ["words", "archive"].filter((name) => names.includes(name));
  if (by === "year") return names.sort((a, b) => (oldest ? byName(a, b) : byName(b, a)));
  return names.sort((a, b) => counts[b] - counts[a] || byName(a, b));
}

/** Group found statements by a facet; a statement with several values is in several groups. */
export function grouped(found, by, oldest, names) {
  const members = Object.create(null); // a value may be called `constructor`
  for (const match of found) for (const name of match.values[by] ?? []) (members[name] ??= []).push(match);
  const counts = Object.fromEntries(Object.entries(members).map(([name, those]) => [name, those.length]));
  return inOrder(counts, by, oldest).map((key, at) => ({
    name: names.label(by, key),
    at,
    found: members[key],
    count: counts[key],
    hits: members[key].reduce((sum, match) => sum + match.count, 0),
  }));
}

/** Return a group's counts in words. */
export function extent({ count, hits }) {
  return counted(count, hits === undefined ? "result" : "statement") + (hits ? `, ${counted(hits, "place")}` : "");
}

/** Append results to a list, each group under its heading; return the items. */
export function append(target, results) {
  return results.map((result) => {
    if (!result.group) return added(target, item(result, "h2"));
    const last = target.lastElementChild;
    const open = last?.dataset.group === result.group.name ? last : added(target, section(result.group));
    return added(open.lastElementChild, item(result, "h3"));
  });
}

function section(group) {
  const heading = element("h2", {}, group.name, " ", element("span", { class: "extent" }, extent(group)));
  return element("li", { class: "group", "data-group": group.name }, heading, element("ol", { class: "results" }));
}

function added(parent, child) {
  parent.append(child);
  return child;
}
