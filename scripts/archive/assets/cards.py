"""Images of quotations for link previews: drawn once, then cached by their content.

A card is 1,200 by 630 pixels, the size that Open Graph consumers show uncropped.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from archive.assets import disk_cache
from archive.parallel import processors, spread

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

WIDTH, HEIGHT = 1200, 630

_DRAWING = "4"
"""The version of the drawing code: a cached card of another version is drawn again."""
_FAMILY = "Newsreader"
_MARGIN = 84
_SIZES = (66, 58, 50, 44, 38)
"""Pixels of the words, of which the first is taken that leaves them room."""
_LEADING = 1.24
_ROOM = 330
"""Pixels between the top rule and the attribution, where there are no caveats."""
_WARNED, _WARNED_LEADING = 4, 36
"""The most lines of caveats, and the pixels of each."""
_LIGHTEST = 3
"""Four shades from ink to paper are enough for letters of this size, and need a quarter of a byte each."""
_PHASES = 4
"""A letter is drawn at so many places between two pixels; the eye sees no more."""
_RUNS = 3
"""Zlib's Z_RLE: it looks for runs alone, of which a card is made, and is twice as quick for one byte in twenty more."""
_INK, _PAPER = (28, 26, 23), (247, 244, 236)
_FEW = 20
"""Cards that one process draws at a time; as few are sooner drawn than other processes started."""

_PLAIN = ["-liga", "-clig"]
"""Letters are drawn one by one, so that each is drawn only once for all cards: none is joined to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The text of a card."""

    words: str
    """The quotation, with its marks."""
    who: str
    what: str
    """The kind of document and its date."""
    foot: str
    """The archive's name."""
    caveats: tuple[str, ...] = ()
    """The record's caveats, each in a sentence."""

    @property
    def key(self) -> str:
        """A key for the content and the drawing code: it changes with either."""
        return disk_cache.key(_DRAWING, self.words, self.who, self.what, self.foot, *self.caveats)


def write(cards: Mapping[str, Card], tree: Path, folder: Path) -> None:
    """Write each card under its path in ``tree``; ``folder`` caches them between builds."""
    wanted: dict[str, list[Path]] = {}
    """The places of each card that is to be drawn, by its key."""
    for path, card in cards.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        kept = disk_cache.get(folder, card.key)
        if kept is None:
            wanted.setdefault(card.key, []).append(tree / path)
        else:
            (tree / path).write_bytes(kept)
    by_key = {card.key: card for card in cards.values() if card.key in wanted}
    for name, drawn in zip(by_key, _drawn(list(by_key.values())), strict=True):
        disk_cache.put(folder, name, drawn)
        for place in wanted[name]:
            place.write_bytes(drawn)


def draw(card: Card) -> bytes:
    """Draw a card as a PNG; the same card always makes the same bytes."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    for top in (_MARGIN - 30, _MARGIN - 26):
        pen.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=90, width=2)
    warned = _warned(card)
    lift = len(warned) * _WARNED_LEADING
    face, lines = _set(card.words, _ROOM - lift)
    y = float(_MARGIN)
    for at, line in enumerate(lines):
        # The opening quotation mark hangs in the margin.
        face.draw(image, _MARGIN - (face.width("“") if at == 0 and line[0] == "“" else 0), y, line)
        y += face.size * _LEADING
    foot = HEIGHT - _MARGIN - 84 - lift
    _face(30, 600).draw(image, _MARGIN, foot, _fitted(card.who, _face(30, 600)))
    _face(26, 400).draw(image, _MARGIN, foot + 42, _fitted(card.what, _face(26, 400)), shade=70)
    for at, line in enumerate(warned):
        _face(26, 600).draw(image, _MARGIN, foot + 80 + at * _WARNED_LEADING, line)
    _face(22, 500).draw(image, _MARGIN, foot + 82 + lift, _fitted(card.foot, _face(22, 500)), shade=110)
    shades = image.point([round(grey * _LIGHTEST / 255) for grey in range(256)])
    ends = tuple(zip(_INK, _PAPER, strict=True))
    shades.putpalette(
        [round(ink + (paper - ink) * at / _LIGHTEST) for at in range(_LIGHTEST + 1) for ink, paper in ends]
    )
    out = io.BytesIO()
    shades.save(out, "PNG", bits=2, compress_type=_RUNS)
    return out.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A letter as it is drawn on a card."""

    mask: ImagingCore
    left: int
    """Pixels from where the line has come to."""
    top: int
    width: int
    height: int


