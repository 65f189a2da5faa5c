"""Pictures of quotations for previews elsewhere: drawn once, then kept by their content.

A card is 1,200 by 630 pixels, the size that Open Graph's readers show whole.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from archive.assets import disk_cache

WIDTH, HEIGHT = 1200, 630

_DRAWING = "3"
"""The version of the drawing: a kept card of another one is drawn anew."""
_FAMILY = "Newsreader"
_MARGIN = 84
_SIZES = (66, 58, 50, 44, 38)
"""Pixels of the words, of which the first is taken that leaves them room."""
_LEADING = 1.24
_ROOM = 330
"""Pixels between the top rule and the attribution, where there are no caveats."""
_WARNED, _WARNED_LEADING = 4, 36
"""The most lines of caveats, and the pixels of each."""
_LIGHTEST = 15
"""Sixteen shades from ink to paper are enough for letters, and need half a byte each."""
_INK, _PAPER = (28, 26, 23), (247, 244, 236)
_FEW = 20
"""So many cards are sooner drawn than other processes started."""

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is written on a card."""

    words: str
    """The quotation, with its marks."""
    who: str
    what: str
    """The kind of document and its date."""
    foot: str
    """The archive's name."""
    caveats: tuple[str, ...] = ()
    """What must be known of the record, each in a sentence."""

    @property
    def key(self) -> str:
        """A name that stands for the content and the drawing."""
        return disk_cache.key(_DRAWING, self.words, self.who, self.what, self.foot, *self.caveats)


def write(cards: Mapping[str, Card], tree: Path, folder: Path) -> None:
    """Write each card under its path in ``tree``; ``folder`` keeps them between builds."""
    by_key = {card.key: card for card in cards.values()}
    wanted = sorted(disk_cache.missing(folder, by_key))
    for name, drawn in zip(wanted, _drawn([by_key[name] for name in wanted]), strict=True):
        disk_cache.put(folder, name, drawn)
    for path, card in cards.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / card.key, tree / path)


def draw(card: Card) -> bytes:
    """Draw a card as a PNG; the same card gives the same bytes."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    for top in (_MARGIN - 30, _MARGIN - 26):
        pen.line((_MARGIN, top, WIDTH - _MARGIN, top), fill=90, width=2)
    warned = _warned(card)
    lift = len(warned) * _WARNED_LEADING
    font, lines = _set(card.words, _ROOM - lift)
    y = float(_MARGIN)
    for at, line in enumerate(lines):
        # The mark that opens a quotation hangs in the margin.
        pen.text((_MARGIN - (font.getlength("“") if at == 0 and line[0] == "“" else 0), y), line, font=font, fill=0)
        y += font.size * _LEADING
    foot = HEIGHT - _MARGIN - 84 - lift
    pen.text((_MARGIN, foot), _fitted(card.who, _font(30, 600)), font=_font(30, 600), fill=0)
    pen.text((_MARGIN, foot + 42), _fitted(card.what, _font(26, 400)), font=_font(26, 400), fill=70)
    for at, line in enumerate(warned):
        pen.text((_MARGIN, foot + 80 + at * _WARNED_LEADING), line, font=_font(26, 600), fill=0)
    pen.text((_MARGIN, foot + 82 + lift), _fitted(card.foot, _font(22, 500)), font=_font(22, 500), fill=110)
    ends = tuple(zip(_INK, _PAPER, strict=True))
    shades = image.point([round(grey * _LIGHTEST / 255) for grey in range(256)])
    shades.putpalette(
        [round(ink + (paper - ink) * at / _LIGHTEST) for at in range(_LIGHTEST + 1) for ink, paper in ends]
    )
    out = io.BytesIO()
    shades.save(out, "PNG", bits=4)
    return out.getvalue()


def _drawn(cards: Sequence[Card]) -> Iterator[bytes]:
    if len(cards) <= _FEW:
        yield from map(draw, cards)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(draw, cards, chunksize=_FEW)


def _warned(card: Card) -> list[str]:
    """Give the lines of the caveats, of which as many as there is room for, and a mark where more follow."""
    font = _font(26, 600)
    lines = [line for caveat in card.caveats for line in _wrapped(caveat, font)]
    shown = [_fitted(line, font) for line in lines[:_WARNED]]
    if len(lines) > _WARNED:
        shown[-1] = _fitted(f"{shown[-1].removesuffix(' …')} …", font)
    return shown


def _set(words: str, room: int) -> tuple[Font, list[str]]:
    """Give the largest letters in which the words have room, and the lines; cut what has no room in the smallest."""
    for size in _SIZES:
        font = _font(size, 400)
        lines = _wrapped(words, font)
        if len(lines) * size * _LEADING <= room:
            return font, lines
    most = int(room / (size * _LEADING))
    last = _fitted(f"{lines[most - 1]} …", font)
    return font, [*lines[: most - 1], last]


def _wrapped(words: str, font: Font) -> list[str]:
    lines, line = [], ""
    for word in words.replace("§ ", "§\xa0").split(" "):
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > WIDTH - 2 * _MARGIN:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _fitted(text: str, font: Font) -> str:
    """Cut a line that is too long for the card."""
    fits = text
    while font.getlength(fits) > WIDTH - 2 * _MARGIN:
        fits = fits.removesuffix(" …").rpartition(" ")[0] + " …"
    return fits


@cache
def _font(size: int, weight: int) -> Font:
    font = ImageFont.truetype(str(fontpkg.path(_FAMILY)), size)
    wanted = {b"Weight": weight, b"Optical Size": size}
    axes = ((wanted[axis["name"]], axis["minimum"] or 0, axis["maximum"] or 0) for axis in font.get_variation_axes())
    font.set_variation_by_axes([min(max(value, least), most) for value, least, most in axes])
    return font
