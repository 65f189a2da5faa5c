"""Changes in what holders say: between two days, and at every step."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from archive.record.positions import History, Question, Step, Track, as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a holder said on a matter before, and what it says now."""

    question: Question
    holder: str
    side: str
    matter: str
    before: Step | None
    """None if the holder had said nothing on the matter."""
    demanded: Step | None
    """What the holder had demanded, if this is its first word on whether the place complies."""
    after: Step

    @property
    def stances(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The stances before and after."""
        return _stances(self.before), self.after.stances


def between(histories: Mapping[Question, History], begin: datetime.date, end: datetime.date) -> tuple[Change, ...]:
    """Return the differences between the ends of two days, regardless of what happened in between."""
    return tuple(
        _change(question, history, track, as_of(track.steps, begin), after, begin)
        for question, history in histories.items()
        for track in history
        if (after := as_of(track.steps, end)) and _stances(as_of(track.steps, begin)) != after.stances
    )


def steps(histories: Mapping[Question, History]) -> Iterator[Change]:
    """Yield every change of every holder; saying the same again is not a change."""
    for question, history in histories.items():
        for track in history:
            for before, after in pairwise((None, *track.steps)):
                if after and _stances(before) != after.stances:
                    yield _change(question, history, track, before, after, after.since - datetime.timedelta(days=1))


def _change(
    question: Question, history: History, track: Track, before: Step | None, after: Step, day: datetime.date
) -> Change:
    is_first = before is None and track.matter == "compliance"
    demands = (other for other in history if is_first and other.holder == track.holder and other.matter == "demand")
    return Change(
        question=question,
        holder=track.holder,
        side=track.side,
        matter=track.matter,
        before=before,
        demanded=next((step for other in demands if (step := as_of(other.steps, day)) and step.takes), None),
        after=after,
    )


def _stances(step: Step | None) -> tuple[str, ...]:
    return step.stances if step else ()
