// The versions of the data that these scripts read. The build writes the same ones (exact.py, timeline_data.py); a test
// holds them equal.
export const VERSIONS = Object.freeze({ texts: 5, timeline: 3 });
