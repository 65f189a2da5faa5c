// Says in one sentence what was found, and by which of the two searches.
import { counted } from "../shared/numbers.js";

/** Say what the index found. */
export function ofWords({ total, undated, ungrouped, phrase, absent }, { q, group }) {
  const found = total ? counted(total, "result") : "Nothing found";
  const way = phrase
    ? " for these words in this order, in any of their forms"
    : q
      ? ` with all ${absent.length ? "the other" : "of these"} words, in any of their forms`
      : "";
  const nowhere = absent.map((word) => `“${word}”`).join(" and ");
  const missing = absent.length
    ? ` ${nowhere} ${absent.length === 1 ? "stands" : "stand"} nowhere in the archive.`
    : "";
  const left = undated ? ` ${counted(undated, "page")} without a date left out of this order.` : "";
  const without = ungrouped ? ` ${counted(ungrouped, "page")} without a ${group} left out of the groups.` : "";
  return `${found}${way}.${missing}${left}${without}`;
}

/** Say what the scan of the texts found, as far as it has come. */
export function ofExact({ total, said, told, scanned, all, done, stopped }, { terms }) {
  const positive = terms.filter((term) => !term.not).length;
  const count = positive ? said.count : total;
  const found = count
    ? counted(count, "statement")
    : !total
      ? done
        ? "Nothing found"
        : "Nothing yet"
      : "No statement";
  const places = said.count ? `, ${counted(said.hits, "place")}` : "";
  const others = said.count ? `${told.count.toLocaleString("en")} more` : counted(told.count, "statement");
  const are = told.count === 1 ? "is" : "are";
  const where = positive
    ? `${places}${told.count ? `; ${others} ${are} described with them in the archive’s own words, ${counted(told.hits, "place")}` : ""}`
    : "";
  const way = positive
    ? ` with exactly these words${count || !total ? "" : " in a text that is held"}`
    : " under these conditions";
  if (stopped)
    return `${found}${way}${where}, before the search was stopped: ${scanned} of ${counted(all, "statement")} searched.`;
  if (!done) return `${found}${way}${where} so far.`;
  return `${found}${way}${where}. All ${counted(all, "statement")} searched, word for word.`;
}