class _Face:
    """The letters of one size and weight. Each is measured and drawn once, and then put on every card."""

    def __init__(self, size: int, weight: int) -> None:
        self.size = size
        self._font = ImageFont.truetype(str(fontpkg.path(_FAMILY)), size)
        wanted = {b"Weight": weight, b"Optical Size": size}
        found = self._font.get_variation_axes()
        axes = ((wanted[axis["name"]], axis["minimum"] or 0, axis["maximum"] or 0) for axis in found)
        self._font.set_variation_by_axes([min(max(value, least), most) for value, least, most in axes])
        self._advances: dict[str, float] = {}
        self._widths: dict[str, float] = {}
        self._letters: dict[tuple[str, int], _Letter | None] = {}

    def width(self, text: str) -> float:
        """Return the width of a line of text in pixels."""
        if text not in self._widths:
            self._widths[text] = sum(self._steps(text))
        return self._widths[text]

    def draw(self, image: Image.Image, x: float, y: float, text: str, shade: int = 0) -> None:
        """Draw a line of text, the top of its letters at ``y``."""
        pixels, line = image.im, round(y)  # Image.paste does the same, and takes ten times as long for a letter
        for character, step in zip(text, self._steps(text), strict=True):
            place, phase = divmod(round(x * _PHASES), _PHASES)
            letter = self._letter(character, phase)
            if letter:
                left, top = place + letter.left, line + letter.top
                pixels.paste(shade, (left, top, left + letter.width, top + letter.height), letter.mask)
            x += step

    def _steps(self, text: str) -> list[float]:
        """Return each letter's advance, given the next letter."""
        return [self._advance(text[at : at + 2]) for at in range(len(text))]

    def _advance(self, pair: str) -> float:
        if pair not in self._advances:
            after = self._font.getlength(pair[1:], features=_PLAIN) if len(pair) == 2 else 0
            self._advances[pair] = self._font.getlength(pair, features=_PLAIN) - after
        return self._advances[pair]

    def _letter(self, character: str, phase: int) -> _Letter | None:
        """Return a letter; None for a character without ink, such as a space."""
        if (character, phase) not in self._letters:
            room = Image.new("L", (3 * self.size, 3 * self.size))  # one size wide on each side, for overhang
            at = (self.size + phase / _PHASES, self.size)
            ImageDraw.Draw(room).text(at, character, fill=255, font=self._font)
            box = room.getbbox()
            self._letters[character, phase] = self._cut(room, box) if box else None
        return self._letters[character, phase]

    def _cut(self, room: Image.Image, box: tuple[int, int, int, int]) -> _Letter:
        left, top, right, bottom = box
        mask = room.crop(box).im
        return _Letter(mask=mask, left=left - self.size, top=top - self.size, width=right - left, height=bottom - top)


def _drawn(cards: Sequence[Card]) -> Iterator[bytes]:
    yield from map(draw, cards[:_FEW])  # every process then has the letters of these
    rest = cards[_FEW:]
    parts = range(0, len(rest), _FEW)
    done = spread(
        lambda part: [draw(card) for card in rest[parts[part] : parts[part] + _FEW]], len(parts), processors()
    )
    for part in done:
        yield from part


def _warned(card: Card) -> list[str]:
    """Return as many lines of the caveats as fit, and an ellipsis if more follow."""
    face = _face(26, 600)
    lines = [line for caveat in card.caveats for line in _wrapped(caveat, face)]
    shown = [_fitted(line, face) for line in lines[:_WARNED]]
    if len(lines) > _WARNED:
        shown[-1] = _fitted(f"{shown[-1].removesuffix(' …')} …", face)
    return shown


def _set(words: str, room: int) -> tuple[_Face, list[str]]:
    """Return the largest size at which the words fit, and the lines; cut what does not fit at the smallest."""
    for size in _SIZES:
        face = _face(size, 400)
        lines = _wrapped(words, face)
        if len(lines) * size * _LEADING <= room:
            return face, lines
    most = int(room / (size * _LEADING))
    last = _fitted(f"{lines[most - 1]} …", face)
    return face, [*lines[: most - 1], last]


def _wrapped(words: str, face: _Face) -> list[str]:
    space = face.width(" ")
    lines: list[list[str]] = []
    x = 0.0
    for word in unicodedata.normalize("NFC", words).replace("§ ", "§\xa0").split(" "):
        x += space + face.width(word)
        if not lines or x > WIDTH - 2 * _MARGIN:
            lines.append([])
            x = face.width(word)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def _fitted(text: str, face: _Face) -> str:
    """Cut a line that is too long for the card."""
    fits = text
    while face.width(fits) > WIDTH - 2 * _MARGIN:
        fits = fits.removesuffix(" …").rpartition(" ")[0] + " …"
    return fits


@cache
def _face(size: int, weight: int) -> _Face:
    return _Face(size, weight)
