// What a holder held on a matter over time, in steps from the build.

/** Return the current step on a day, from chronological steps; undefined before the first. */
export const pick = (steps, on) => (on ? steps?.findLast((step) => step.since <= on) : steps?.at(-1));
