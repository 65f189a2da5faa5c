// The versions of the data that these scripts read. The build writes the same ones; a test compares them.
export const VERSIONS = Object.freeze({ texts: 8, timeline: 5, positions: 2 });
