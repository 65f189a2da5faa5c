"""How much the holders disagree about a place, by what each of them last said."""

from __future__ import annotations

from collections.abc import Iterable

from archive.record.positions import History
from archive.record.vocabulary import vocabulary

_FOR, _AGAINST = "solid", "hatched"
"""The marks of stances that are contrary to one another: that a place complies, and that it does not or may not."""


def disagreement(histories: Iterable[History]) -> int:
    """Return how many pairs of holders last said the contrary of one another on any one law.

    ``histories`` are those of one place. A pair counts once, on however many laws they disagree.
    """
    pairs: set[tuple[str, str]] = set()
    for history in histories:
        held = [
            (track.holder, vocabulary("stance")[take.stance].mark)
            for track in history
            for step in track.steps[-1:]
            for take in step.takes
        ]
        for one, mark in held:
            pairs.update((one, other) for other, its in held if mark == _FOR and its == _AGAINST and one != other)
    return len(pairs)
