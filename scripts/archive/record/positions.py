"""Who held what, and since when: what each holder last said on each matter about a place and a law, as of any day.

A position has a *holder* and a *matter*: the body that an official speaks for, or the person, on whether a place
complies, whether the rule is valid, what is demanded, what the policy is, or how a court decided. The rules:

- A stance is known from the last day that its statement's date can mean. It is current until the same holder says
  something on the same matter that is certainly later. Stances that may be of the same day are current together.
- It ends when a statement by the same holder about the same place supersedes or retracts its statement.
- A statement whose record was withdrawn is never current and displaces nothing; it is kept and marked.
- A part of a law counts as the law. A claim that names no law is in the history of every law in question for the
  place, and marked; if there is none, it has its own history.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from archive.record.model import Archive, Position, Statement
from archive.record.standing import holders_of, sides_of
from archive.record.vocabulary import vocabulary

ENDING = ("supersedes", "retracts")
"""The relations with which a holder ends what it said before."""
_PRECEDENCE = ("court", "authority", "jurisdiction", "other")
"""If several speak for one holder on different sides, the first of these is the holder's side."""


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """A place and a law."""

    jurisdiction: str
    statute: str
    """The slug of a statute; empty if no law was named and none is in question for the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One stance that one holder takes in one statement, on one place and one law."""

    statement: Statement
    number: int
    """The number of the position in the record, from 1; 0 if the statement takes none."""
    holder: str
    """The slug of a person or an organization."""
    speakers: tuple[str, ...]
    """The slugs of the speakers who speak for the holder."""
    side: str
    """A term of the vocabulary ``side``."""
    jurisdiction: str
    statute: str
    """The slug of the statute; empty if none was named."""
    citation: str
    """The exact statute or subsection that was named; empty if none was."""
    stance: str
    """Empty if the statement takes no position."""
    quote: str = ""

    @property
    def matter(self) -> str:
        """What the stance is about, a term of the vocabulary ``matter``."""
        return vocabulary("stance")[self.stance].matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A holder's last known stance on a matter, from a day on."""

    since: datetime.date
    takes: tuple[Take, ...]
    """The current takes, in the order of the archive; none if the holder withdrew what it had said."""
    ended_by: tuple[Statement, ...] = ()
    """The statements that superseded or retracted what was current until this day."""

    @property
    def stances(self) -> tuple[str, ...]:
        """Its stances, each once, in the order of the vocabulary."""
        return in_order("stance", (take.stance for take in self.takes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What one holder said on one matter over time."""

    holder: str
    side: str
    """The holder's side in its latest statement."""
    matter: str
    steps: tuple[Step, ...]
    """In chronological order; none if no take was ever current."""
    aside: tuple[Take, ...]
    """Takes that were never current: withdrawn, or superseded on the day they became known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One take that was current during one step."""

    question: Question
    matter: str
    take: Take
    since: datetime.date
    until: datetime.date | None
    """The day on which it was replaced; None if it is still current."""


History = tuple[Track, ...]
"""The tracks of a question: by side, then by holder, earliest first, then by matter."""


def takes_of(archive: Archive, statement: Statement) -> tuple[Take, ...]:
    """Return every position of a statement, once for each of its holders, in the order of the record."""
    return tuple(_takes(archive, statement, list(enumerate(statement.positions, 1))))


def takes_on(archive: Archive, statement: Statement, places: Iterable[str]) -> tuple[Take, ...]:
    """Return the takes of a statement on some places, or takes without a stance if it takes no position on them."""
    places = tuple(places)
    stated = [(at, position) for at, position in enumerate(statement.positions, 1) if position.jurisdiction in places]
    blank = [
        (0, Position(jurisdiction=place, statute=citation, stance=""))
        for place in places
        for citation in statement.statutes or (None,)
    ]
    return tuple(_takes(archive, statement, stated or blank))


def side_on(archive: Archive, statement: Statement, places: Iterable[str]) -> str:
    """Return a statement's side with regard to some places."""
    sides = {take.side for take in takes_on(archive, statement, places)}
    return next(side for side in _PRECEDENCE if side in sides)


def histories(archive: Archive, statements: Iterable[Statement]) -> Mapping[Question, History]:
    """Return who held what on every question on which any of the statements takes a position, sorted by question."""
    statements = tuple(statements)
    ended = _endings(archive, statements)
    found: dict[Question, list[Take]] = defaultdict(list)
    unnamed: dict[str, list[Take]] = defaultdict(list)
    for statement in statements:
        for take in takes_of(archive, statement):
            (found[Question(take.jurisdiction, take.statute)] if take.statute else unnamed[take.jurisdiction]).append(
                take
            )
    for place, takes in unnamed.items():
        laws = [question for question in found if question.jurisdiction == place]
        for question in laws or [Question(place, "")]:
            found[question].extend(takes)
    return {question: _history(found[question], ended) for question in sorted(found)}


def as_of(steps: Sequence[Step], day: datetime.date) -> Step | None:
    """Return the step that is current on a day; None if nothing had been said by then."""
    at = bisect_right(steps, day, key=lambda step: step.since)
    return steps[at - 1] if at else None


def holdings(found: Mapping[Question, History]) -> Iterator[Holding]:
    """Yield every take of every step of some histories."""
    for question, history in found.items():
        for track in history:
            for step, following in zip_longest(track.steps, track.steps[1:]):
                until = following.since if following else None
                for take in step.takes:
                    yield Holding(question=question, matter=track.matter, take=take, since=step.since, until=until)


def in_order(name: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Return terms in the order of their vocabulary, without repeats."""
    wanted = set(terms)
    return tuple(term for term in vocabulary(name) if term in wanted)


def _takes(archive: Archive, statement: Statement, positions: Iterable[tuple[int, Position]]) -> Iterator[Take]:
    holders = holders_of(archive, statement)
    for number, position in positions:
        for holder, speakers in holders.items():
            sides = sides_of(archive, statement, holder, position)
            yield Take(
                statement=statement,
                number=number,
                holder=holder,
                speakers=speakers,
                side=next(side for side in _PRECEDENCE if side in sides),
                jurisdiction=position.jurisdiction,
                statute=archive.citations[position.statute].slug if position.statute else "",
                citation=position.statute or "",
                stance=position.stance,
                quote=position.quote,
            )


_Endings = Mapping[tuple[str, str, str], tuple[Statement, ...]]
"""By the id of a statement, a holder and a place: the statements that end it, in the order they become known."""


def _endings(archive: Archive, statements: Iterable[Statement]) -> _Endings:
    """Return which stances a holder's own later statements end; withdrawn ones end nothing."""
    found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for later in statements:
        targets = () if later.withdrawn else [ended for name in ENDING for ended in later.relations.get(name, ())]
        for target in targets:
            both = holders_of(archive, later).keys() & holders_of(archive, archive.statements[target]).keys()
            for holder in both:
                for place in later.jurisdictions:
                    found[target, holder, place].append(later)
    return {
        key: tuple(sorted(ends, key=lambda statement: (statement.date.latest, statement.id)))
        for key, ends in found.items()
    }


def _history(takes: Iterable[Take], ended: _Endings) -> History:
    tracks: dict[tuple[str, str], list[Take]] = defaultdict(list)
    for take in sorted(takes, key=_known):
        tracks[take.holder, take.matter].append(take)
    begin: dict[str, datetime.date] = {}
    for (holder, _), found in tracks.items():
        begin[holder] = min(begin.get(holder, datetime.date.max), found[0].statement.date.latest)
    sides, matters = list(vocabulary("side")), list(vocabulary("matter"))
    return tuple(
        sorted(
            (_track(holder, matter, found, ended) for (holder, matter), found in tracks.items()),
            key=lambda track: (sides.index(track.side), begin[track.holder], track.holder, matters.index(track.matter)),
        )
    )


def _track(holder: str, matter: str, takes: Sequence[Take], ended: _Endings) -> Track:
    steps = tuple(_steps([take for take in takes if not take.statement.withdrawn], ended))
    current = {id(take) for step in steps for take in step.takes}
    return Track(
        holder=holder,
        side=takes[-1].side,
        matter=matter,
        steps=steps,
        aside=tuple(take for take in takes if id(take) not in current),
    )


def _steps(takes: Sequence[Take], ended: _Endings) -> Iterator[Step]:
    """Yield the steps of a track; ``takes`` are in the order in which they become known."""
    ends = {id(take): ended.get((take.statement.id, take.holder, take.jurisdiction), ()) for take in takes}
    days = {take.statement.date.latest for take in takes} | {
        max(take.statement.date.latest, end.date.latest) for take in takes for end in ends[id(take)][:1]
    }
    current: list[Take] = []
    displaced_before = datetime.date.min
    upcoming = iter([*takes, None])
    take = next(upcoming)
    for day in sorted(days):
        before = tuple(current)
        while take is not None and take.statement.date.latest <= day:
            current.append(take)
            displaced_before = max(displaced_before, take.statement.date.earliest)
            take = next(upcoming)
        current = [take for take in current if take.statement.date.latest >= displaced_before]
        over = [take for take in current if ends[id(take)] and ends[id(take)][0].date.latest <= day]
        current = [take for take in current if not any(take is each for each in over)]
        if tuple(current) != before:
            ended_by = {end.id: end for take in over for end in ends[id(take)][:1]}
            yield Step(since=day, takes=tuple(sorted(current, key=_spoken)), ended_by=tuple(ended_by.values()))


def _known(take: Take) -> tuple[datetime.date, str, int]:
    return take.statement.date.latest, take.statement.id, take.number


def _spoken(take: Take) -> tuple[datetime.date, str, int]:
    return take.statement.date.earliest, take.statement.id, take.number
