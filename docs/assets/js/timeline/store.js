// Loads the timeline's data: the index at once, the entries of a year when they are needed, each file once.
import { placed, read } from "./columns.js";

export class Store {
  #folder;
  #loading = new Map(); // by year, the promise of its entries
  #entries = new Map(); // by year, its entries

  /** Load the index of the site whose root is given. */
  static async open(root) {
    const folder = new URL("timeline/data/", root);
    return new Store(root, folder, read(await json(new URL("index.json", folder))));
  }

  constructor(root, folder, table) {
    this.root = root;
    this.table = table;
    this.#folder = folder;
  }

  /** Give an entry that is loaded; undefined for one that is not. */
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

  /** Give the position of a statement by its id, which begins with its year; -1 where there is none. */
  async find(id) {
    const year = this.table.years.find((one) => one.year === Number.parseInt(id, 10));
    if (!year) return -1;
    await this.#year(year.year);
    const at = this.#entries.get(year.year).findIndex((entry) => entry.id === id);
    return at < 0 ? -1 : year.from + at;
  }

  /** Give the address of a statement's page. */
  page(entry) {
    return new URL(`statements/${entry.id}/`, this.root).href;
  }

  // The site may have been published anew since the index was loaded; then positions mean something else.
  #keep(year, entries) {
    const { from, to } = this.table.years.find((one) => one.year === year);
    if (entries.length !== to - from) throw new Error("The archive has changed meanwhile: please load the page again.");
    this.#entries.set(year, entries);
  }

  #year(year) {
    if (!this.#loading.has(year)) {
      const loading = json(new URL(`${year}.json`, this.#folder)).then((entries) => this.#keep(year, entries));
      loading.catch(() => this.#loading.delete(year)); // what failed may be tried again
      this.#loading.set(year, loading);
    }
    return this.#loading.get(year);
  }
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} could not be loaded.`);
  return answer.json();
}
