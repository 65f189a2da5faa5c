"""The site's fonts: two families from their packages, subset to the characters that the site uses.

Each font is two files: the one that every page loads, and one with accented letters for the pages that have any.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import fontpkg
import uharfbuzz
from fontTools.ttLib import TTFont

from archive.assets import disk_cache

FOLDER = "assets/fonts"

_CUTTING = "3"
"""The version of the subsetting: a cached font of another version is made again."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One font of the site."""

    name: str
    package: str
    family: str
    style: str
    axes: tuple[tuple[str, int | Range], ...]
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

_SIGNS = (
    *(0xA0, 0xA7, 0xA9, 0xAB, 0xAD, 0xAE, 0xB0, 0xB6, 0xB7, 0xBB, 0xD7),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212),
)
"""The signs of quotations and citations."""
PARTS: Mapping[str, tuple[int, ...]] = {
    "": (*range(0x20, 0x7F), *_SIGNS),
    "-accented": tuple(code for code in range(0xA1, 0x180) if code not in _SIGNS),
}
"""The files of a font by how their names end, each with its characters. ``ground.css`` has the same ranges."""
_FEATURES = ("kern", "liga", "lnum", "tnum", "calt", "mark", "locl", "ccmp")


def write(tree: Path, folder: Path) -> None:
    """Write the fonts, each with its license, under ``tree``; ``folder`` caches them between builds."""
    target = tree / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        source = fontpkg.path(cut.family, style=cut.style)
        made_by = (_CUTTING, version(cut.package), version("fonttools"), version("uharfbuzz"), repr(cut))
        for ending, characters in PARTS.items():
            name = disk_cache.key(*made_by, repr(characters))
            font = disk_cache.get(folder, name)
            if font is None:
                font = _cut(cut, source, characters)
                disk_cache.put(folder, name, font)
            (target / f"{cut.name}{ending}.woff2").write_bytes(font)
        shutil.copyfile(source.parents[1] / "LICENSE", target / f"{cut.name}.LICENSE.txt")


def _cut(cut: Cut, source: Path, characters: Iterable[int]) -> bytes:
    """Subset a font with HarfBuzz, which is a hundred times as fast as fontTools, and compress it."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _FEATURES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    for axis, limit in cut.axes:
        if isinstance(limit, tuple):
            wanted.set_axis_range(face, axis, *limit, limit[0])
        else:
            wanted.pin_axis_location(face, axis, limit)
    font = TTFont(io.BytesIO(wanted.subset(face).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
