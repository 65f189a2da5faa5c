"""Find citations of law in a text, in canonical form, and resolve them to the record's statutes.

The patterns are data for citeurl, in ``law.yml``. This module adds what citeurl lacks: a plural (``8 U.S.C. §§ 1373 and
1644``) is one citation per section, and a bare ``Section 1373(a)`` means the only statute with that section number that
the statement itself mentions; if there is none, or more than one, it is ignored.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
"""A text without any of these cites no law: quick checks, each for a first character, before the slow search."""
_SPACE = re.compile(r"[^\S ]")
"""Official texts have a no-break space after a section sign, and lines may break anywhere."""
_PLURAL = re.compile(r"§§|[Ss]ections|[Ss]ecs\.")
_FURTHER = re.compile(
    r"(?:,? (?:and|or|&) |, ?|; ?)(\d+(?:\.\d+)?[a-zA-Z]{0,3})((?:\([0-9A-Za-z]{1,4}\)){0,8})(?![\w.]*\d)"
)
_KEPT = 65_536
"""How many bodies' citations are remembered."""
_NUMBER = re.compile(r"§ (\S+)$")
_DROPPED = re.compile(r"(?<!\d)\.|\.(?!\d)|[§,'’]")
_BETWEEN = re.compile(r"[^a-z0-9]+")

Written = tuple[int, int, str]
"""A citation in a text: its start, its end, and the name that citeurl builds for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of law in a text."""

    start: int
    end: int
    """The span of characters."""
    canonical: str
    """The form that the authority files use."""
    statute: Statute | None
    """The record's statute that it falls under, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The citation form of one code, for programs that read citations without citeurl."""

    patterns: tuple[str, ...]
    """Regular expressions whose named groups are the tokens of a citation."""
    name: tuple[str, ...]
    """The parts of the canonical form, with ``{token}`` in them; a part whose tokens are missing is left out."""
    lookups: Mapping[str, Mapping[str, str]]
    """By token, its canonical form for each pattern that it can match, ignoring case."""


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
    """Find the citations in a text; a bare section can mean the statutes whose slugs are in ``context``."""
    return _understood(_written(text), archive, context)


def find_in(text: str, listed: tuple[str, ...], archive: Archive) -> tuple[Citation, ...]:
    """Find the citations in a statement's text: a bare section means a statute that it lists or cites in full."""
    written = _written_in(text)
    return _understood(written, archive, _context(written, listed, archive)) if written else ()


def spoken_of(text: str, listed: tuple[str, ...], archive: Archive) -> frozenset[str]:
    """Return the slugs of the statutes that a statement mentions: those it lists and those its text cites in full."""
    return _context(_written_in(text), listed, archive)


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
    """Return the record's own spelling of a citation, or the given one if the record does not have it."""
    return archive.spellings.get(spelling(written), written)


def canonical(written: str, archive: Archive) -> str:
    """Return the record's spelling of a citation in any usual form; empty if the record does not have it."""
    found = find(written, archive, frozenset(archive.statutes))
    return found[0].canonical if found and found[0].canonical in archive.citations else ""


def statute_of(citation: str, archive: Archive) -> Statute | None:
    """Return the statute that a canonical citation belongs to, directly or as part of a section."""
    known = archive.known_parts(citation)
    return archive.citations[known[0]] if known else None


def slug(citation: str) -> str:
    """Return the slug of a statute: ``8-usc-1373`` for 8 U.S.C. § 1373, ``2-cfr-200-336`` for 2 C.F.R. § 200.336."""
    return _BETWEEN.sub("-", _DROPPED.sub("", citation.lower())).strip("-")


def _written(text: str) -> tuple[Written, ...]:
    """Return the span and name of each citation, including the further sections of a plural."""
    return tuple(_each(text)) if likely(text) else ()


@lru_cache(maxsize=_KEPT)
def _written_in(body: str) -> tuple[Written, ...]:
    """Return the citations in a whole body, which several rules and ``serve`` ask for again."""
    return _written(body)


def likely(text: str) -> bool:
    """Return whether a text may cite a law: a quick check without false negatives."""
    return any(form.search(text) for form in _LIKELY)


def _each(text: str) -> Iterator[Written]:
    """Search paragraph by paragraph, since no citation spans two."""
    offset = 0
    for paragraph in text.split("\n\n"):
        for start, end, name in _in_paragraph(_SPACE.sub(" ", paragraph)) if likely(paragraph) else ():
            yield offset + start, offset + end, name
        offset += len(paragraph) + 2


def _in_paragraph(paragraph: str) -> Iterator[Written]:
    end = 0
    for cite in _cites(paragraph):
        if cite.span[0] < end:
            continue  # part of a longer one, or of a plural before it
        start, end = cite.span
        yield start, end, cite.name
        stem = cite.name.rpartition("§")[0] + "§ "
        while _PLURAL.search(cite.text) and (further := _FURTHER.match(paragraph, end)):
            end = further.end()
            yield further.start(1), end, stem + further[1] + further[2]


def _cites(paragraph: str) -> list[citeurl.Citation]:
    """Return every match of every pattern; of two that begin together, the longer first.

    ``Citator.list_cites`` restarts each pattern after each match, which takes hours for a megabyte of citations. The
    patterns and the names are still citeurl's.
    """
    found = [
        citeurl.Citation(match, template)
        for template in _citator().templates.values()
        for regex in template.regexes
        for match in regex.finditer(paragraph)
    ]
    return sorted(found, key=lambda cite: (cite.span[0], -cite.span[1]))


def _meant(bare: str, sections: Mapping[str, Sequence[Statute]]) -> str:
    """Return the citation that a bare section means among the statutes in the context."""
    *_, number = wholes(bare)
    meant = sections.get(number.removeprefix(_BARE), ())
    return meant[0].citation + bare[len(number) :] if len(meant) == 1 else ""


def _sections(archive: Archive, context: frozenset[str]) -> Mapping[str, Sequence[Statute]]:
    """Return the statutes in the context by section number."""
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
