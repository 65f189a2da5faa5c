"""The layout of a picture of statements over time: pure geometry, which knows neither record nor page.

Time runs from left to right in columns that are as wide as a mark. A lane is a plot of dots: what falls into one column
of it stands one over the other, the earliest at the bottom, and is gathered into one bar with a count where it is more
than the lane has rows. So no mark lies over another, the order of time is kept, and nothing is left out.
``docs/assets/js/timeline/geometry.js`` is the same rule for the browser; a test holds the two together.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

COLUMN = 13
"""The width of a column, that is, of a mark with its margin."""
ROW = 12
"""The height of a mark with its margin."""
_NUMBER = 11
"""The height of the count above a bar."""
_LEAST = 13
"""The minimum height of a bar."""
_ASIDE, _BREAK = 3, 1
"""The columns of a distant stretch, and of the break next to it."""
_BREAKS = 3
"""The most breaks of an axis."""
_FAR = 5
"""A gap is a break if it is longer than the stretch next to it divided by this."""
_FEW = 10
"""At most one in this many statements is behind breaks."""
_LABEL_APART = 50
"""The minimum distance between two labels on the axis."""
_YEAR = 12
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""The possible months between two labels on the axis; the first that fits is used."""


class Dot(NamedTuple):
    """A statement to draw."""

    lane: int
    begin: int
    """The first day that its date can mean, as an ordinal."""
    end: int
    """The last day that its date can mean."""
    mark: str

    @property
    def day(self) -> int:
        """The day at which it is drawn, the middle of its possible days."""
        return (self.begin + self.end) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time span without a break."""

    first: int
    last: int
    """Both are ordinals and inclusive."""
    column: int
    """Its first column."""
    columns: int

    def column_of(self, day: int) -> int:
        """Return the column of a day, or of the nearest day inside the stretch."""
        inside = min(max(day, self.first), self.last) - self.first
        return self.column + self.columns * (2 * inside + 1) // (2 * (self.last + 1 - self.first))

    def x(self, day: int) -> float:
        """Return the position at which a day begins."""
        inside = min(max(day, self.first), self.last + 1) - self.first
        return round(COLUMN * (self.column + self.columns * inside / (self.last + 1 - self.first)), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The time axis of a picture: the stretch with most statements, and distant stretches."""

    stretches: tuple[Stretch, ...]
    main: Stretch

    def of(self, day: int) -> Stretch:
        """Return the stretch of a day; a day between two belongs to the later."""
        return next((one for one in self.stretches if day <= one.last), self.stretches[-1])

    def column(self, day: int) -> int:
        """Return the column of a day."""
        return self.of(day).column_of(day)

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where the axis is broken."""
        return tuple(COLUMN * (one.column - _BREAK / 2) for one in self.stretches[1:])


class Tick(NamedTuple):
    """A label on the axis."""

    x: float
    text: str
    strong: bool
    """Whether it begins a year."""
    aside: bool
    """Whether it labels a whole stretch, centered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane between two heights, with its base at the bottom."""

    top: int
    rows: int

    @property
    def base(self) -> int:
        """Its lower edge."""
        return self.top + self.rows * ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The statements in one column of one lane."""

    lane: int
    column: int
    dots: tuple[int, ...]
    """The numbers of the dots, in chronological order."""
    gathered: bool

    @property
    def x(self) -> float:
        """The middle of its column."""
        return COLUMN * (self.column + 0.5)

    @property
    def key(self) -> str:
        """Its key in the page."""
        return f"{self.lane}-{self.column}"


class Segment(NamedTuple):
    """A segment of a bar, for one mark."""

    mark: str
    y: float
    height: float


def axis(days: Sequence[int], columns: int) -> Axis:
    """Return the axis of some days in chronological order, at least one, over a number of columns."""
    parts, at = _parts(list(days))
    aside = (len(parts) - 1) * (_ASIDE + _BREAK)
    stretches: list[Stretch] = []
    column = 0
    for number, part in enumerate(parts):
        width = columns - aside if number == at else _ASIDE
        first, last = (part[0], part[-1]) if number != at else _months(part[0], part[-1])
        if stretches:
            first = max(first, stretches[-1].last + 1)
        if number + 1 < len(parts):
            last = min(last, parts[number + 1][0] - 1)
        stretches.append(Stretch(first=first, last=last, column=column, columns=width))
        column += width + _BREAK
    return Axis(stretches=tuple(stretches), main=stretches[at])


def _parts(days: list[int]) -> tuple[list[list[int]], int]:
    """Split off distant statements at the longest gap, repeatedly, while the gap is long and few are behind it."""
    before: list[list[int]] = []
    after: list[list[int]] = []
    main, off = days, 0
    while len(before) + len(after) < _BREAKS and len(main) > 1:
        gap, at = max((main[at] - main[at - 1], at) for at in range(1, len(main)))
        fewer = min(at, len(main) - at)
        if gap * _FAR <= main[-1] - main[0] or gap < 2 or (off + fewer) * _FEW > len(days):
            break
        off += fewer
        if at == fewer:
            before.append(main[:at])
            main = main[at:]
        else:
            after.insert(0, main[at:])
            main = main[:at]
    return [*before, main, *after], len(before)


