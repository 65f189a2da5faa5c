"""Bands: what each holder held on a question over time, drawn in patterns, with words next to the marks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.record.dates import Date
from archive.record.model import Archive, Jurisdiction, Statement
from archive.record.positions import History, Question, Step, Track, histories
from archive.record.vocabulary import Term, vocabulary
from archive.site import paths
from archive.site.site import Site
from archive.site.stances import ENDED, Aside, Ground, Held, Holder, asides, grounds, held, holder, in_words, mark_of

_EARLIEST = 0.05
"""The share of stances that may be before the axis, so that one old statute does not squeeze the rest."""
_YEARS_NAMED = 8
"""A longer axis names only some of its years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment of a band; positions are in percent."""

    x: float
    width: float
    mark: str
    words: str
    """What is held, and since when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day on which something was said; its position is in percent."""

    x: float
    mark: str
    """Empty if a stance was taken back."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stance from its first statement to the holder's next change."""

    held: Held
    again: tuple[Ground, ...]
    """The holder's further statements of the same stance, in chronological order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What one holder said on one matter, drawn and in words."""

    matter: Term
    runs: tuple[Run, ...]
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]
    """Where something was said, from the start of the axis."""
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One holder's part of a band."""

    side: Term
    holder: Holder | None
    """None for a side without a speaker."""
    strips: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What every holder held on a question over time."""

    law: str
    """Empty if no law was named."""
    law_path: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The time span of a band, in whole years."""

    begin: datetime.date
    end: datetime.date

    @classmethod
    def over(cls, every: Iterable[History]) -> Axis:
        """Return the common axis of several histories; a few very early statements may come before it."""
        days = sorted(step.since for history in every for track in history for step in track.steps)
        first = days[int(len(days) * _EARLIEST)] if days else datetime.date(1, 1, 1)
        last = days[-1] if days else first
        return cls(datetime.date(first.year, 1, 1), datetime.date(last.year, 12, 31))

    def at(self, day: datetime.date) -> float:
        """Return the position of a day in percent; earlier days are at the edge."""
        share = (day - self.begin) / (self.end - self.begin + datetime.timedelta(days=1))
        return round(min(max(share, 0), 1) * 100, 2)

    @property
    def years(self) -> tuple[tuple[int, float], ...]:
        """The years to label under a band, with their positions."""
        every = range(self.begin.year, self.end.year + 1)
        return tuple((year, self.at(datetime.date(year, 1, 1))) for year in every[:: 1 + len(every) // _YEARS_NAMED])


def bands_of(site: Site, place: Jurisdiction) -> tuple[tuple[Band, ...], Axis]:
    """Return the bands of a jurisdiction, one per law, with their common axis."""
    return _bands(
        site, {question: found for question, found in site.histories.items() if question.jurisdiction == place.slug}
    )


def bands_among(site: Site, statements: Sequence[Statement], places: Sequence[str]) -> tuple[tuple[Band, ...], Axis]:
    """Return the bands of statements on places, such as those of a thread."""
    found = histories(site.links.archive, statements)
    return _bands(site, {question: found[question] for question in found if question.jurisdiction in places})


def band(site: Site, question: Question, history: History, axis: Axis) -> Band:
    """Draw the band of one question."""
    statute = site.links.archive.statutes[question.statute] if question.statute else None
    return Band(
        law=statute.citation if statute else "",
        law_path=paths.entity(statute) if statute else "",
        lanes=tuple(_lanes(site.links.archive, question, history, axis)),
    )


def _bands(site: Site, found: Mapping[Question, History]) -> tuple[tuple[Band, ...], Axis]:
    axis = Axis.over(found.values())
    steps = {question: sum(len(track.steps) for track in history) for question, history in found.items()}
    most = sorted(found, key=lambda question: (not question.statute, -steps[question], question))
    return tuple(band(site, question, found[question], axis) for question in most), axis


def _lanes(archive: Archive, question: Question, history: History, axis: Axis) -> Iterator[Lane]:
    """Yield the lanes by side; an empty side is shown too, except other officials."""
    for side in vocabulary("side").values():
        spoken = [track for track in history if track.side == side.name]
        for slug, tracks in groupby(spoken, key=lambda track: track.holder):
            strips = tuple(_strip(archive, question, track, axis) for track in tracks)
            yield Lane(side=side, holder=holder(archive, slug), strips=strips)
        if not spoken and side.name != "other":
            yield Lane(side=side, holder=None)


def _strip(archive: Archive, question: Question, track: Track, axis: Axis) -> Strip:
    runs = [tuple(run) for _, run in groupby(track.steps, key=lambda step: step.stances)]
    edges = [*(axis.at(run[0].since) for run in runs), 100.0]
    return Strip(
        matter=vocabulary("matter")[track.matter],
        runs=tuple(_run(archive, question, run) for run in runs),
        segments=tuple(
            Segment(x=begin, width=round(end - begin, 2), mark=mark, words=_words(run[0]))
            for run, (begin, end) in zip(runs, pairwise(edges), strict=True)
            if end > begin and (mark := mark_of(run[0]))
        ),
        points=tuple(
            Point(x=axis.at(step.since), mark=mark_of(step), words=_words(step))
            for step in track.steps
            if step.since >= axis.begin
        ),
        aside=asides(archive, question, track),
    )


def _words(step: Step) -> str:
    since = Date(step.since.year, step.since.month, step.since.day)
    return f"{in_words(step.stances) or ENDED}, {since.display}"


def _run(archive: Archive, question: Question, steps: Sequence[Step]) -> Run:
    first, *further = steps
    told = {take.statement.id for take in first.takes}
    later = [take for step in further for take in step.takes if take.statement.id not in told]
    return Run(held=held(archive, question, first), again=grounds(archive, question, later))
