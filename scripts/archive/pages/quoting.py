"""In what sentences a statute is cited: from the texts that are held, for the section and for each part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from archive.record import law
from archive.record.model import Statement, Statute
from archive.record.sentences import around
from archive.record.text import passages
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Site

_SHOWN = 100
"""The most sentences shown under one citation: the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a statement with a citation in it."""

    entry: Entry
    anchor: str
    """The passage that it is in."""
    before: str
    citation: str
    """As the text has it."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The sentences that cite a statute, or one part of it, in the order of time."""

    citation: str
    anchor: str
    """The part's anchor on the page; empty for the whole."""
    sentences: tuple[Sentence, ...]
    total: int


def cited(site: Site, statute: Statute) -> tuple[Cited, ...]:
    """Return the citations of a statute that occur in the texts, the whole first, each with its sentences."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for statement in site.statements_of(statute):
        for citation, sentence in _sentences(site, statement, statute):
            found[citation].append(sentence)
    return tuple(
        Cited(
            citation=citation,
            anchor=paths.anchor(statute, citation),
            sentences=tuple(found[citation][-_SHOWN:]),
            total=len(found[citation]),
        )
        for citation in (statute.citation, *statute.subsections)
        if citation in found
    )


def _sentences(site: Site, statement: Statement, statute: Statute) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence once for each citation in it."""
    archive = site.links.archive
    context = law.spoken_of(statement.body, statement.statutes, archive)
    for passage in passages(statement.body):
        seen: set[tuple[str, int]] = set()
        for one in law.find(passage.plain, archive, context):
            if one.statute is not statute:
                continue
            citation = archive.known_parts(one.canonical)[0]
            start, end = around(passage.plain, one.start, one.end)
            if (citation, start) in seen:
                continue
            seen.add((citation, start))
            yield (
                citation,
                Sentence(
                    entry=site.entries[statement.id],
                    anchor=passage.anchor,
                    before=passage.plain[start : one.start],
                    citation=passage.plain[one.start : one.end],
                    after=passage.plain[one.end : end],
                ),
            )