def _months(first: int, last: int) -> tuple[int, int]:
    """Extend a stretch to whole months."""
    begin, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    following = datetime.date(end.year + end.month // 12, end.month % 12 + 1, 1)
    return begin.replace(day=1).toordinal(), following.toordinal() - 1


def ticks(shown: Axis) -> Iterator[Tick]:
    """Yield the labels of an axis: the years of distant stretches, and years or months of the rest."""
    for one in shown.stretches:
        if one is shown.main:
            yield from _main_ticks(one)
        else:
            years = sorted({datetime.date.fromordinal(day).year for day in (one.first, one.last)})
            yield Tick(COLUMN * (one.column + one.columns / 2), "–".join(map(str, years)), strong=True, aside=True)


def _main_ticks(one: Stretch) -> Iterator[Tick]:
    first = datetime.date.fromordinal(one.first)
    last = datetime.date.fromordinal(one.last)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    width = COLUMN * one.columns / months
    step = next((step for step in _MONTHS if step * width >= _LABEL_APART), _MONTHS[-1])
    begin = first.year * 12 + first.month - 1
    edge = COLUMN * (one.column + one.columns)
    opening = True
    for month in range(begin, begin + months):
        if month % step and not (month == begin and (step - month % step) * width >= _LABEL_APART):
            continue
        day = datetime.date(month // 12, month % 12 + 1, 1)
        x = one.x(day.toordinal())
        if x + _LABEL_APART * 0.6 > edge:
            continue
        is_year = day.month == 1 or step >= _YEAR
        name = calendar.month_abbr[day.month]
        text = str(day.year) if is_year else f"{name} {day.year}" if opening else name
        yield Tick(x, text, strong=is_year, aside=False)
        opening = False


def cells(dots: Sequence[Dot], shown: Axis, lanes: Sequence[Lane]) -> tuple[Cell, ...]:
    """Return the cells with their dots, by lane and from left to right."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, dot in enumerate(dots):
        found[dot.lane, shown.column(dot.day)].append(number)
    return tuple(
        Cell(
            lane=lane,
            column=column,
            dots=tuple(sorted(found[lane, column], key=lambda number: (dots[number].day, number))),
            gathered=len(found[lane, column]) > lanes[lane].rows,
        )
        for lane, column in sorted(found)
    )


def height_of(lane: Lane, row: int) -> float:
    """Return the middle of a row, counted from the base."""
    return lane.base - ROW * (row + 0.5)


def bar(cell: Cell, dots: Sequence[Dot], lane: Lane, most: int, marks: Sequence[str]) -> tuple[Segment, ...]:
    """Return the segments of a gathered cell from the base upwards; ``most`` is the largest cell of the picture."""
    room = lane.base - lane.top - _NUMBER
    whole = max(room * len(cell.dots) / most, min(_LEAST, room))
    counts = Counter(dots[number].mark for number in cell.dots)
    segments, base = [], float(lane.base)
    for mark in marks:
        if counts[mark]:
            height = whole * counts[mark] / len(cell.dots)
            base -= height
            segments.append(Segment(mark, round(base, 1), round(height, 1)))
    return tuple(segments)


class End(NamedTuple):
    """An end of an arc."""

    lane: int
    x: float
    y: float


class Arc(NamedTuple):
    """A curve between two points through a given height."""

    one: tuple[float, float]
    other: tuple[float, float]
    y: float

    def __str__(self) -> str:
        """Return its SVG path."""
        (x0, y0), (x1, y1), y = self
        return f"M{x0:g} {y0:g}C{x0:g} {y:g} {x1:g} {y:g} {x1:g} {y1:g}"


def arc(answer: End, answered: End, between: float) -> Arc:
    """Return the curve from an answer to what it answers; ``between`` is the height at which lanes are crossed."""
    if answer.lane == answered.lane:
        rise = min(16.0, 7 + abs(answer.x - answered.x) / 10)
        high = min(answer.y, answered.y) - rise
        return Arc((answer.x, answer.y), (answered.x, answered.y), high)
    return Arc((answer.x, answer.y), (answered.x, answered.y), between)


class Words(NamedTuple):
    """A placed label: its left edge, and the side of its line."""

    number: int
    x: float
    left: float
    toward_left: bool


def placed(wanted: Iterable[tuple[int, float]], width: float, room: float, apart: float) -> tuple[Words, ...]:
    """Place labels next to their lines, most important first; a label without room is left out.

    ``wanted`` has the number of each with its x, ``width`` is that of a label, ``room`` that of the picture.
    """
    found: tuple[Words, ...] = ()
    for number, x in wanted:
        with_it = sorted([*((one.x, one.number) for one in found), (x, number)])
        found = _arranged(with_it, width, room, apart) or found
    return found


def _arranged(lines: Sequence[tuple[float, int]], width: float, room: float, apart: float) -> tuple[Words, ...]:
    """Place each label right of its line, or left of it; None if they do not all fit."""
    found: list[Words] = []
    end = room + apart
    for x, number in reversed(lines):
        left = x if x + width + apart <= end else x - width
        if left < 0 or left + width + apart > end or x + apart > end:
            return ()
        found.insert(0, Words(number, x, left, left < x))
        end = left
    return tuple(found)
