"""In what office a speaker speaks, and for which side: worked out from dated offices, never typed.

The rule of sides, in this order: a court, or a judge of one, is *a court*; one whose organization, or an
organization that contains it, enforces the statute is *an authority*; one whose organization belongs to the
jurisdiction in question speaks for *the jurisdiction*; everybody else is *another official*.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Office, Position, Speaker, Statement


def offices_on(speaker: Speaker, statement: Statement) -> tuple[Office, ...]:
    """Give the offices that a person can have held on the statement's date, in the order of the file."""
    return tuple(office for office in speaker.offices if office.held_on(statement.date))


def office_of(archive: Archive, speaker: Speaker, statement: Statement) -> Office | None:
    """Give the office that a person speaks in: the one of a jurisdiction that the statement is about, or the first."""
    held = offices_on(speaker, statement)
    about = (office for office in held if place_of(archive, office) in statement.jurisdictions)
    return next(about, held[0] if held else None)


def place_of(archive: Archive, office: Office) -> str:
    """Give the jurisdiction that an office stands for; empty where its organization is not known."""
    organization = archive.speakers.get(office.organization)
    return office.area or (organization.jurisdiction if organization else "")


def organizations_of(archive: Archive, speaker: Speaker, statement: Statement) -> Iterator[Speaker]:
    """Give the organizations that a speaker speaks for on the statement's date, each before those it is part of."""
    starts = (
        [speaker.slug] if not speaker.is_person else [office.organization for office in offices_on(speaker, statement)]
    )
    for start in starts:
        yield from lineage(archive, start)


def lineage(archive: Archive, slug: str) -> Iterator[Speaker]:
    """Give an organization and then those it is part of; stops where a chain of parents turns back on itself."""
    seen: set[str] = set()
    while slug in archive.speakers and slug not in seen:
        seen.add(slug)
        yield archive.speakers[slug]
        slug = archive.speakers[slug].parent


def side_of(archive: Archive, speaker: Speaker, statement: Statement, position: Position) -> str:
    """Give the side, a term of the vocabulary ``side``, that a speaker takes in one position."""
    bodies = tuple(organizations_of(archive, speaker, statement))
    statute = archive.citations.get(position.statute or "")
    if any(body.classification == "court" for body in bodies):
        return "court"
    if statute and any(body.slug in statute.enforced_by for body in bodies):
        return "authority"
    if any(_governs(body, position) for body in bodies):
        return "jurisdiction"
    return "other"


def _governs(body: Speaker, position: Position) -> bool:
    return body.jurisdiction == position.jurisdiction and body.classification != "association"
