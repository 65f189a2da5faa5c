"""The picture of an exchange over time: who spoke when, from which side, holding what, in answer to whom.

``picture`` draws any statements in any shape: ``WIDE`` is for a screen, ``MIDDLE`` for a tablet and for paper, and
``NARROW`` for a phone. ``beside`` is the mark beside an entry, where the list itself is the picture. Turning points are
named in words: first what changes the law itself, then the statements that most threads count among their turns, of
several those that most others answer, of several the earliest, as far as there is room.
"""

from __future__ import annotations

import datetime
import json
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from markupsafe import Markup

from archive.pages import geometry
from archive.pages.geometry import COLUMN, ROW, Cell, Dot, End
from archive.record.model import Statement
from archive.record.positions import in_order
from archive.record.vocabulary import Term, vocabulary
from archive.site.entry import Entry
from archive.site.output import Output
from archive.site.site import Site
from archive.site.templating import render

ANSWERS = ("responds-to", "contradicts")
"""The relations drawn as arcs."""
NONE = "none"
"""The mark of a statement without a position."""
_MARKS = {stance.name: stance.mark for stance in vocabulary("stance").values()}
_FORMS = (*vocabulary("mark"), NONE)
"""From the base of a bar upwards."""

_LAW = "Changes to the law"
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_TURNS = 300
"""The most turning points sent to the browser."""
_ARCS = 160
"""With more arcs than this, none is drawn, because they would be unreadable."""
_LINE = 13
"""Height of a line of a label."""
_LETTER = 5.6
"""About the width of a letter of a label."""
_APART = 5
"""The least distance between two labels."""
_AXIS = 18
"""Height of the words under the lanes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The measures of a picture, in pixels."""

    name: str
    width: int
    gutter: int
    """The left margin for lane names; 0 if they are above their lanes."""
    label: int
    """The width of a label of a turning point."""
    lines: int
    """The lines of a label, including its date."""
    gap: int
    """The gap between two lanes."""

    @property
    def columns(self) -> int:
        """The number of columns."""
        return (self.width - self.gutter) // COLUMN


WIDE = Shape(name="wide", width=1136, gutter=122, label=164, lines=4, gap=7)
MIDDLE = Shape(name="middle", width=760, gutter=122, label=164, lines=4, gap=7)
NARROW = Shape(name="narrow", width=346, gutter=0, label=112, lines=6, gap=18)
SHAPES = (WIDE, MIDDLE, NARROW)

