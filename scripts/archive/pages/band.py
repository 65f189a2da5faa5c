"""Bands: what each side held on one question over time, drawn in patterns, with the words beside the marks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from archive.model import Archive, Jurisdiction, Statement
from archive.pages import paths
from archive.pages.held import Ground, Held, grounds, held, mark_of
from archive.pages.site import Site
from archive.positions import History, Question, Step, histories
from archive.vocabulary import Term, vocabulary

_EARLIEST = 0.05
"""This share of what was said may lie before the axis of a band, so that one old statute does not squeeze the rest."""
_YEARS_NAMED = 8
"""A longer axis names only some of its years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a band; positions are in percent."""

    x: float
    width: float
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stance from its first statement to the next change, said once or more."""

    held: Held
    times: int
    """On how many dates it was said."""
    last: Ground
    """The last statement that says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One side's part of a band."""

    side: Term
    runs: tuple[Run, ...]
    """None where the side never spoke."""
    segments: tuple[Segment, ...]
    ticks: tuple[float, ...]
    """Where something was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What every side held on one question over time."""

    law: str
    """Empty where no law was named."""
    law_path: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of time that a band shows: whole years."""

    begin: datetime.date
    end: datetime.date

    @classmethod
    def over(cls, every: Iterable[History]) -> Axis:
        """Give the axis that several histories share; a few very early statements may lie before it."""
        days = sorted(step.since for history in every for steps in history.values() for step in steps)
        first = days[int(len(days) * _EARLIEST)] if days else datetime.date(1, 1, 1)
        last = days[-1] if days else first
        return cls(datetime.date(first.year, 1, 1), datetime.date(last.year, 12, 31))

    def at(self, day: datetime.date) -> float:
        """Give the place of a day in percent; what lies before the axis is at its edge."""
        share = (day - self.begin) / (self.end - self.begin + datetime.timedelta(days=1))
        return round(min(max(share, 0), 1) * 100, 2)

    @property
    def years(self) -> tuple[tuple[int, float], ...]:
        """Years with their places, to be named under a band."""
        every = range(self.begin.year, self.end.year + 1)
        return tuple((year, self.at(datetime.date(year, 1, 1))) for year in every[:: 1 + len(every) // _YEARS_NAMED])


def bands_of(site: Site, place: Jurisdiction) -> tuple[tuple[Band, ...], Axis]:
    """Give the bands of a jurisdiction, one for each law, with the axis that they share."""
    return _bands(site, {one: found for one, found in site.histories.items() if one.jurisdiction == place.slug})


def bands_among(site: Site, statements: Sequence[Statement], places: Sequence[str]) -> tuple[tuple[Band, ...], Axis]:
    """Give the bands of what some statements hold on some places, such as those of a thread."""
    found = histories(site.links.archive, statements)
    return _bands(site, {one: found[one] for one in found if one.jurisdiction in places})


def band(site: Site, question: Question, history: History, axis: Axis) -> Band:
    """Draw the band of one question."""
    statute = site.links.archive.statutes[question.statute] if question.statute else None
    return Band(
        law=statute.citation if statute else "",
        law_path=paths.entity(statute) if statute else "",
        lanes=tuple(
            _lane(site, side, history.get(side, ()), axis) for side in vocabulary("side") if _shown(side, history)
        ),
    )


def _shown(side: str, history: History) -> bool:
    """Whether a side has a lane: those that have a say in it always, as silence tells something too."""
    return side in history or side != "other"


def _bands(site: Site, found: dict[Question, History]) -> tuple[tuple[Band, ...], Axis]:
    axis = Axis.over(found.values())
    most = sorted(found.items(), key=lambda one: (not one[0].statute, -sum(map(len, one[1].values())), one[0]))
    return tuple(band(site, question, history, axis) for question, history in most), axis


def _lane(site: Site, side: str, steps: Sequence[Step], axis: Axis) -> Lane:
    runs = [tuple(run) for _, run in groupby(steps, key=lambda step: step.stances)]
    edges = [*(axis.at(run[0].since) for run in runs), 100.0]
    return Lane(
        side=vocabulary("side")[side],
        runs=tuple(_run(site.links.archive, run) for run in runs),
        segments=tuple(
            Segment(x=begin, width=round(end - begin, 2), mark=mark_of(run[0]))
            for run, (begin, end) in zip(runs, pairwise(edges), strict=True)
            if end > begin
        ),
        ticks=tuple(axis.at(step.since) for step in steps if step.since >= axis.begin),
    )


def _run(archive: Archive, steps: Sequence[Step]) -> Run:
    last = tuple(grounds(archive, steps[-1]))[-1]
    return Run(held=held(archive, steps[0]), times=len(steps), last=last)
