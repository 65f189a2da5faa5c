// Loads the timeline's data: the index at once, the entries of a year when they are needed, each file once.
import { load } from "../shared/data.js";
import { pageOf } from "../shared/site.js";
import { VERSIONS } from "../shared/versions.js";
import { placed, read } from "./columns.js";

const FOLDER = "timeline/data/";

export class Store {
  #loading = new Map(); // by year, the promise of its entries
  #entries = new Map(); // by year, its entries

  /** Load the index. */
  static async open() {
    return new Store(read(await load(`${FOLDER}index.json`, VERSIONS.timeline)));
  }

  constructor(table) {
    this.table = table;
  }

  /** Return a loaded entry, or undefined. */
  entry(position) {
    const { year, at } = placed(this.table, position);
    return this.#entries.get(year)?.[at];
  }

  /** Load the entries of some positions. */
  async load(positions) {
    const years = new Set();
    for (const position of positions) years.add(placed(this.table, position).year);
    await Promise.all([...years].map((year) => this.#year(year)));
  }

  /** Return the position of a statement by its id, which begins with its year; -1 if there is none. */
  async find(id) {
    const year = this.table.years.find((one) => one.year === Number.parseInt(id, 10));
    if (!year) return -1;
    await this.#year(year.year);
    const at = this.#entries.get(year.year).findIndex((entry) => entry.id === id);
    return at < 0 ? -1 : year.from + at;
  }

  /** Return the address of a statement's page. */
  page(entry) {
    return pageOf(entry.id);
  }

  // The site may have been published again since the index was loaded; then positions have changed.
  #keep(year, entries) {
    const { from, to } = this.table.years.find((one) => one.year === year);
    if (entries.length !== to - from) throw new Error("The archive has changed. Please reload the page.");
    this.#entries.set(year, entries);
  }

  #year(year) {
    if (!this.#loading.has(year)) {
      const loading = load(`${FOLDER}${year}.json.gz`).then((entries) => this.#keep(year, entries));
      loading.catch(() => this.#loading.delete(year)); // what failed may be tried again
      this.#loading.set(year, loading);
    }
    return this.#loading.get(year);
  }
}
