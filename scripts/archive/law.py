"""Citations of law in a text: found, brought into their canonical form, and resolved to the record's statutes.

What a citation looks like is data for citeurl, in ``law.yml`` beside this module. Ours is what citeurl leaves open:
a plural (``8 U.S.C. §§ 1373 and 1644``) is one citation for each section, and a bare ``Section 1373(a)`` means the
one statute with that section number which the statement itself speaks of; where there is none, or more than one,
it means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citeurl import Citator

from archive.model import Archive, Statute

_TEMPLATES = Path(__file__).with_name("law.yml")
_BARE = "§ "
_LIKELY = re.compile(r"§|[Ss]ec(?:tion|\.)|U\. ?S\. ?C|USC|C\.? ?F\.? ?R|Order|E\. ?O\.|Code|\d\([a-z]\)")
"""A text without any of these cites no law: a quick look before the slow one."""
_PLURAL = re.compile(r"§§|[Ss]ections|[Ss]ecs\.")
_FURTHER = re.compile(r"(?:,? and |,? or |, ?|; ?)(\d+[a-zA-Z]{0,3})((?:\([0-9A-Za-z]{1,4}\))*)(?![\w.]*\d)")
_NUMBER = re.compile(r"§ (\S+)$")
_PIN = re.compile(r"(?:, § [^,]+|\([0-9A-Za-z]+\))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of law in a text."""

    start: int
    end: int
    """The span of characters."""
    canonical: str
    """The form that the authority files use."""
    statute: Statute | None
    """The record's statute that it falls under, where there is one."""


def find(text: str, archive: Archive, context: frozenset[str]) -> tuple[Citation, ...]:
    """Find the citations in a text, in its order. ``context`` holds the slugs of the statutes that a bare section can mean."""
    if not _LIKELY.search(text):
        return ()
    found = []
    for start, end, name in _written(text):
        canonical = _meant(name, archive, context) if name.startswith(_BARE) else resolve(name, archive)
        if canonical:
            found.append(Citation(start=start, end=end, canonical=canonical, statute=statute_of(canonical, archive)))
    return tuple(found)


def spoken_of(text: str, listed: tuple[str, ...], archive: Archive) -> frozenset[str]:
    """Give the slugs of the statutes that a statement speaks of: those it lists and those its text cites in full."""
    cited = (resolve(name, archive) for _, _, name in _written(text) if not name.startswith(_BARE)) if _LIKELY.search(text) else ()
    statutes = (statute_of(citation, archive) for citation in (*listed, *cited))
    return frozenset(statute.slug for statute in statutes if statute)


def resolve(written: str, archive: Archive) -> str:
    """Give the record's own spelling of a citation, or the one given where the record does not have it."""
    return _spellings(archive).get(_key(written), written)


def canonical(written: str, archive: Archive) -> str:
    """Give the record's spelling of a text that is a citation in any usual form; empty where it is none it knows."""
    found = find(written, archive, frozenset(archive.statutes))
    return found[0].canonical if found and found[0].canonical in archive.citations else ""


def statute_of(citation: str, archive: Archive) -> Statute | None:
    """Give the statute that a canonical citation falls under: its own, or that of the section it is part of."""
    while citation not in archive.citations:
        shorter = _PIN.sub("", citation)
        if shorter == citation:
            return None
        citation = shorter
    return archive.citations[citation]


def _written(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the span and the built name of each citation, the further sections of a plural among them."""
    end = 0
    for cite in _citator().list_cites(text):
        if cite.span[0] < end or not any(character.isdigit() for character in cite.text):
            continue  # taken already by a plural before it; or an "id.", which names no section
        start, end = cite.span
        yield start, end, cite.name
        stem = cite.name.rpartition("§")[0] + "§ "
        while _PLURAL.search(cite.text) and (further := _FURTHER.match(text, end)):
            end = further.end()
            yield further.start(1), end, stem + further[1] + further[2]


def _meant(bare: str, archive: Archive, context: frozenset[str]) -> str:
    """Give the citation that a bare section stands for among the statutes of the context."""
    number = _PIN.sub("", bare) if "(" not in bare else bare[: bare.index("(")]
    meant = [slug for slug in sorted(context) if _section(archive.statutes[slug]) == number.removeprefix(_BARE)]
    return archive.statutes[meant[0]].citation + bare[len(number) :] if len(meant) == 1 else ""


def _section(statute: Statute) -> str:
    match = _NUMBER.search(statute.citation)
    return match[1] if match else ""


def _spellings(archive: Archive) -> Mapping[str, str]:
    return {_key(citation): citation for citation in archive.citations}


def _key(citation: str) -> str:
    """Reduce a citation to what tells it from others: points, commas, spaces and the case of letters do not."""
    return re.sub(r"[^a-z0-9()§]", "", citation.lower())


@cache
def _citator() -> Citator:
    return Citator(defaults=None, yaml_paths=[str(_TEMPLATES)])
