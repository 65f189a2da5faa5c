"""Images of an exchange for link previews: the page's SVG picture, drawn as pixels and cached by its content.

A plate is as large as a quotation card, and has the same rules, fonts and colors.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from archive.assets import disk_cache
from archive.assets.cards import HEIGHT, WIDTH
from archive.parallel import processors, spread

_DRAWING = "1"
"""The version of the drawing code: a cached plate of another version is drawn again."""
MARGIN = 64
TOP = 172
"""Pixels above the picture, for the title."""
_FINE = 2
"""A plate is drawn at so many times its size, for lines without steps."""
_SHADES = 16
_INK, _PAPER = (28, 26, 23), (247, 244, 236)
_TITLE = (46, 40, 34)
"""Sizes of the title in pixels; the first that fits on a line is used."""
_DISKS = {
    "solid": ((4.6, 0),),
    "open": ((4.6, 0), (3.3, 255)),
    "dotted": ((4.6, 0), (3.3, 255), (1.6, 0)),
    "none": ((1.8, 0),),
}
"""The disks of a mark, by radius and shade, each over the one before."""
_FEW = 8
"""Up to this many plates are drawn faster than other processes start."""
_LEGEND = (17, 16, 15, 14, 13)
_STEPS = 24
"""Straight pieces of a curve."""


_Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """A line through points, in pixels of the plate; ``dash`` is the length of its dashes, 0 for a solid line."""

    points: tuple[tuple[float, float], ...]
    shade: int
    width: float
    dash: float = 0


class Form(NamedTuple):
    """A mark around a point, or in a box: ``solid``, ``open``, ``dotted``, ``hatched`` or ``none``."""

    name: str
    box: _Box
    is_bar: bool
    unit: float
    """Pixels of a unit of the page's picture."""


class Words(NamedTuple):
    """Words on their baseline; ``anchor`` is ``ls``, ``ms`` or ``rs`` as in Pillow."""

    x: float
    y: float
    text: str
    size: int
    weight: int
    anchor: str
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """The content of a plate; later shapes cover earlier ones."""

    title: str
    foot: str
    note: str
    """A note on the statements shown and their cautions."""
    legend: tuple[tuple[str, str], ...]
    """Each form with what it means."""
    shapes: tuple[Line | Form | Words, ...]

    @property
    def key(self) -> str:
        """A key for the content and the drawing code: it changes with either."""
        return disk_cache.key("plate", _DRAWING, self.title, self.foot, self.note, repr(self.legend), repr(self.shapes))


def curve(one: tuple[float, float], other: tuple[float, float], y: float) -> tuple[tuple[float, float], ...]:
    """Return the points of a curve between two points through a height, like the curve on the page."""
    (x0, y0), (x1, y1) = one, other
    found = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
        found.append((round((a + b) * x0 + (c + d) * x1, 1), round(a * y0 + (b + c) * y + d * y1, 1)))
    return tuple(found)


def write(plates: Mapping[str, Plate], tree: Path, folder: Path) -> None:
    """Write each plate under its path in ``tree``; ``folder`` caches them between builds."""
    paths = list(plates)

    def put(at: int) -> None:
        place, plate = tree / paths[at], plates[paths[at]]
        name = plate.key
        drawn = disk_cache.get(folder, name)
        if drawn is None:
            drawn = draw(plate)
            disk_cache.put(folder, name, drawn)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(drawn)

    spread(put, len(paths), processors() if len(paths) > _FEW else 1)


def draw(plate: Plate) -> bytes:
    """Draw a plate as a PNG; the same plate always makes the same bytes."""
    image = Image.new("L", (WIDTH * _FINE, HEIGHT * _FINE), 255)
    pen = ImageDraw.Draw(image)
    for shape in (*_frame(plate), *plate.shapes):
        if isinstance(shape, Line):
            _line(pen, shape)
        elif isinstance(shape, Form):
            _form(pen, shape)
        else:
            _words(pen, shape)
    shades = image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    shades = shades.point([round(grey * (_SHADES - 1) / 255) for grey in range(256)])
    ends = tuple(zip(_INK, _PAPER, strict=True))
    shades.putpalette([round(ink + (paper - ink) * at / (_SHADES - 1)) for at in range(_SHADES) for ink, paper in ends])
    out = io.BytesIO()
    shades.save(out, "PNG", bits=4)
    return out.getvalue()


def _frame(plate: Plate) -> Iterator[Line | Form | Words]:
    for y in (MARGIN - 22, MARGIN - 18):
        yield Line(((MARGIN, y), (WIDTH - MARGIN, y)), 90, 2)
    room = WIDTH - 2 * MARGIN
    size = next((size for size in _TITLE if _letters("serif", size, 600).getlength(plate.title) <= room * _FINE), 34)
    yield Words(MARGIN, 112, _fitted(plate.title, "serif", size, 600), size, 600, "serif", 0)
    yield Words(MARGIN, 146, _fitted(plate.note, "sans", 20, 400), 20, 400, "ls", 70)
    yield Words(MARGIN, HEIGHT - 30, _fitted(plate.foot, "sans", 20, 500), 20, 500, "ls", 90)
    yield from _legend(plate)


