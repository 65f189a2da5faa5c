"""The texts for the exact search, which finds every occurrence of a phrase and nothing else.

``<year>-<number>.json.gz`` has some statements of a year with all their words as they were spoken. The browser compares
them by its own rule (``docs/assets/js/shared/normalise.js``), so that what it shows is always the original.
``words-<number>.json.gz`` tells which statements have a word, so that a browser loads only what can have a phrase;
``index.json`` lists the files, and has the names and the patterns of citations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from archive.link.linking import Links
from archive.record import law
from archive.record.model import Archive, Statement
from archive.record.normalized import words
from archive.record.text import each
from archive.site import facets
from archive.site.output import Lazy, Output, compressed
from archive.site.site import Site

FOLDER = "search/exact/"
VERSION = 8
"""The version of the data format; the site's scripts refuse any other."""

_FULL = 128 * 1024
"""Characters after which a file of statements ends; for as many there is one file of words, of some 24 KB."""
_COMMON = 4
"""A word in more than this share of statements (one in so many) is not indexed."""
_NAMES = ("title", "summary", "caution")
"""The archive's own texts that are also searched."""


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files of the folder, the index last; the lengths of what is searched alone say how many."""
    files = _files(site.links)
    written = Lazy(site.links.archive.statements, lambda id: _statement(site, site.links.archive.statements[id]))
    for name, statements in files.items():
        yield Output(path=f"{FOLDER}{name}.json.gz", make=partial(_part, written, statements))
    size = sum(map(_length, site.links.statements))
    count = -(-size // _FULL) or 1
    buckets = cache(lambda: _buckets([written[statement.id] for statement in site.links.statements], count))
    for number in range(count):
        yield Output(path=f"{FOLDER}words-{number}.json.gz", make=partial(_bucket, buckets, number))
    listed = [(name, len(statements)) for name, statements in files.items()]
    yield Output(path=f"{FOLDER}index.json", make=lambda: _json(_index(site.links.archive, listed, count)))


def _part(written: Mapping[str, Any], statements: Iterable[Statement]) -> bytes:
    return compressed(_json([written[statement.id] for statement in statements]))


def _bucket(buckets: Callable[[], Sequence[Any]], number: int) -> bytes:
    return compressed(_json(buckets()[number]))


def bucket(word: str, buckets: int) -> int:
    """Return the number of the index file with a word; the browser computes the same (``shared/texts/words.js``)."""
    code = 0
    for character in word:
        code = (code * 31 + ord(character)) % 65_521  # the largest prime of two bytes, as in Adler-32
    return code % buckets


def _files(links: Links) -> Mapping[str, Sequence[Statement]]:
    """Return the statements of each file by its name: a new statement leaves the earlier files of its year alone."""
    files: dict[str, list[Statement]] = {}
    for year, statements in links.years.items():
        number, size = 1, 0
        for statement in statements:
            if size >= _FULL:
                number, size = number + 1, 0
            files.setdefault(f"{year}-{number}", []).append(statement)
            size += _length(statement)
    return files


def _length(statement: Statement) -> int:
    return len(statement.title) + len(statement.summary) + len(statement.body)


def _searched(statement: Mapping[str, Any]) -> str:
    """Return everything that is searched in a statement; a phrase may span passages, but a word never does."""
    return "\n".join(
        [*(statement.get(name, "") for name in _NAMES), *(passage or "" for passage in statement.get("words", ()))]
    )


def _buckets(written: Sequence[Mapping[str, Any]], count: int) -> Sequence[Mapping[str, list[int]]]:
    """Lay the words out in ``count`` files, each with the numbers of its statements.

    The numbers after the first are distances from the one before; a word too common to matter has none.
    """
    found: dict[str, list[int]] = {}
    for number, statement in enumerate(written):
        for word in words(_searched(statement)):
            found.setdefault(word, []).append(number)
    buckets: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for word, numbers in sorted(found.items()):
        common = len(numbers) * _COMMON > len(written)
        buckets[bucket(word, count)][word] = [] if common else _distances(numbers)
    return buckets


def _distances(numbers: list[int]) -> list[int]:
    return [number - before for before, number in zip([0, *numbers], numbers, strict=False)]


def _index(archive: Archive, files: list[tuple[str, int]], buckets: int) -> Mapping[str, Any]:
    """Return the files from the earliest, each with its number of statements, and what a name or former id means."""
    return {
        "version": VERSION,
        "files": files,
        "held": sum(statement.held for statement in archive.statements.values()),
        "words": buckets,
        "aliases": {alias: statement.id for statement in archive.statements.values() for alias in statement.aliases},
        "labels": facets.labels(archive),
        "citations": citations(),
        "parents": {place: above for place, above in facets.parents(archive).items() if above},
    }


def citations() -> Sequence[Mapping[str, Any]]:
    """Return the citation forms, so that the browser reads citations as the build does (``search/citations.js``)."""
    return [
        {
            "patterns": [pattern.replace("(?P<", "(?<") for pattern in form.patterns],
            "name": form.name,
            "lookups": form.lookups,
        }
        for form in law.forms()
    ]


def _statement(site: Site, statement: Statement) -> Mapping[str, Any]:
    """Return a statement without its empty values."""
    entry, keys = site.entries[statement.id], site.facets[statement.id]
    written = {
        "id": statement.id,
        "title": statement.title,
        "date": entry.when.words,
        "days": (statement.date.earliest.isoformat(), statement.date.latest.isoformat()),
        "who": entry.who,
        "where": entry.where,
        "speakers": keys["speaker"],
        "jurisdictions": keys["jurisdiction"],
        "statutes": keys["statute"],
        "policies": keys["policy"],
        "kind": statement.kind,
        "stances": keys["stance"],
        "positions": tuple(
            (take.jurisdiction, _laws(site.links.archive, take.citation), take.stance, take.side, take.holder)
            for take in facets.takes(site.links, statement)
        ),
        "text": keys["text"][0],
        "withdrawn": entry.withdrawn,
        "summary": statement.summary,
        "caution": statement.caution,
        "words": tuple(None if passage.is_gap else passage.plain for passage in each(statement.body))
        if statement.held
        else (),
    }
    return {name: value for name, value in written.items() if value}


def _laws(archive: Archive, citation: str) -> tuple[str, ...]:
    return tuple(facets.keys(archive, citation)) if citation else ()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
