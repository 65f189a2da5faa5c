"""Find where a statement cites the record's statutes, with the sentence around each citation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.record import law
from archive.record.model import Archive, Statement
from archive.record.sentences import Sentences
from archive.record.text import Passage, passages

LONGEST = 1_000
"""The most characters of a sentence shown before a citation, and after it."""
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A citation with its sentence."""

    part: str
    """The canonical citation of the closest part that the record knows."""
    anchor: str
    """The passage that contains it."""
    before: str
    citation: str
    """As written in the text."""
    after: str


def citing(archive: Archive, statement: Statement) -> Mapping[str, tuple[Citing, ...]]:
    """Return the citations in a statement's words by statute slug, each sentence once per part that it cites."""
    context = law.spoken_of(statement.body, statement.statutes, archive)
    found: dict[str, list[Citing]] = defaultdict(list)
    for passage in passages(statement.body) if context else ():
        for slug, citation in _in(passage, archive, context):
            found[slug].append(citation)
    return {slug: tuple(each) for slug, each in found.items()}


def _in(passage: Passage, archive: Archive, context: frozenset[str]) -> Iterator[tuple[str, Citing]]:
    text = passage.plain
    seen: set[tuple[str, int]] = set()
    citations = law.find(text, archive, context)
    sentences = Sentences(text if citations else "")
    for found in citations:
        if found.statute is None:
            continue
        part = archive.known_parts(found.canonical)[0]
        start, end = sentences.around(found.start, found.end)
        if (part, start) in seen:
            continue
        seen.add((part, start))
        yield (
            found.statute.slug,
            Citing(
                part=part,
                anchor=passage.anchor,
                before=_end_of(text, start, found.start),
                citation=text[found.start : found.end],
                after=_beginning_of(text, found.end, end),
            ),
        )


def _end_of(text: str, start: int, end: int) -> str:
    """Return the last words of a span, or all of it if it is short enough."""
    if end - start <= LONGEST:
        return text[start:end]
    return _LEFT_OUT + text[end - LONGEST : end].partition(" ")[2]


def _beginning_of(text: str, start: int, end: int) -> str:
    """Return the first words of a span, or all of it if it is short enough."""
    if end - start <= LONGEST:
        return text[start:end]
    return text[start : start + LONGEST].rpartition(" ")[0] + _LEFT_OUT
