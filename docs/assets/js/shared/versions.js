// The versions of the data that these scripts read. The build writes the same ones; a test holds them equal.
export const VERSIONS = Object.freeze({ texts: 7, timeline: 4, positions: 2 });
