"""A file of the site that is no page: data for the site's own scripts, a feed, a download."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file with its place in the site."""

    path: str
    """Under the site's root, as in ``timeline/data/2017.json``."""
    data: bytes