_ROWS = {"jurisdiction": 3, "authority": 3, "court": 2, "other": 2}
"""Marks over one another in the lane of a side."""
_DENSE = 7
"""Rows of a picture that has bars, at least: where sides are missing the others share them, so that density shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A lane with its name."""

    name: str
    lane: geometry.Lane
    is_law: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A statement drawn by itself."""

    key: str
    x: float
    y: float
    form: str
    path: str
    words: str
    spread: tuple[float, float] | None
    """The range of its possible dates, if more than a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Statements gathered in a bar."""

    key: str
    x: float
    segments: tuple[geometry.Segment, ...]
    count: int
    path: str
    words: str

    @property
    def top(self) -> float:
        """Its upper edge, below its count."""
        return self.segments[-1].y

    @property
    def base(self) -> float:
        """Its lower edge."""
        return round(self.segments[0].y + self.segments[0].height, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A mark beside an entry of a list."""

    lane: str
    """A side, or ``law``."""
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label of a turning point."""

    x: float
    left: float
    anchor: str
    lines: tuple[str, ...]
    """The first is the date."""
    end: float
    """The end of its line."""
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The elements of a picture, with their positions."""

    shape: Shape
    height: int
    lanes: tuple[Named, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    arcs: tuple[geometry.Arc, ...]
    labels: tuple[Label, ...]
    axis: geometry.Axis
    ticks: tuple[geometry.Tick, ...]

    @property
    def floor(self) -> int:
        """The bottom of the lowest lane."""
        return self.lanes[-1].lane.base

    @property
    def told(self) -> str:
        """The data for the browser's scripts, as JSON; days are counted from 1970."""
        stretches = self.axis.stretches
        shape = self.shape
        return _json(
            {
                "axis": [[one.first - _EPOCH, one.last - _EPOCH, one.column, one.columns] for one in stretches],
                "main": stretches.index(self.axis.main),
                "lanes": [[one.name, one.lane.top, one.lane.rows, one.is_law] for one in self.lanes],
                "columns": shape.columns,
                "width": shape.width,
                "gutter": shape.gutter,
                "gap": shape.gap,
                "label": WIDE.label,
                "lines": shape.lines,
            }
        )

    @property
    def bodies(self) -> tuple[tuple[str, str], ...]:
        """The bars without their counts: for each form the path of all that is drawn in it."""
        parts = [
            (part.mark, f"M{bar.x - 5:g} {part.y:g}h10v{part.height:g}h-10z")
            for bar in self.bars
            for part in bar.segments
        ]
        forms = dict.fromkeys(form for form, _ in parts)
        return tuple((form, "".join(path for of, path in parts if of == form)) for form in forms)

    @property
    def forms(self) -> tuple[Term, ...]:
        """The marks that are used, in order."""
        drawn = {mark.form for mark in self.marks} | {part.mark for bar in self.bars for part in bar.segments}
        return tuple(term for term in vocabulary("mark").values() if term.name in drawn)


def picture(site: Site, statements: Sequence[Statement], shape: Shape, place: Callable[[Entry], str]) -> Picture:
    """Draw statements, at least one, in chronological order; ``place`` returns the address of an entry in a list."""
    lanes = tuple(_lanes(site, statements, shape))
    names = [named.name for named in lanes]
    dots = [_dot(site, statement, names) for statement in statements]
    axis = geometry.axis(sorted(dot.day for dot in dots), shape.columns)
    cells = geometry.cells(dots, axis, [named.lane for named in lanes])
    if any(cell.gathered for cell in cells):
        lanes = tuple(_lanes(site, statements, shape, least=_DENSE))
        cells = geometry.cells(dots, axis, [named.lane for named in lanes])
    entries = [site.entries[statement.id] for statement in statements]
    most = max(len(cell.dots) for cell in cells)
    bars = {cell: _bar(cell, dots, lanes, most, entries, place) for cell in cells if cell.gathered}
    ends = dict(_ends(cells, lanes, bars))
    return Picture(
        shape=shape,
        height=lanes[-1].lane.base + _AXIS,
        lanes=lanes,
        marks=tuple(mark for cell in cells if not cell.gathered for mark in _marks(cell, dots, lanes, entries, axis)),
        bars=tuple(bars.values()),
        arcs=_arcs(statements, ends, lanes, shape),
        labels=tuple(_labels(site, statements, entries, ends, lanes, shape)),
        axis=axis,
        ticks=tuple(geometry.ticks(axis)),
    )


def drawn(
    site: Site,
    statements: Sequence[Statement],
    root: str,
    place: Callable[[Entry], str],
    *,
    worked: bool,
    shapes: Sequence[Shape] = SHAPES,
) -> Markup:
    """Draw statements, in any order, in several shapes, of which the page shows the one that fits.

    ``worked`` says whether the page's scripts take the picture up; otherwise its links alone can be followed.
    """
    ordered = sorted(statements, key=lambda statement: site.order[statement.id])
    pictures = [picture(site, ordered, shape, place) for shape in shapes]
    forms = _json({"stances": _MARKS, "marks": _FORMS})
    return render("picture.html", pictures=pictures, root=root, column=COLUMN, forms=forms if worked else "")


def stance_marks() -> str:
    """Return, by stance, the mark that it is drawn with, as JSON for the browser's scripts."""
    return _json(_MARKS)


def beside(site: Site, entry: Entry) -> Beside:
    """Return the mark beside an entry of a list."""
    statement = site.links.archive.statements[entry.id]
    lane = "law" if _changes_law(statement) else _side(site, statement)
    return Beside(lane=lane, form=mark_of(statement))


def lane_of(site: Site, statement: Statement) -> str:
    """Return the name of a statement's lane: its side, or changes to the law."""
    return _LAW if _changes_law(statement) else vocabulary("side")[_side(site, statement)].label


def _changes_law(statement: Statement) -> bool:
    return vocabulary("kind")[statement.kind].changes_law


def _side(site: Site, statement: Statement) -> str:
    return site.facets[statement.id]["side"][0]


def mark_of(statement: Statement) -> str:
    """Return the mark of a statement's first stance in the order of the vocabulary."""
    stances = in_order("stance", (position.stance for position in statement.positions))
    return vocabulary("stance")[stances[0]].mark if stances else NONE


def turning_points(site: Site, statements: Sequence[Statement]) -> tuple[int, ...]:
    """Return the numbers of the statements that get labels, most important first.

    Changes to the law that were answered come first, then the turning points of the most threads. A change to the law
    that nobody answered counts as the turning point of one thread.
    """
    turns = Counter(turn.statement for thread in site.links.archive.threads.values() for turn in thread.turns)

    def importance(number: int) -> tuple[bool, int, bool, int, int]:
        statement = statements[number]
        answers = site.links.incoming.get(statement.id, {})
        count = sum(len(answers.get(relation, ())) for relation in ANSWERS)
        is_law = lane_of(site, statement) == _LAW
        return not (is_law and count), -(turns[statement.id] or is_law), not is_law, -count, number

    named = (
        number for number, statement in enumerate(statements) if turns[statement.id] or lane_of(site, statement) == _LAW
    )
    return tuple(sorted(named, key=importance))


def _lanes(site: Site, statements: Sequence[Statement], shape: Shape, *, least: int = 0) -> Iterator[Named]:
    found = {lane_of(site, statement) for statement in statements}
    rows_of = {side.label: _ROWS[side.name] for side in vocabulary("side").values()}
    taken = sum(rows for name, rows in rows_of.items() if name in found)
    share = max(1.0, least / max(taken, 1))
    top = shape.lines * _LINE + 6
    for name, few in ((_LAW, 1), *rows_of.items()):
        if name in found:
            rows = few if name == _LAW else round(few * share)
            top += 0 if shape.gutter else shape.gap
            lane = geometry.Lane(top=top, rows=rows)
            yield Named(name=name, lane=lane, is_law=name == _LAW)
            top = lane.base + (shape.gap if shape.gutter else 0)


def _dot(site: Site, statement: Statement, lanes: Sequence[str]) -> Dot:
    date = statement.date
    begin, end = date.earliest.toordinal(), date.latest.toordinal()
    return Dot(lanes.index(lane_of(site, statement)), begin, end, mark_of(statement))


def _marks(
    cell: Cell, dots: Sequence[Dot], lanes: Sequence[Named], entries: Sequence[Entry], axis: geometry.Axis
) -> Iterator[Mark]:
    for row, number in enumerate(cell.dots):
        dot, entry = dots[number], entries[number]
        stretch = axis.of(dot.day)
        yield Mark(
            key=f"{cell.key}-{row}",
            x=cell.x,
            y=geometry.height_of(lanes[cell.lane].lane, row),
            form=dot.mark,
            path=entry.path,
            words=_words(entry),
            spread=(stretch.x(dot.begin), stretch.x(dot.end + 1)) if dot.end > dot.begin else None,
        )


def _short(entry: Entry) -> str:
    return entry.when.words.replace(", day not known", "")


def _words(entry: Entry) -> str:
    return f"{entry.when.words}: {entry.title}"


def _bar(
    cell: Cell,
    dots: Sequence[Dot],
    lanes: Sequence[Named],
    most: int,
    entries: Sequence[Entry],
    place: Callable[[Entry], str],
) -> Bar:
    first, last = entries[cell.dots[0]], entries[cell.dots[-1]]
    when = first.when.words if first.when == last.when else f"{first.when.words} to {last.when.words}"
    return Bar(
        key=cell.key,
        x=cell.x,
        segments=geometry.bar(cell, dots, lanes[cell.lane].lane, most, _FORMS),
        count=len(cell.dots),
        path=place(first),
        words=f"{len(cell.dots):,} statements, {when}",
    )


def _ends(cells: Iterable[Cell], lanes: Sequence[Named], bars: Mapping[Cell, Bar]) -> Iterator[tuple[int, End]]:
    for cell in cells:
        for row, number in enumerate(cell.dots):
            y = bars[cell].top if cell.gathered else geometry.height_of(lanes[cell.lane].lane, row)
            yield number, End(cell.lane, cell.x, y)


def _arcs(
    statements: Sequence[Statement], ends: Mapping[int, End], lanes: Sequence[Named], shape: Shape
) -> tuple[geometry.Arc, ...]:
    numbers = {statement.id: number for number, statement in enumerate(statements)}
    pairs = dict.fromkeys(
        (ends[number], ends[numbers[target]])
        for number, statement in enumerate(statements)
        for relation in ANSWERS
        for target in statement.relations.get(relation, ())
        if target in numbers
    )
    if len(pairs) > _ARCS:
        return ()
    return tuple(
        geometry.arc(one, other, lanes[max(one.lane, other.lane)].lane.top - shape.gap / 2)
        for one, other in pairs
        if one != other
    )


def _labels(
    site: Site,
    statements: Sequence[Statement],
    entries: Sequence[Entry],
    ends: Mapping[int, End],
    lanes: Sequence[Named],
    shape: Shape,
) -> Iterator[Label]:
    titles = {number: _wrapped(entries[number].title, shape) for number in turning_points(site, statements)}
    wanted = [(number, ends[number].x) for number, title in titles.items() if title]
    floor = lanes[-1].lane.base
    for found in geometry.placed(wanted, shape.label, shape.columns * COLUMN, _APART):
        end, entry = ends[found.number], entries[found.number]
        yield Label(
            x=found.x,
            left=found.left,
            anchor="end" if found.toward_left else "start",
            lines=(_short(entry), *titles[found.number]),
            end=floor if lanes[end.lane].is_law else end.y - ROW / 2,
            path=entry.path,
        )


def _wrapped(title: str, shape: Shape) -> tuple[str, ...]:
    """Return a title in the lines of a label, or nothing if it is too long: cut short, it could say the opposite."""
    letters = int(shape.label / _LETTER)
    lines = textwrap.wrap(title.replace("§ ", "§\N{NO-BREAK SPACE}"), letters, break_on_hyphens=False)
    return tuple(lines) if len(lines) < shape.lines else ()


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the data that scripts load before they redraw a picture: answers and turning points."""
    yield Output(path="timeline/data/picture.json", make=lambda: _json(extra(site)).encode())


def extra(site: Site) -> Mapping[str, Any]:
    """Return the answers as pairs of positions in time, and the turning points, the most important first, in lines."""
    statements = site.links.statements
    answers = [
        (site.order[statement.id], site.order[target])
        for statement in statements
        for relation in ANSWERS
        for target in statement.relations.get(relation, ())
    ]
    entries = {number: site.entries[statements[number].id] for number in turning_points(site, statements)}
    titles = ((number, entry, _wrapped(entry.title, WIDE)) for number, entry in entries.items())
    turns = ((number, [_short(entry), *title]) for number, entry, title in titles if title)
    return {
        "count": len(statements),
        "answers": list(dict.fromkeys(answers)),
        "turns": list(islice(turns, _TURNS)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
