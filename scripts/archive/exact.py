"""The words themselves, for a search that finds a phrase wherever it stands and finds nothing else.

``index.json`` has the years and the names; ``<year>.json`` the statements of a year with all their words as they
were spoken. The browser compares them by its own rule (``docs/assets/js/search/normalise.js``), so that what it shows
is always the original.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from archive.document import Document
from archive.model import Archive, Statement
from archive.pages.site import Site
from archive.text import each
from archive.vocabulary import vocabulary

FOLDER = "search/exact/"
VERSION = 1
"""Of the form of the data; the scripts of the site refuse any other."""


def documents(site: Site) -> Iterator[Document]:
    """Give the files of the folder, the index last: it tells the size of the others."""
    years: list[tuple[int, int, int]] = []
    for year, found in groupby(site.links.statements, key=lambda one: one.date.year):
        statements = [_statement(site, one) for one in found]
        document = _document(str(year), statements)
        years.append((year, len(statements), len(document.data)))
        yield document
    yield _document("index", _index(site.links.archive, years))


def _index(archive: Archive, years: list[tuple[int, int, int]]) -> Mapping[str, Any]:
    """Give the years from the latest, each with its number of statements and bytes, and what a name stands for."""
    return {
        "version": VERSION,
        "years": years[::-1],
        "speakers": {one.slug: one.name for one in archive.speakers.values()},
        "jurisdictions": {one.slug: one.name for one in archive.jurisdictions.values()},
        "statutes": list(archive.citations),
        "kinds": {term.name: term.label for term in vocabulary("kind").values()},
        "stances": {term.name: term.label for term in vocabulary("stance").values()},
    }


def _statement(site: Site, one: Statement) -> Mapping[str, Any]:
    """Give one statement; what is empty is left out."""
    archive, entry = site.links.archive, site.entries[one.id]
    sections = (archive.citations[cited].citation for cited in one.statutes)
    taken = {position.stance for position in one.positions}
    written = {
        "id": one.id,
        "aliases": one.aliases,
        "title": one.title,
        "date": entry.when.words,
        "days": (one.date.earliest.isoformat(), one.date.latest.isoformat()),
        "who": entry.who,
        "where": entry.where,
        "speakers": one.speakers,
        "jurisdictions": one.jurisdictions,
        "statutes": tuple(dict.fromkeys((*one.statutes, *sections))),
        "kind": one.kind,
        "stances": tuple(name for name in vocabulary("stance") if name in taken),
        "withdrawn": entry.withdrawn,
        "summary": one.summary,
        "caution": one.caution,
        "words": tuple(None if passage.is_gap else passage.plain for passage in each(one.body)) if one.held else (),
    }
    return {name: value for name, value in written.items() if value}


def _document(name: str, value: Any) -> Document:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Document(path=f"{FOLDER}{name}.json", data=data)
