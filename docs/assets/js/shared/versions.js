// The versions of the data that these scripts read. The build writes the same ones; a test compares them.
export const VERSIONS = Object.freeze({ texts: 7, timeline: 4, positions: 2 });
