// What a holder last said of each place, by the same rule as in the build (archive.record.last).
import { pick } from "../shared/steps.js";

export const ITSELF = "itself"; // in an address: each place's own holders, in the place of one

const spoke = (track, holder) => (holder === ITSELF ? track.side === "jurisdiction" : track.holder === holder);

/** Return, by place, a holder's last step on a day, on any matter and law, with the holder. */
export function lastWords(cells, holder, on) {
  const found = new Map();
  for (const [pair, tracks] of Object.entries(cells)) {
    const [place] = pair.split("/");
    for (const track of tracks) {
      const step = spoke(track, holder) && pick(track.steps, on);
      const known = found.get(place);
      if (step && (!known || step.since > known.step.since)) found.set(place, { holder: track.holder, step });
    }
  }
  return found;
}

/** Return the days on which a holder's positions changed, in order. */
export function daysOf(cells, holder) {
  const own = Object.values(cells).flatMap((tracks) => tracks.filter((track) => spoke(track, holder)));
  return [...new Set(own.flatMap(({ steps }) => steps.map(({ since }) => since)))].sort();
}
