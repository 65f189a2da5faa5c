"""Who held what, and since when: the last known stance of each side on a place and a law, as of any day.

A stance is known from the last day that its statement's date can mean, and holds until the same side speaks on the
same question again. Of two statements the later in the order of the archive counts; several of one date count
together. What was withdrawn never counts. A part of a statute counts as the statute.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.model import Archive, Statement
from archive.standing import side_of
from archive.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """Whether a place complies with a law."""

    jurisdiction: str
    statute: str
    """The slug of a statute; empty where no law was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One stance that one side takes in one statement."""

    statement: Statement
    side: str
    """A term of the vocabulary ``side``."""
    speakers: tuple[str, ...]
    """The slugs of those who take it on that side."""
    stance: str
    citation: str
    """The very statute, or part of one, that was named; empty where none was."""
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a side's last known stance is from a day on."""

    since: datetime.date
    takes: tuple[Take, ...]
    """All of one date, in the order of the archive."""

    @property
    def stances(self) -> tuple[str, ...]:
        """Its stances, each once, in the order of the vocabulary."""
        taken = {take.stance for take in self.takes}
        return tuple(stance for stance in vocabulary("stance") if stance in taken)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements it rests on, each once."""
        return tuple({take.statement.id: take.statement for take in self.takes}.values())


History = Mapping[str, tuple[Step, ...]]
"""By side, in the order of the vocabulary: its steps in the order of time. A side that never spoke is absent."""


def histories(archive: Archive, statements: Iterable[Statement]) -> Mapping[Question, History]:
    """Give what each side held on every question that anybody took a position on; ordered by question."""
    found: dict[Question, dict[str, list[Take]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for question, take in _takes(archive, statement):
            found[question][take.side].append(take)
    return {
        question: {side: _steps(found[question][side]) for side in vocabulary("side") if side in found[question]}
        for question in sorted(found)
    }


def as_of(steps: Sequence[Step], day: datetime.date) -> Step | None:
    """Give a side's last known stance on a day; None where it had said nothing by then."""
    at = bisect_right(steps, day, key=lambda step: step.since)
    return steps[at - 1] if at else None


def _takes(archive: Archive, statement: Statement) -> Iterator[tuple[Question, Take]]:
    if statement.withdrawn:
        return
    for position in statement.positions:
        sides: dict[str, list[str]] = defaultdict(list)
        for slug in statement.speakers:
            sides[side_of(archive, archive.speakers[slug], statement, position)].append(slug)
        statute = archive.citations[position.statute].slug if position.statute else ""
        for side, speakers in sides.items():
            take = Take(
                statement=statement,
                side=side,
                speakers=tuple(speakers),
                stance=position.stance,
                citation=position.statute or "",
                quote=position.quote,
            )
            yield Question(position.jurisdiction, statute), take


def _steps(takes: Iterable[Take]) -> tuple[Step, ...]:
    """Give a side's steps: the last known date moves on, never back, as the days go by."""
    steps: list[Step] = []
    for known, group in groupby(sorted(takes, key=_known), key=lambda take: take.statement.date.latest):
        new = list(group)
        last = max(_day(take) for take in new)
        if not steps or last >= _day(steps[-1].takes[0]):
            steps.append(Step(since=known, takes=tuple(take for take in new if _day(take) == last)))
    return tuple(steps)


def _known(take: Take) -> tuple[datetime.date, str, str, str]:
    one = take.statement
    return one.date.latest, one.id, take.citation, take.stance


def _day(take: Take) -> tuple[int, int, int]:
    """Give a date without its qualifier: what is uncertain of it makes it no later."""
    date = take.statement.date
    return date.year, date.month, date.day