def _legend(plate: Plate) -> Iterator[Form | Words]:
    """Yield the legend at the largest size at which it fits on one line."""
    y, gap, mark = HEIGHT - 66, 24, 20

    def widths(size: int) -> list[float]:
        return [_letters("sans", size, 400).getlength(words) / _FINE for _, words in plate.legend]

    room = WIDTH - 2 * MARGIN - len(plate.legend) * (gap + mark)
    size = next((size for size in _LEGEND if sum(widths(size)) <= room), _LEGEND[-1])
    x = float(MARGIN)
    for (name, words), width in zip(plate.legend, widths(size), strict=True):
        yield Form(name, (x, y - 13, x + 14, y + 1), False, 1.5)
        yield Words(x + mark, y, words, size, 400, "ls", 70)
        x += mark + width + gap


def _line(pen: ImageDraw.ImageDraw, line: Line) -> None:
    points = [(x * _FINE, y * _FINE) for x, y in line.points]
    width = max(1, round(line.width * _FINE))
    if not line.dash:
        pen.line(points, fill=line.shade, width=width, joint="curve")
        return
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = max(abs(x1 - x0), abs(y1 - y0))
    step = line.dash * _FINE
    for at in range(0, int(length), round(2 * step)):
        begin, end = at / length, min((at + step) / length, 1)
        ends = [(x0 + (x1 - x0) * ratio, y0 + (y1 - y0) * ratio) for ratio in (begin, end)]
        pen.line(ends, fill=line.shade, width=width)


def _form(pen: ImageDraw.ImageDraw, form: Form) -> None:
    box = (form.box[0] * _FINE, form.box[1] * _FINE, form.box[2] * _FINE, form.box[3] * _FINE)
    (_bar if form.is_bar else _mark)(pen, form.name, box, form.unit * _FINE)


def _bar(pen: ImageDraw.ImageDraw, name: str, box: _Box, unit: float) -> None:
    left, top, right, bottom = box
    pen.rectangle(box, fill=0 if name == "solid" else 255, outline=0, width=max(1, round(unit * 1.1)))
    if name == "hatched":
        for at in _steps(left, right, 3.6 * unit):
            pen.line([(at, top), (at, bottom)], fill=0, width=round(1.5 * unit))
    elif name == "dotted":
        for x in _steps(left, right, 4 * unit):
            for y in _steps(top, bottom, 4 * unit):
                pen.ellipse((x - unit, y - unit, x + unit, y + unit), fill=0)


def _mark(pen: ImageDraw.ImageDraw, name: str, box: _Box, unit: float) -> None:
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    if name == "hatched":
        for by in (-3.6, 0, 3.6):
            pen.line([(x + by * unit, top), (x + by * unit, bottom)], fill=0, width=round(1.9 * unit))
        return
    for radius, fill in _DISKS[name]:
        edges = (x - radius * unit, y - radius * unit, x + radius * unit, y + radius * unit)
        pen.ellipse(edges, fill=fill)


def _steps(first: float, last: float, step: float) -> list[float]:
    count = max(int((last - first) / step), 1)
    return [first + (last - first) * (at + 0.5) / count for at in range(count)]


def _words(pen: ImageDraw.ImageDraw, words: Words) -> None:
    family, anchor = ("serif", "ls") if words.anchor == "serif" else ("sans", words.anchor)
    font = _letters(family, words.size, words.weight)
    at = (words.x * _FINE, words.y * _FINE)
    pen.text(at, words.text, fill=words.shade, font=font, anchor=anchor, stroke_width=6, stroke_fill=255)
    pen.text(at, words.text, fill=words.shade, font=font, anchor=anchor)


def _fitted(text: str, family: str, size: int, weight: int) -> str:
    """Cut words that are too long for the plate."""
    fits = text
    while _letters(family, size, weight).getlength(fits) > (WIDTH - 2 * MARGIN) * _FINE:
        fits = fits.removesuffix(" …").rpartition(" ")[0] + " …"
    return fits


@cache
def _letters(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(
        str(fontpkg.path({"serif": "Newsreader", "sans": "Libre Franklin"}[family])), size * _FINE
    )
    wanted = {b"Weight": weight, b"Optical Size": size}
    axes = font.get_variation_axes()
    font.set_variation_by_axes([_within(wanted[axis["name"]], axis["minimum"], axis["maximum"]) for axis in axes])
    return font


def _within(value: float, least: float | None, most: float | None) -> float:
    return min(max(value, least or 0), most or value)
