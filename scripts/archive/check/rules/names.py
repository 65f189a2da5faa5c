"""Rules on names: a file's path and its content must agree, and no name may mean two things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from archive.check.rules.rule import Context, Finding
from archive.record import law
from archive.record.characters import likeness
from archive.record.dates import NO_DATE
from archive.record.model import Archive, Entity, Statement, Statute
from archive.record.spelling import spelling

_DATED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=-)", re.ASCII)
_PART = re.compile(r"(?:, § \S+|(?:\([0-9A-Za-z]{1,4}\))+)", re.ASCII)
_NOTHING = Archive(statements={}, speakers={}, jurisdictions={}, statutes={})


def id_date(context: Context) -> Iterator[Finding]:
    """A statement's id must begin with its date, equally precise, and a hyphen."""
    for statement in _dated(context):
        match = _DATED.match(statement.id)
        if match is None or match[0] != statement.date.stem:
            rest = statement.id[match.end() + 1 :] if match else statement.id
            sentence = f"The id of a statement of {statement.date} must begin with `{statement.date.stem}-`."
            yield Finding(place=statement.origin.at("date"), sentence=sentence, hint=f"{statement.date.stem}-{rest}.md")


def year_folder(context: Context) -> Iterator[Finding]:
    """A statement must be in the folder of its year."""
    for statement in _dated(context):
        folder, _, name = statement.origin.path.rpartition("/")
        if folder.rpartition("/")[2] != str(statement.date.year):
            sentence = f"A statement of {statement.date} must be in the folder {statement.date.year}."
            yield Finding(
                place=statement.origin.at("date"), sentence=sentence, hint=f"statements/{statement.date.year}/{name}"
            )


def _dated(context: Context) -> Iterator[Statement]:
    return (statement for statement in context.archive.statements.values() if statement.date != NO_DATE)


def alias_unique(context: Context) -> Iterator[Finding]:
    """An alias must not be a record's id or another record's alias."""
    owners: dict[str, str] = {}
    for statement in context.archive.statements.values():
        for alias in statement.aliases:
            place = statement.origin.of(alias, "aliases")
            if context.has("statements", alias):
                yield Finding(place=place, sentence=f"The alias `{alias}` must not be the id of a record.")
            elif alias in owners:
                sentence = f"The alias `{alias}` must lead to one record; {owners[alias]} has it too."
                yield Finding(place=place, sentence=sentence)
            else:
                owners[alias] = statement.id


def statute_slug(context: Context) -> Iterator[Finding]:
    """A statute's file must be named after its citation."""
    for statute in _cited(context):
        wanted = law.slug(statute.citation)
        if statute.slug != wanted:
            sentence = f"The file of {statute.citation} must be named {wanted}.yml."
            yield Finding(
                place=statute.origin.at("citation"), sentence=sentence, hint=f"statements/statutes/{wanted}.yml"
            )


def statute_form(context: Context) -> Iterator[Finding]:
    """A statute's citation must be written in its canonical form."""
    for statute in _cited(context):
        found = law.find(statute.citation, _NOTHING, frozenset())
        wanted = found[0].canonical if found else statute.citation
        if wanted.replace(",", "") != statute.citation.replace(",", ""):
            sentence = f"The citation `{statute.citation}` must be written in its canonical form."
            yield Finding(place=statute.origin.at("citation"), sentence=sentence, hint=wanted)


def subsection_form(context: Context) -> Iterator[Finding]:
    """A subsection must be a full citation: that of the section, followed by the part."""
    for statute in _cited(context):
        for part in statute.subsections:
            if not part.startswith(statute.citation) or not _PART.fullmatch(part.removeprefix(statute.citation)):
                sentence = f"The subsection `{part}` must be a full citation that begins with `{statute.citation}`."
                yield Finding(
                    place=statute.origin.of(part, "subsections"), sentence=sentence, hint=f"{statute.citation}(a)"
                )


def citation_unique(context: Context) -> Iterator[Finding]:
    """A citation must be in only one statute's file."""
    owners: dict[str, Statute] = {}
    for statute in _cited(context):
        for citation in (statute.citation, *statute.subsections):
            owner = owners.setdefault(spelling(citation), statute)
            if owner is not statute:
                whole = citation == statute.citation
                place = statute.origin.at("citation") if whole else statute.origin.of(citation, "subsections")
                sentence = f"{citation} must be in only one file; {owner.origin.path} already has it."
                yield Finding(place=place, sentence=sentence)


def _cited(context: Context) -> Iterator[Statute]:
    return (statute for statute in context.archive.statutes.values() if statute.citation)


def name_unique(context: Context) -> Iterator[Finding]:
    """Two speakers, places or policies must not have the same name, or names with the same letters and digits."""
    for group in (context.archive.speakers, context.archive.jurisdictions, context.archive.policies):
        yield from _same(group, "name", likeness)


def ocd_id_unique(context: Context) -> Iterator[Finding]:
    """An Open Civic Data identifier must belong to only one jurisdiction."""
    yield from _same(context.archive.jurisdictions, "ocd_id", str)


def _same(group: Mapping[str, Entity], key: str, reduced: Callable[[str], str]) -> Iterator[Finding]:
    """Find entities whose values are equal after ``reduced``; each finding except for the first names the first."""
    by_value: dict[str, list[Entity]] = defaultdict(list)
    for entity in group.values():
        by_value[reduced(getattr(entity, key))].append(entity)
    for value, (first, *others) in by_value.items():
        for entity in others if value else ():
            name, known = getattr(entity, key), getattr(first, key)
            has = "already has it" if name == known else f"has `{known}`, which looks almost the same"
            yield Finding(
                place=entity.origin.at(key), sentence=f"`{name}` must name only one entity; {first.origin.path} {has}."
            )
