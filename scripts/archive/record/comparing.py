"""Compare two texts word by word, in a time that is bounded whatever the words are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate

Opcode = tuple[str, int, int, int, int]
"""What to do with a stretch of words, as ``difflib`` has it: an operation, and a span of each text."""

MOST = 4_000_000
"""Pairs of equal words that are looked at; the rest of two texts then counts as replaced."""


class _Bounded(SequenceMatcher[str]):
    """Stops looking for equal stretches after so many pairs of equal words."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, old, new, autojunk=False)
        often = Counter(new)
        self._pairs = [0, *accumulate(often[word] for word in old)]
        self._left = MOST

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None) -> Match:
        ahi = len(self._pairs) - 1 if ahi is None else ahi
        self._left -= self._pairs[ahi] - self._pairs[alo]
        return Match(alo, blo, 0) if self._left < 0 else super().find_longest_match(alo, ahi, blo, bhi)


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Yield how one list of words becomes the other: ``equal``, ``replace``, ``delete`` and ``insert``, in order."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    if head:
        yield "equal", 0, head, 0, head
    for operation, a, b, c, d in _Bounded(old[head : ends[0]], new[head : ends[1]]).get_opcodes():
        yield operation, head + a, head + b, head + c, head + d
    if tail:
        yield "equal", ends[0], len(old), ends[1], len(new)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    differences = (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    return next(differences, min(len(old), len(new)))
