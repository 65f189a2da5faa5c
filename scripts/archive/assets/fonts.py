"""The site's letters: two families from their packages, cut down to what the site writes, for a browser to load."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import fontpkg
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from archive.assets import disk_cache

FOLDER = "assets/fonts"

_CUTTING = "1"
"""The version of the subsetting: a cached font of another version is made again."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One font of the site."""

    name: str
    package: str
    family: str
    style: str
    axes: tuple[tuple[str, float | Range], ...]
    """What each variable axis is narrowed to."""


CUTS = (
    Cut(
        name="newsreader",
        package="fontpkg-newsreader",
        family="Newsreader",
        style="normal",
        axes=(("wght", (400, 700)), ("opsz", 26)),
    ),
    Cut(
        name="newsreader-italic",
        package="fontpkg-newsreader",
        family="Newsreader",
        style="italic",
        axes=(("wght", 400), ("opsz", 20)),
    ),
    Cut(
        name="libre-franklin",
        package="fontpkg-libre-franklin",
        family="Libre Franklin",
        style="normal",
        axes=(("wght", (400, 700)),),
    ),
)

_CHARACTERS = (  # what names, quotations and citations are written with
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: names of people and places
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212),
)
_FEATURES = ("kern", "liga", "lnum", "tnum", "calt", "mark", "locl", "ccmp")


def write(tree: Path, folder: Path) -> None:
    """Write the fonts, each with its license, under ``tree``; ``folder`` keeps them between builds."""
    target = tree / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        source = fontpkg.path(cut.family, style=cut.style)
        name = disk_cache.key(_CUTTING, version(cut.package), version("fonttools"), repr(cut))
        font = disk_cache.get(folder, name)
        if font is None:
            font = _cut(cut, source)
            disk_cache.put(folder, name, font)
        (target / f"{cut.name}.woff2").write_bytes(font)
        shutil.copyfile(source.parents[1] / "LICENSE", target / f"{cut.name}.LICENSE.txt")


def _cut(cut: Cut, source: Path) -> bytes:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=list(_FEATURES), hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_CHARACTERS)
    cutter.subset(font)
    narrowed = instancer.instantiateVariableFont(font, dict(cut.axes))
    narrowed.flavor = "woff2"
    out = io.BytesIO()
    narrowed.save(out)
    return out.getvalue()
