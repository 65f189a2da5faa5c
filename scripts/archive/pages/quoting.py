"""The sentences that cite a statute, from the held texts, for the section and each of its parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from archive.record.model import Statute
from archive.site import paths
from archive.site.citing import Citing
from archive.site.entry import Entry
from archive.site.site import Site

_SHOWN = 100
"""The most sentences shown under one citation: the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a statement with a citation in it."""

    entry: Entry
    words: Citing


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The sentences that cite a statute or one of its parts, in chronological order."""

    citation: str
    anchor: str
    """The part's anchor on the page; empty for the whole."""
    sentences: tuple[Sentence, ...]
    total: int


def cited(site: Site, statute: Statute) -> tuple[Cited, ...]:
    """Return the citations of a statute in the texts, the whole first, each with its sentences."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for statement in site.statements_of(statute):
        for words in site.citing[statement.id].get(statute.slug, ()):
            found[words.part].append(Sentence(entry=site.entries[statement.id], words=words))
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
