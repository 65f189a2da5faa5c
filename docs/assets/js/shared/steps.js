// What a holder held on a matter over time, in steps that the build worked out.

/** Pick the step that holds on a day from steps in the order of time; undefined before the first. */
export const pick = (steps, on) => (on ? steps?.findLast((step) => step.since <= on) : steps?.at(-1));
