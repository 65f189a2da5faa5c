// Groups statements by year and month, as in the list.
import { MONTHS } from "../shared/dates.js";

/** Group chronological positions by year and month; newest first unless `oldest`. */
export function grouped(table, positions, oldest) {
  const years = [];
  for (const at of oldest ? positions : positions.toReversed()) {
    const [year, month] = [table.year[at], table.month[at]];
    if (years.at(-1)?.year !== year) years.push({ year, count: 0, months: [] });
    const group = years.at(-1);
    if (group.months.at(-1)?.month !== month)
      group.months.push({ year, month, name: named(year, month), positions: [] });
    group.count += 1;
    group.months.at(-1).positions.push(at);
  }
  return years;
}

const named = (year, month) => (month ? `${MONTHS[month - 1]} ${year}` : `${year}, month not known`);
