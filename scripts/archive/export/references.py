"""The references: all statements in one file of each format, and those of each year for the browser.

The search exports from the files by year, and a statement's page shows from them. The browser loads one when a reader
asks for a format.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from archive.cite.kinds import FORMATS, Kind
from archive.record.model import Statement
from archive.site.output import Lazy, Output, compressed
from archive.site.site import Site

FOLDER = "search/references/"
LIBRARIES = tuple(kind for kind in FORMATS if kind.ending)
"""The formats that a program loads."""

Cited = Mapping[str, Mapping[str, str]]
"""Each statement by its id, in each format by its name."""


def cited(site: Site) -> Cited:
    """Return every statement in every format, in order of time."""
    return Lazy(site.entries, lambda id: {kind.name: kind.write(site.entries[id].reference) for kind in FORMATS})


def library(cited: Cited, kind: Kind) -> bytes:
    """Return all statements as one file of a format; of JSON, one list."""
    texts = [formats[kind.name] for formats in cited.values()]
    if kind.ending != "json":
        return "\n".join(texts).encode()
    items = [text.strip().removeprefix("[").removesuffix("]") for text in texts]
    return ("[" + ",\n".join(items) + "]\n").encode()


def outputs(site: Site, cited: Cited) -> Iterator[Output[bytes]]:
    """Yield a file for each year: the site's own address, where it knows it, and each statement in each format."""
    for year, found in site.links.years.items():
        yield Output(path=f"{FOLDER}{year}.json.gz", make=partial(_year, site, cited, found))


def _year(site: Site, cited: Cited, found: Iterable[Statement]) -> bytes:
    statements = {statement.id: cited[statement.id] for statement in found}
    value = {"address": site.settings.site_url, "statements": statements}
    return compressed(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
