"""The references by year, from which the search gives out what it found as RIS and BibTeX.

They are the citations that stand on the statements' own pages, so that a program gets the same from both. The browser
only loads them when a reader asks for such a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from archive.citations import KINDS
from archive.document import Document
from archive.pages import cite
from archive.pages.site import Site

FOLDER = "search/references/"
GIVEN = tuple(kind for kind in KINDS if kind.name in ("bibtex", "ris"))
"""The formats whose files are their entries, one after another."""


def documents(site: Site) -> Iterator[Document]:
    """Give a file for each year: the site's own address, where it knows it, and each statement in each format."""
    for year, found in groupby(site.links.statements, key=lambda one: one.date.year):
        cited = {one.id: cite.reference(site, one) for one in found}
        statements = {id: {kind.name: kind.write(one) for kind in GIVEN} for id, one in cited.items()}
        value = {"address": site.settings.site_url, "statements": statements}
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        yield Document(path=f"{FOLDER}{year}.json", data=data)
