"""The sentence that a span of words is in, in texts that are full of abbreviations: ``8 U.S.C. § 1373``."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
"""Where a sentence may end: its mark and what closes with it, before what can begin another."""

_SHORT = re.compile(
    r"(?:\b[A-Za-z]|\b(?:No|Nos|Sec|Secs|Art|Arts|Ch|ch|Cl|cl|Para|para|Pt|pt|Vol|vol|Ex|Exh|Fig|Cf|cf|v|vs|Id|id|al|etc"
    r"|Mr|Mrs|Ms|Dr|Jr|Sr|St|Hon|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Atty|Asst|Dep|Dept|Div|Comm|Assn|Bros|Co|Corp"
    r"|Inc|Ltd|Stat|Pub|Ord|Exec|Cal|Fla|Ill|La|Tex|Wash|Wis|Mass|Pa|Va|Md|Ct|Cir|Dist|Supp|Reg|Regs|Fed|App"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.S\.C|C\.F\.R|S\.Ct))\.$"
)
"""A period that ends an abbreviation, not a sentence. A real end that looks like one only makes a sentence longer."""


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of the sentence, or sentences, that a span is in."""
    begin, finish = 0, len(text)
    for match in _END.finditer(text):
        if _SHORT.search(text, max(0, match.start() - 12), match.start() + 1):
            continue
        if match.end() <= start:
            begin = match.end()
        elif match.start() >= end - 1:
            finish = len(text[: match.end()].rstrip())
            break
    return begin, finish
