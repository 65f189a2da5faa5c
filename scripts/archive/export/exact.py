"""The words themselves, for a search that finds a phrase wherever it stands and finds nothing else.

``<year>-<number>.json`` has some statements of a year with all their words as they were spoken. The browser compares
them by its own rule (``docs/assets/js/shared/normalise.js``), so that what it shows is always the original.
``words-<number>.json`` tells in which statements a word stands, so that a browser loads only what can have a phrase;
``index.json`` lists the files, and has the names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from archive.record.model import Archive, Statement
from archive.record.normalized import words
from archive.record.text import each
from archive.record.vocabulary import vocabulary
from archive.site.document import Document
from archive.site.site import Site

FOLDER = "search/exact/"
VERSION = 5
"""Of the form of the data; the scripts of the site refuse any other."""

_FULL = 128 * 1024
"""Bytes after which a file of statements ends."""
_MANY = 24 * 1024
"""Bytes that a file of words has, more or less."""
_COMMON = 4
"""A word in more than one of so many statements does not tell them apart."""
_NAMES = ("title", "summary", "caution")
"""What else of a statement is searched."""


def documents(site: Site) -> Iterator[Document]:
    """Give the files of the folder, the index last."""
    files: list[tuple[str, int]] = []
    standing: dict[str, list[int]] = {}
    number = 0
    for year, found in groupby(site.links.statements, key=lambda one: one.date.year):
        for part, written in enumerate(_cut(_statement(site, one) for one in found), 1):
            for one in written:
                for word in words(_searched(one)):
                    standing.setdefault(word, []).append(number)
                number += 1
            files.append((f"{year}-{part}", len(written)))
            yield _document(files[-1][0], written)
    buckets = _buckets({word: found if len(found) * _COMMON <= number else None for word, found in standing.items()})
    yield from (_document(f"words-{at}", found) for at, found in enumerate(buckets))
    yield _document("index", _index(site.links.archive, files, len(buckets)))


def bucket(word: str, buckets: int) -> int:
    """Give the file of words that a word is in; the browser computes the same (``shared/texts/words.js``)."""
    code = 0
    for character in word:
        code = (code * 31 + ord(character)) % 65_521  # the largest prime of two bytes, as in Adler-32
    return code % buckets


def _cut(statements: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Cut the statements of a year into files, the earliest first: a new statement leaves the earlier files alone."""
    part: list[Mapping[str, Any]] = []
    size = 0
    for one in statements:
        part.append(one)
        size += sum(len(passage or "") for passage in one.get("words", ()))
        if size >= _FULL:
            yield part
            part, size = [], 0
    if part:
        yield part


def _searched(one: Mapping[str, Any]) -> str:
    """Give all that is searched of a statement; a phrase may run over passages, and a run of letters never does."""
    return "\n".join([*(one.get(name, "") for name in _NAMES), *(passage or "" for passage in one.get("words", ()))])


def _buckets(standing: Mapping[str, list[int] | None]) -> list[dict[str, list[int]]]:
    """Lay the words out in files, each with the numbers of its statements.

    The numbers after the first are distances from the one before; a word too common to matter has none.
    """
    size = sum(len(word) + 5 + 3 * len(found or ()) for word, found in standing.items())
    buckets: list[dict[str, list[int]]] = [{} for _ in range(-(-size // _MANY) or 1)]
    for word, found in sorted(standing.items()):
        buckets[bucket(word, len(buckets))][word] = _distances(found or [])
    return buckets


def _distances(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _index(archive: Archive, files: list[tuple[str, int]], buckets: int) -> Mapping[str, Any]:
    """Give the files from the earliest, each with its number of statements, and what a name or former id means."""
    return {
        "version": VERSION,
        "files": files,
        "held": sum(one.held for one in archive.statements.values()),
        "words": buckets,
        "aliases": {alias: one.id for one in archive.statements.values() for alias in one.aliases},
        "speakers": {one.slug: one.name for one in archive.speakers.values()},
        "jurisdictions": {one.slug: one.name for one in archive.jurisdictions.values()},
        "statutes": list(archive.citations),
        "policies": {one.slug: one.name for one in archive.policies.values()},
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
        "title": one.title,
        "date": entry.when.words,
        "days": (one.date.earliest.isoformat(), one.date.latest.isoformat()),
        "who": entry.who,
        "where": entry.where,
        "speakers": one.speakers,
        "jurisdictions": one.jurisdictions,
        "statutes": tuple(dict.fromkeys((*one.statutes, *sections))),
        "policies": tuple(dict.fromkeys(cited.policy for cited in one.policies)),
        "kind": one.kind,
        "stances": tuple(name for name in vocabulary("stance") if name in taken),
        "positions": tuple(
            (take.jurisdiction, tuple(_laws(archive, take.citation)), take.stance, take.holder)
            for take in site.links.takes[one.id]
        ),
        "withdrawn": entry.withdrawn,
        "summary": one.summary,
        "caution": one.caution,
        "words": tuple(None if passage.is_gap else passage.plain for passage in each(one.body)) if one.held else (),
    }
    return {name: value for name, value in written.items() if value}


def _laws(archive: Archive, citation: str) -> Iterable[str]:
    return dict.fromkeys((citation, archive.citations[citation].citation)) if citation else ()


def _document(name: str, value: Any) -> Document:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Document(path=f"{FOLDER}{name}.json", data=data)
