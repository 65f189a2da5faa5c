"""The references: all in one file of each format, and by year, for the search to export what it found.

They are the citations on the statements' own pages, so that a program gets the same from both. The browser
only loads those of a year when a reader asks for such a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from archive.cite.kinds import KINDS, Kind
from archive.record.model import Statement
from archive.site.output import Lazy, Output
from archive.site.site import Site

FOLDER = "search/references/"
LIBRARIES = tuple(kind for kind in KINDS if kind.ending)
"""The formats that a program loads."""
GIVEN = tuple(kind for kind in LIBRARIES if kind.ending != "json")
"""The formats whose files are their entries, one after another."""


Cited = Mapping[str, Mapping[str, str]]
"""Each statement by its id, in each format by its name."""


def cited(site: Site) -> Cited:
    """Return every statement in every format that a program loads, in order of time."""
    return Lazy(site.entries, lambda id: {kind.name: kind.write(site.entries[id].reference) for kind in LIBRARIES})


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
        yield Output(path=f"{FOLDER}{year}.json", make=partial(_year, site, cited, found))


def _year(site: Site, cited: Cited, found: Iterable[Statement]) -> bytes:
    statements = {statement.id: {kind.name: cited[statement.id][kind.name] for kind in GIVEN} for statement in found}
    value = {"address": site.settings.site_url, "statements": statements}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
