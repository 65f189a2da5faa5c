// The record's names: the labels of all filter values, which places contain which, and how laws are cited.
import { FACETS } from "../shared/filters/facets.js";
import { Citations } from "./citations.js";

export class Names {
  #labels = new Map(); // by facet, the labels by key
  #parents; // by place, the place that contains it
  citations;

  /** `index` is the text index. */
  constructor(index) {
    for (const [name, { labels = {} }] of FACETS) {
      this.#labels.set(name, new Map(Object.entries(index.labels[name === "holder" ? "speaker" : name] ?? labels)));
    }
    this.#parents = new Map(Object.entries(index.parents));
    this.citations = new Citations(index);
  }

  /** Return the label of a facet's value, or the value itself if it has none. */
  label(facet, key) {
    return this.#labels.get(facet).get(key) ?? key;
  }

  /** Return the possible values of a facet, each with its key and label. */
  values(facet) {
    return [...this.#labels.get(facet)].map(([key, label]) => ({ key, label }));
  }

  /** Return a place and those that contain it, innermost first. */
  within(place) {
    const found = [place];
    for (let next = this.#parents.get(place); next && !found.includes(next); next = this.#parents.get(next))
      found.push(next);
    return found;
  }
}
