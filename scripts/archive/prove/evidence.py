"""Evidence for the keys of a record: words of its source, each whole and copied exactly, and where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.prove.canonical import Canonical
from archive.record.model import Evidence, Range

_MOST = 1_000
"""Places of the same words that are looked at."""

Places = Mapping[str, tuple[Range, ...]]
"""Where a source has some words, by these words."""


def places(source: Canonical, words: str) -> tuple[Range, ...]:
    """Return the places where a source has words; they neither begin nor end inside a word."""
    return tuple(_each(source, Canonical(words, source.level).form))


def _each(source: Canonical, form: str) -> Iterator[Range]:
    start = source.form.find(form) if form else -1
    for _ in range(_MOST):
        if start < 0:
            return
        end = start + len(form)
        if not (source.splits_word(start) or source.splits_word(end)):
            yield Range(start, end)
        start = source.form.find(form, start + 1)


def length(words: str) -> int:
    """Return how many characters of a canonical text words are."""
    return len(Canonical(words).form)


def stands(item: Evidence, found: Places) -> bool:
    """Whether a source has the words of evidence at the place that is given, or anywhere if none is."""
    return item.at in found[item.words] if item.at else bool(found[item.words])


def located(evidence: Sequence[Evidence], found: Places) -> tuple[Evidence, ...]:
    """Return evidence with the place of its words: the one that is given if the words are there, else the first."""
    return tuple(
        replace(item, at=found[item.words][0]) if item.words and item.at not in found[item.words] else item
        for item in evidence
    )
