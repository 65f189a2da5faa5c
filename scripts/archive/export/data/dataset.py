"""The data set and its files, as named in every description."""

from __future__ import annotations

from dataclasses import dataclass

ABSTRACT = "What officials have said on who complies with which law: each statement with its speaker, date and source."
LICENSE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal, for the archive's own facts and summaries; the words quoted remain their speakers'",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A data file, as named in the descriptions."""

    name: str
    """Its path under ``data/``."""
    media: str
    description: str
    table: str = ""
    """Its table; empty for a whole-archive file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file with its size and checksum."""

    file: File
    sha256: str
    size: int
