// Summarizes in one sentence what was found, and by which search.
import { counted, digits } from "../shared/numbers.js";

/** Return what the index found. */
export function ofWords({ total, undated, ungrouped, phrase, absent }, { q, group }) {
  const found = total ? counted(total, "result") : "Nothing found";
  const way = phrase
    ? " for these words in this order, in any of their forms"
    : q
      ? ` with all ${absent.length ? "the other" : "of these"} words, in any of their forms`
      : "";
  const nowhere = absent.map((word) => `“${word}”`).join(" and ");
  const missing = absent.length ? ` ${nowhere} ${absent.length === 1 ? "is" : "are"} nowhere in the archive.` : "";
  const left = undated ? ` ${counted(undated, "page")} without a date left out of this order.` : "";
  const without = ungrouped ? ` ${counted(ungrouped, "page")} without a ${group} left out of the groups.` : "";
  return `${found}${way}.${missing}${left}${without}`;
}

/** Return what the exact search has found so far. */
export function ofExact(answer, { terms }) {
  const { scanned, all, done, stopped } = answer;
  const found = terms.some((term) => !term.not) ? ofTerms(answer) : [ofConditions(answer)];
  if (!done) found[0] += " so far";
  const end = stopped
    ? `The search was stopped after ${digits(scanned)} of ${counted(all, "statement")}`
    : done && `All ${counted(all, "statement")} searched, word for word`;
  return [...found, end]
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

/** Return how many statements have the words, and how many only in the archive's description. */
function ofTerms({ said, told }) {
  if (!said.count && !told.count) return ["Nothing found with exactly these words"];
  const archives = `${told.count === 1 ? "has" : "have"} them only in the archive’s title, summary or caution`;
  if (!said.count)
    return ["No text in the archive has exactly these words", `${counted(told.count, "statement")} ${archives}`];
  return [
    `${counted(said.count, "statement")} with exactly these words, in ${counted(said.hits, "place")}`,
    told.count ? `${digits(told.count)} more ${archives}` : "",
  ];
}

const ofConditions = ({ total }) => `${total ? counted(total, "statement") : "Nothing found"} under these conditions`;
