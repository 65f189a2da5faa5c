"""The data set as a whole, and its files, as every description of it names them."""

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
    """A file of the data, as the descriptions name it."""

    name: str
    """Its path under ``data/``."""
    media: str
    description: str
    table: str = ""
    """The table that it holds; empty for a file of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file with what is known after it is made."""

    file: File
    sha256: str
    size: int
