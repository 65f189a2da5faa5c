// Finds the sentence around a span of words, by the same rule as sentences.py.

const END = /[.!?]+["'”’)\]]*\s+(?=["'“‘([]?[A-Z0-9])/g;
const SHORT =
  /(?:\b[A-Za-z]|\b(?:No|Nos|Sec|Secs|Art|Arts|Ch|ch|Cl|cl|Para|para|Pt|pt|Vol|vol|Ex|Exh|Fig|Cf|cf|v|vs|Id|id|al|etc|Mr|Mrs|Ms|Dr|Jr|Sr|St|Hon|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Atty|Asst|Dep|Dept|Div|Comm|Assn|Bros|Co|Corp|Inc|Ltd|Stat|Pub|Ord|Exec|Cal|Fla|Ill|La|Tex|Wash|Wis|Mass|Pa|Va|Md|Ct|Cir|Dist|Supp|Reg|Regs|Fed|App|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.S\.C|C\.F\.R|S\.Ct))\.$/;

/** Return the start and end of the sentence or sentences that contain a span. */
export function around(text, start, end) {
  let begin = 0;
  for (const { 0: match, index } of text.matchAll(END)) {
    if (SHORT.test(text.slice(Math.max(0, index - 12), index + 1))) continue;
    const next = index + match.length;
    if (next <= start) begin = next;
    else if (index >= end - 1) return [begin, index + match.trimEnd().length];
  }
  return [begin, text.length];
}
