// English words too common to identify a quotation, and the words that negate or soften a sentence.

const SMALL = new Set(
  `a about above after again against all almost along already also although always am among an and another any anyone anything are
  around as at away back be became because been before being below between both but by came can come comes could day days did do does
  doing done down during each either else even ever every everyone everything few first for from get gets give go goes going got had has
  have having he her here him himself his how however i if in into is it its itself just know last less let like made make makes making
  many may me might mine more most much must my never new next no nobody none nor not nothing now of off often on once one only onto or
  other others our ours out over own people perhaps put rather really said same saw say says see seen shall she should since so some
  someone something still such take than that the their them themselves then there these they thing things think this those though
  through time times to today together too took toward under until up upon us use used very want was way ways we well went were what
  whatever when where whether which while who whom whose why will with within without would year years yes yet you your`.split(
    /\s+/,
  ),
);
const SHORTENED = /(?:n't|'(?:s|re|ve|ll|d|m|t))$/;
const NEGATION =
  /^(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|hardly|barely|scarcely|cannot|unable|lacks?|.+n't|fail(?:s|ed)?|refus(?:e|es|ed)|den(?:y|ies|ied))$/;
const HEDGE =
  /^(?:may|might|could|would|should|can|possibly|perhaps|maybe|probably|likely|apparently|potentially|alleged(?:ly)?|reportedly|appears?|seems?|nearly|almost|partly|if|unless)$/;

/** Return whether a normalized word is one of the common words. */
export function isSmall(key) {
  return SMALL.has(key) || SMALL.has(key.replace(SHORTENED, ""));
}

/** Return whether a word is a negation. */
export function isNegation(key) {
  return NEGATION.test(key);
}

/** Return whether a word is a hedge. */
export function isHedge(key) {
  return HEDGE.test(key);
}
