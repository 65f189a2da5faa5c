"""What holders changed in what they say: from one day to another, and at every step on the way."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from archive.record.positions import History, Question, Step, as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one holder said on one matter before, and what it says instead."""

    question: Question
    holder: str
    side: str
    matter: str
    before: Step | None
    """None where the holder had said nothing."""
    after: Step

    @property
    def stances(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The stances before and after."""
        return self.before.stances if self.before else (), self.after.stances


def between(histories: Mapping[Question, History], begin: datetime.date, end: datetime.date) -> tuple[Change, ...]:
    """Return what stands otherwise at the end of one day than at the end of another, whatever came between."""
    return tuple(
        Change(question=question, holder=track.holder, side=track.side, matter=track.matter, before=before, after=after)
        for question, history in histories.items()
        for track in history
        for before, after in [(as_of(track.steps, begin), as_of(track.steps, end))]
        if after is not None and (before.stances if before else ()) != after.stances
    )


def steps(histories: Mapping[Question, History]) -> Iterator[Change]:
    """Yield every change of every holder; to say the same again is none."""
    for question, history in histories.items():
        for track in history:
            for before, after in pairwise((None, *track.steps)):
                if after and (before.stances if before else ()) != after.stances:
                    yield Change(
                        question=question,
                        holder=track.holder,
                        side=track.side,
                        matter=track.matter,
                        before=before,
                        after=after,
                    )
