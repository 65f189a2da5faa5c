"""Citations of law in a text: found, brought into their canonical form, and resolved to the record's statutes.

What a citation looks like is data for citeurl, in ``law.yml`` beside this module. Ours is what citeurl leaves open:
a plural (``8 U.S.C. §§ 1373 and 1644``) is one citation for each section, and a bare ``Section 1373(a)`` means the
one statute with that section number which the statement itself speaks of; where there is none, or more than one,
it means nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import citeurl

from archive.record.model import Archive, Statute
from archive.record.parts import wholes
from archive.record.spelling import spelling

_TEMPLATES = Path(__file__).with_name("law.yml")
_BARE = "§ "
_LIKELY = tuple(
    re.compile(form)
    for form in (
        r"§",
        r"ec(?:tions?|s?\.)\s?\d",
        r"S\.?\s?C(?:ode|\.)?\s?\d",
        r"F\.?\s?R\.?\s?\d",
        r"O(?:rder|\.)?(?:\s[Nn]o\.?)?\s?\d\d",
        r"\((?<=\d\()[0-9A-Za-z]{1,4}\)",
    )
)
"""A text with none of these cites no law: quick looks, each for one character that begins it, before the slow one."""
_SPACE = re.compile(r"[^\S ]")
"""Official texts set a no-break space after a section sign, and lines are wrapped anywhere."""
_PLURAL = re.compile(r"§§|[Ss]ections|[Ss]ecs\.")
_FURTHER = re.compile(
    r"(?:,? (?:and|or|&) |, ?|; ?)(\d+(?:\.\d+)?[a-zA-Z]{0,3})((?:\([0-9A-Za-z]{1,4}\)){0,8})(?![\w.]*\d)"
)
_NUMBER = re.compile(r"§ (\S+)$")
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[§,'’]")
_BETWEEN = re.compile(r"[^a-z0-9]+")

Written = tuple[int, int, str]
"""A citation as a text has it: its start, its end, and the name that citeurl builds for it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the laws of one code are cited, for a program that reads citations without citeurl."""

    patterns: tuple[str, ...]
    """Regular expressions whose named groups are the tokens of a citation."""
    name: tuple[str, ...]
    """The parts of the canonical form with ``{token}`` in them; a part without its tokens is left out."""
    lookups: Mapping[str, Mapping[str, str]]
    """By token, what its canonical form is for what it can match, a pattern for the whole token in any case."""


def forms() -> tuple[Form, ...]:
    """Return every form that :func:`find` knows."""
    return tuple(
        Form(
            patterns=tuple(regex.pattern for regex in template.regexes),
            name=tuple(template.name_builder.parts),
            lookups={name: edit.data for name, token in template.tokens.items() for edit in token.edits},
        )
        for template in _citator().templates.values()
    )


def find(text: str, archive: Archive, context: frozenset[str]) -> tuple[Citation, ...]:
    """Find the citations in a text; ``context`` holds the slugs of the statutes that a bare section can mean."""
    return _understood(_written(text), archive, context)


def find_in(text: str, listed: tuple[str, ...], archive: Archive) -> tuple[Citation, ...]:
    """Find the citations in a statement's own text: a bare section means a statute that it lists or cites in full."""
    written = _written(text)
    return _understood(written, archive, _context(written, listed, archive)) if written else ()


def spoken_of(text: str, listed: tuple[str, ...], archive: Archive) -> frozenset[str]:
    """Return the slugs of the statutes that a statement speaks of: those it lists and those its text cites in full."""
    return _context(_written(text), listed, archive)


def _understood(written: Iterable[Written], archive: Archive, context: frozenset[str]) -> tuple[Citation, ...]:
    found = []
    sections = _sections(archive, context)
    for start, end, name in written:
        canonical = _meant(name, sections) if name.startswith(_BARE) else resolve(name, archive)
        if canonical:
            found.append(Citation(start=start, end=end, canonical=canonical, statute=statute_of(canonical, archive)))
    return tuple(found)


