"""Find the sentence around a span of words, in texts full of abbreviations: ``8 U.S.C. § 1373``."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_END = re.compile(r"((?<![.!?])[.!?]+[\"'”’)\]]*)\s+(?=[\"'“‘(\[]?[A-Z0-9])")
"""Where a sentence may end: its mark and closing quotation marks, before something that can begin another.

It is tried once per run of marks, so that a long run takes no longer than other words.
"""

_SHORT = re.compile(
    r"(?:\b[A-Za-z]|\b(?:No|Nos|Sec|Secs|Art|Arts|Ch|ch|Cl|cl|Para|para|Pt|pt|Vol|vol|Ex|Exh|Fig|Cf|cf|v|vs|Id|id|al|etc"
    r"|Mr|Mrs|Ms|Dr|Jr|Sr|St|Hon|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Atty|Asst|Dep|Dept|Div|Comm|Assn|Bros|Co|Corp"
    r"|Inc|Ltd|Stat|Pub|Ord|Exec|Cal|Fla|Ill|La|Tex|Wash|Wis|Mass|Pa|Va|Md|Ct|Cir|Dist|Supp|Reg|Regs|Fed|App"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.S\.C|C\.F\.R|S\.Ct))\.$"
)
"""A period that ends an abbreviation, not a sentence. A false match only makes a sentence longer."""


class Sentences:
    """The sentences of a text, whose ends are found once."""

    def __init__(self, text: str) -> None:
        ends = [match for match in _END.finditer(text) if not _is_short(text, match.start())]
        self._length = len(text)
        self._marks = [match.start() for match in ends]
        self._closed = [match.end(1) for match in ends]
        self._next = [match.end() for match in ends]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and end of the sentence or sentences that contain a span."""
        before = bisect_right(self._next, start)
        after = bisect_left(self._marks, end - 1, lo=before)
        begin = self._next[before - 1] if before else 0
        return begin, self._closed[after] if after < len(self._closed) else self._length


def _is_short(text: str, mark: int) -> bool:
    return _SHORT.search(text, max(0, mark - 12), mark + 1) is not None


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the start and end of the sentence or sentences that contain a span."""
    return Sentences(text).around(start, end)
