"""Measure how much holders disagree about a place, by what each of them last said."""

from __future__ import annotations

from collections.abc import Iterable

from archive.record.positions import History
from archive.record.vocabulary import vocabulary

_FOR, _AGAINST = "solid", "hatched"
"""The marks of opposite stances: that a place complies, and that it does not or may not."""


def disagreement(histories: Iterable[History]) -> int:
    """Return how many pairs of holders last said the opposite of each other on the same law.

    ``histories`` are those of one place. A pair counts once, even if it disagrees on several laws.
    """
    pairs: set[tuple[str, str]] = set()
    for history in histories:
        marks = [
            (track.holder, vocabulary("stance")[take.stance].mark)
            for track in history
            for step in track.steps[-1:]
            for take in step.takes
        ]
        for holder, mark in marks:
            if mark == _FOR:
                pairs.update((holder, other) for other, its in marks if its == _AGAINST and holder != other)
    return len(pairs)