def _context(written: Iterable[Written], listed: Iterable[str], archive: Archive) -> frozenset[str]:
    cited = (resolve(name, archive) for _, _, name in written if not name.startswith(_BARE))
    statutes = (statute_of(citation, archive) for citation in (*listed, *cited))
    return frozenset(statute.slug for statute in statutes if statute)


def resolve(written: str, archive: Archive) -> str:
    """Return the record's own spelling of a citation, or the one given where the record does not have it."""
    return archive.spellings.get(spelling(written), written)


def canonical(written: str, archive: Archive) -> str:
    """Return the record's spelling of a text that is a citation in any usual form; empty where it is none it knows."""
    found = find(written, archive, frozenset(archive.statutes))
    return found[0].canonical if found and found[0].canonical in archive.citations else ""


def statute_of(citation: str, archive: Archive) -> Statute | None:
    """Return the statute that a canonical citation falls under: its own, or that of the section it is part of."""
    known = archive.known_parts(citation)
    return archive.citations[known[0]] if known else None


def slug(citation: str) -> str:
    """Name a statute's file: ``8-usc-1373`` for 8 U.S.C. § 1373, ``2-cfr-200-336`` for 2 C.F.R. § 200.336."""
    return _BETWEEN.sub("-", _DROPPED.sub("", citation.lower())).strip("-")


def _written(text: str) -> tuple[Written, ...]:
    """Return the span and the built name of each citation, the further sections of a plural among them."""
    return tuple(_each(text)) if likely(text) else ()


def likely(text: str) -> bool:
    """Whether a text may cite a law: a quick look, which finds too much and never too little."""
    return any(form.search(text) for form in _LIKELY)


def _each(text: str) -> Iterator[Written]:
    """Go through the paragraphs, which no citation runs over."""
    offset = 0
    for paragraph in text.split("\n\n"):
        for start, end, name in _in_one(_SPACE.sub(" ", paragraph)) if likely(paragraph) else ():
            yield offset + start, offset + end, name
        offset += len(paragraph) + 2


def _in_one(paragraph: str) -> Iterator[Written]:
    end = 0
    for cite in _cites(paragraph):
        if cite.span[0] < end:
            continue  # taken already by a longer one, or by a plural before it
        start, end = cite.span
        yield start, end, cite.name
        stem = cite.name.rpartition("§")[0] + "§ "
        while _PLURAL.search(cite.text) and (further := _FURTHER.match(paragraph, end)):
            end = further.end()
            yield further.start(1), end, stem + further[1] + further[2]


def _cites(paragraph: str) -> list[citeurl.Citation]:
    """Return every match of every pattern, the longer of two that begin together first.

    ``Citator.list_cites`` looks for each pattern anew after each match; over a megabyte of nothing but citations
    that takes hours. The patterns and the names are citeurl's here too.
    """
    found = [
        citeurl.Citation(match, template)
        for template in _citator().templates.values()
        for regex in template.regexes
        for match in regex.finditer(paragraph)
    ]
    return sorted(found, key=lambda cite: (cite.span[0], -cite.span[1]))


def _meant(bare: str, sections: Mapping[str, Sequence[Statute]]) -> str:
    """Return the citation that a bare section means among the statutes of the context."""
    *_, number = wholes(bare)
    meant = sections.get(number.removeprefix(_BARE), ())
    return meant[0].citation + bare[len(number) :] if len(meant) == 1 else ""


def _sections(archive: Archive, context: frozenset[str]) -> Mapping[str, Sequence[Statute]]:
    """Return the statutes of the context by the number of their section."""
    found: dict[str, list[Statute]] = defaultdict(list)
    for slug in context:
        statute = archive.statutes[slug]
        found[_section(statute)].append(statute)
    return found


def _section(statute: Statute) -> str:
    match = _NUMBER.search(statute.citation)
    return match[1] if match else ""


@cache
def _citator() -> citeurl.Citator:
    return citeurl.Citator.from_yaml(_TEMPLATES.read_text(encoding="utf-8"))
