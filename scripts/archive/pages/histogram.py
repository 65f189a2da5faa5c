"""The number of statements over time, as bars that link into a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.record.dates import MONTHS
from archive.site.entry import Entry

WIDTH, HEIGHT = 1000, 100
"""The width of the drawing in its own units; it is scaled to the page."""

_BARS = 62
"""The most bars, as in ``timeline/scale.js``; the finest unit with no more bars is used."""
_GAP = 0.14
"""The gap between bars, as a fraction of a bar's width."""
_LEAST = 2.5
"""The minimum height of a nonempty bar."""
_LABELS = 12
"""The approximate number of labels under the bars."""


class Label(NamedTuple):
    """A label on the axis."""

    text: str
    at: float
    """Its start, in percent of the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The statements of one year, month or decade."""

    name: str
    count: int
    path: str
    """An address or an anchor on the page; empty for an empty bar."""
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """The bars from the first statement to the last, including empty ones."""

    unit: str
    """``month``, ``year`` or ``decade``."""
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]

    @property
    def most(self) -> Bar:
        """The highest bar; the earliest if there are several."""
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def filled(self) -> tuple[Bar, ...]:
        """The nonempty bars."""
        return tuple(bar for bar in self.bars if bar.count)


Place = Callable[[int, int], str]
"""Returns the address of a year and, unless it is 0, a month in the list."""


def histogram(entries: Sequence[Entry], place: Place) -> Histogram:
    """Draw the statements of a list, of which there must be one at least.

    Months are drawn only where the month of each is known: a bar claims no more than the record does.
    """
    months = [_month(entry) for entry in entries]
    first, last = min(months) // 12, max(months) // 12
    if max(months) - min(months) < _BARS and all(entry.month for entry in entries):
        names = {at: f"{MONTHS[at % 12 + 1]} {at // 12}" for at in range(min(months), max(months) + 1)}
        paths = {_month(entry): place(entry.year, entry.month) for entry in entries}
        return _drawn("month", Counter(months), names, paths, _months_labelled(names))
    if last - first < _BARS:
        years = {year: str(year) for year in range(first, last + 1)}
        paths = {entry.year: place(entry.year, 0) for entry in entries}
        return _drawn("year", Counter(entry.year for entry in entries), years, paths, years)
    decades = {at: f"{at * 10}s" for at in range(first // 10, last // 10 + 1)}
    paths = {entry.year // 10: place(entry.year, 0) for entry in sorted(entries, key=_month, reverse=True)}
    return _drawn("decade", Counter(entry.year // 10 for entry in entries), decades, paths, decades)


def _month(entry: Entry) -> int:
    """Return a consecutive number for a month."""
    return entry.year * 12 + max(entry.month, 1) - 1


def _months_labelled(names: Collection[int]) -> dict[int, str]:
    """Label each of a few months, the first and each January with its year; of many, the years alone."""
    if len(names) > _LABELS:
        return {at: str(at // 12) for at in names if at % 12 == 0}
    first = min(names)
    return {at: MONTHS[at % 12 + 1][:3] + (f" {at // 12}" if at == first or at % 12 == 0 else "") for at in names}


def _drawn(
    unit: str, counts: Counter[int], names: dict[int, str], paths: dict[int, str], labels: dict[int, str]
) -> Histogram:
    step = WIDTH / len(names)
    most = max(counts.values())
    bars = tuple(
        _bar(name, counts[at], paths.get(at, ""), order * step, step, most)
        for order, (at, name) in enumerate(names.items())
    )
    every = -(-len(labels) // _LABELS)
    orders = {at: order for order, at in enumerate(names)}
    shown = [(at, text) for order, (at, text) in enumerate(labels.items()) if order % every == 0]
    placed = tuple(Label(text, round(100 * orders[at] / len(names), 2)) for at, text in shown)
    return Histogram(unit=unit, bars=bars, labels=placed or (Label(next(iter(names.values())), 0.0),))


def _bar(name: str, count: int, path: str, x: float, step: float, most: int) -> Bar:
    height = max(count / most * HEIGHT, _LEAST) if count else 0.0
    return Bar(
        name=name,
        count=count,
        path=path,
        x=round(x, 2),
        y=round(HEIGHT - height, 2),
        width=round(step * (1 - _GAP), 2),
        height=round(height, 2),
    )
