"""Rules on speakers: an office on the date, and the keys of a person or an organization."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE
from archive.record.model import Office, Speaker, Statement
from archive.record.standing import offices_on, place_of

_OF_ORGANIZATIONS = ("classification", "jurisdiction", "parent")
_NEEDED = ("classification", "jurisdiction")


def office_on_date(context: Context) -> Iterator[Finding]:
    """A person must hold a matching office on the statement's date, or `capacity` must name the office."""
    for statement in context.archive.statements.values():
        if statement.capacity or statement.date == NO_DATE:
            continue
        for slug in statement.speakers:
            speaker = context.archive.speakers.get(slug)
            if speaker and speaker.is_person and all(_readable(office) for office in speaker.offices):
                yield from _in_office(context, statement, speaker)


def _in_office(context: Context, statement: Statement, speaker: Speaker) -> Iterator[Finding]:
    place = statement.origin.of(speaker.slug, "speaker")
    held = offices_on(speaker, statement)
    if not held:
        known = "; ".join(_described(office) for office in speaker.offices) or "none"
        sentence = f"{speaker.name} must hold an office on {statement.date}, or `capacity` must name the office."
        yield Finding(place=place, sentence=sentence, hint=f"offices in {speaker.origin.path}: {known}")
    elif len(held) > 1 and not any(place_of(context.archive, office) in statement.jurisdictions for office in held):
        sentence = f"`capacity` must say in which of several offices {speaker.name} speaks."
        hint = f"capacity: {held[0].title}; held then: {'; '.join(map(_described, held))}"
        yield Finding(place=place, sentence=sentence, hint=hint)


def _described(office: Office) -> str:
    return f"{office.title} ({office.begin or 'unknown'} to {office.end or 'unknown'})"


def _readable(office: Office) -> bool:
    return NO_DATE not in (office.begin, office.end)


def office_term(context: Context) -> Iterator[Finding]:
    """An office must not end before it begins."""
    for speaker in context.archive.speakers.values():
        for index, office in enumerate(speaker.offices):
            if office.begin and office.end and _readable(office) and office.begin.earliest > office.end.latest:
                sentence = f"An office must not end before it begins; this one is from {office.begin} to {office.end}."
                yield Finding(place=speaker.origin.at("offices", index, "to"), sentence=sentence)


def person_fields(context: Context) -> Iterator[Finding]:
    """A person must not have the keys of an organization."""
    for speaker in context.archive.speakers.values():
        for key in _OF_ORGANIZATIONS if speaker.is_person else ():
            if speaker.origin.front.key(key):
                sentence = f"A person must not have the key `{key}`; it belongs to the organization of an office."
                yield Finding(place=speaker.origin.at(key), sentence=sentence)


def organization_fields(context: Context) -> Iterator[Finding]:
    """An organization must have a classification and a jurisdiction, and no offices."""
    for speaker in context.archive.speakers.values():
        if speaker.type != "organization":
            continue
        for key in _NEEDED:
            if not speaker.origin.front.key(key):
                sentence = f"An organization must have the key `{key}`."
                yield Finding(place=speaker.origin.at("type"), sentence=sentence, hint=f"{key}: ...")
        if speaker.origin.front.key("offices"):
            sentence = "An organization must not have offices; a person has them, and names the organization."
            yield Finding(place=speaker.origin.at("offices"), sentence=sentence)


def jurisdiction_parent(context: Context) -> Iterator[Finding]:
    """A jurisdiction below the federal level must name the one that contains it."""
    for jurisdiction in context.archive.jurisdictions.values():
        if jurisdiction.level not in ("", "federal") and not jurisdiction.origin.front.key("parent"):
            sentence = f"A {jurisdiction.level} must name the jurisdiction that contains it."
            yield Finding(place=jurisdiction.origin.at("level"), sentence=sentence, hint="parent: ...")
