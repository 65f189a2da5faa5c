"""The image of a thread or a place for link previews: the same marks, in the same positions, as on its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.assets.cards import HEIGHT, WIDTH
from archive.assets.plates import MARGIN, TOP, Form, Line, Plate, Words, curve
from archive.pages import picture
from archive.pages.geometry import COLUMN
from archive.pages.picture import Picture, Shape
from archive.pages.timeline import FEWEST
from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.problem import counted
from archive.site import paths
from archive.site.output import Lazy
from archive.site.site import Site

_SHAPE = Shape(name="plate", width=620, gutter=112, label=124, lines=3, gap=7)
_BOTTOM = 92
"""Pixels below the picture."""
_INK, _SOFT, _BASE, _RULE = 0, 110, 155, 200


def plates(site: Site) -> Mapping[str, Plate]:
    """Return each plate by its path; none if the site does not know its own address, which previews require."""
    if not site.settings.site_url:
        return {}
    found: dict[str, tuple[str, Sequence[Statement]]] = {
        paths.plate(paths.thread(thread.slug)): (thread.title, site.links.threads[thread.slug])
        for thread in site.links.archive.threads.values()
    }
    found |= {
        paths.plate(paths.entity(place)): (place.name, site.statements_of(place))
        for place in site.links.archive.jurisdictions.values()
    }
    shown = {path: each for path, each in found.items() if len(each[1]) >= FEWEST}
    return Lazy(shown, lambda path: _plate(site, *shown[path]))


def plate_of(site: Site, page: str, statements: Sequence[Statement]) -> str:
    """Return the path of a page's plate; empty if it has none."""
    return paths.plate(page) if site.settings.site_url and len(statements) >= FEWEST else ""


def _plate(site: Site, title: str, statements: Sequence[Statement]) -> Plate:
    ordered = sorted(statements, key=lambda statement: site.order[statement.id])
    drawn = picture.picture(site, ordered, _SHAPE, lambda _: "")
    warned = sum(bool(caveats(statement)) for statement in ordered)
    note = f"Who said what, and when. {counted(len(ordered), 'statement')}, {site.extent(tuple(ordered)).span}"
    return Plate(
        title=title,
        note=f"{note}; {warned} with a caution" if warned else note,
        foot=site.settings.site_name,
        legend=tuple((term.name, term.short) for term in drawn.forms),
        shapes=tuple(_shapes(drawn)),
    )


class _Scale:
    """Converts units of the picture to pixels of the plate."""

    def __init__(self, drawn: Picture) -> None:
        self.unit = min((WIDTH - 2 * MARGIN) / _SHAPE.width, (HEIGHT - TOP - _BOTTOM) / drawn.height)
        self._left = MARGIN + _SHAPE.gutter * self.unit

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return round(self._left + x * self.unit, 1), round(TOP + y * self.unit, 1)

    def box(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        return *self(x, y), *self(x + width, y + height)


def _shapes(drawn: Picture) -> Iterator[Line | Form | Words]:
    at = _Scale(drawn)
    size = round(11 * at.unit)
    yield from _ground(drawn, at, size)
    yield from _turns(drawn, at, size)
    yield from _marks(drawn, at, size)


def _ground(drawn: Picture, at: _Scale, size: int) -> Iterator[Line | Words]:
    """Yield the axis, the lanes with their names, and the curves from answers to what they answer."""
    top, floor = drawn.lanes[0].lane.top, drawn.floor
    for tick in drawn.ticks:
        if not tick.aside:
            yield Line((at(tick.x, top), at(tick.x, floor + 5)), _RULE, 1)
        shade, weight = (_INK, 600) if tick.strong else (_SOFT, 400)
        place = at(tick.x + (0 if tick.aside else 3), floor + 14)
        yield Words(*place, tick.text, size, weight, "ms" if tick.aside else "ls", shade)
    edges = [0.0, *(each + by for each in drawn.axis.breaks for by in (-6.5, 6.5)), _SHAPE.columns * COLUMN]
    for named in drawn.lanes:
        base = named.lane.base
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            yield Line((at(first, base), at(last, base)), _BASE, 1)
        yield Words(*at(-10, base - 3), named.name, size, 600, "rs", _INK)
    for arc in drawn.arcs:
        yield Line(curve(at(*arc.one), at(*arc.other), at(0, arc.y)[1]), _BASE, 1.4)


def _turns(drawn: Picture, at: _Scale, size: int) -> Iterator[Line | Words]:
    for label in drawn.labels:
        yield Line((at(label.x, 3), at(label.x, label.end)), 60, 1)
        by, anchor = (4, "ls") if label.anchor == "start" else (-4, "rs")
        for number, words in enumerate(label.lines):
            yield Words(*at(label.x + by, 12 + number * 13), words, size, 400 if number else 600, anchor, _INK)


def _marks(drawn: Picture, at: _Scale, size: int) -> Iterator[Line | Form | Words]:
    for bar in drawn.bars:
        for part in bar.segments:
            yield Form(part.mark, at.box(bar.x - 5, part.y, 10, part.height), True, at.unit)
        yield Words(*at(bar.x, bar.top - 2), str(bar.count), size, 600, "ms", _INK)
    for mark in drawn.marks:
        if mark.spread:
            yield Line((at(mark.spread[0], mark.y), at(mark.spread[1], mark.y)), 90, 1.2, 3)
        yield Form(mark.form, at.box(mark.x - 4.6, mark.y - 4.6, 9.2, 9.2), False, at.unit)
