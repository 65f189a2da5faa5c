"""In what office a speaker speaks, for whom, and on which side: derived from dated offices, never entered.

Holders: the holder of what an official says in office is the outermost body that contains the office's body. An office
or a body that speaks for itself ends the search: the holder is then the person, or that body. Offices in a legislature
speak for themselves unless the record says otherwise. A person without an office on the day is the holder. If a
statement is made on behalf of named bodies, the holders are the outermost bodies that contain them.

Sides, in this order: a court, or a judge of one, is *a court*; a speaker whose organization, or one that contains it,
is grouped as an authority on the statute (``enforced_by``, a grouping that the archive makes), or on any statute if
none was named, is *an authority*; a speaker whose organization belongs to the jurisdiction in question speaks for *the
jurisdiction*; everybody else is *another official*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.record.model import Archive, Office, Position, Speaker, Statement


def offices_on(speaker: Speaker, statement: Statement) -> tuple[Office, ...]:
    """Return the offices that a person may have held on the statement's date, in the order of the file."""
    return tuple(office for office in speaker.offices if office.held_on(statement.date))


def office_of(archive: Archive, speaker: Speaker, statement: Statement) -> Office | None:
    """Return the office that a person speaks in: that of a jurisdiction the statement is about, or the first."""
    held = offices_on(speaker, statement)
    about = (office for office in held if place_of(archive, office) in statement.jurisdictions)
    return next(about, held[0] if held else None)


def place_of(archive: Archive, office: Office) -> str:
    """Return the jurisdiction that an office represents; empty if its organization is unknown."""
    organization = archive.speakers.get(office.organization)
    return office.area or (organization.jurisdiction if organization else "")


def organizations_of(archive: Archive, speaker: Speaker, statement: Statement) -> Iterator[Speaker]:
    """Yield the organizations that a speaker speaks for on the statement's date, each before its parents."""
    starts = statement.on_behalf_of
    if not starts:
        offices = offices_on(speaker, statement)
        starts = tuple(office.organization for office in offices) if speaker.is_person else (speaker.slug,)
    for start in starts:
        yield from lineage(archive, start)


def lineage(archive: Archive, slug: str) -> Iterator[Speaker]:
    """Yield an organization and its parents; stops at a cycle."""
    seen: set[str] = set()
    while slug in archive.speakers and slug not in seen:
        seen.add(slug)
        yield archive.speakers[slug]
        slug = archive.speakers[slug].parent


def holders_of(archive: Archive, statement: Statement) -> Mapping[str, tuple[str, ...]]:
    """Return the holders of a statement: by the holder's slug, the slugs of the speakers who speak for it.

    Joint signers who speak for one body are one holder; those who speak for different bodies are several. If the
    record names bodies that they speak on behalf of, all of them speak for each of those bodies.
    """
    if statement.on_behalf_of:
        return {_outermost(archive, body): statement.speakers for body in statement.on_behalf_of}
    found: dict[str, tuple[str, ...]] = {}
    for slug in statement.speakers:
        holder = holder_of(archive, archive.speakers[slug], statement)
        found[holder] = (*found.get(holder, ()), slug)
    return found


def holder_of(archive: Archive, speaker: Speaker, statement: Statement) -> str:
    """Return the slug of the person or body that is the holder of what a speaker says in a statement."""
    if not speaker.is_person:
        return _outermost(archive, speaker.slug)
    office = office_of(archive, speaker, statement)
    if office is None or _speaks_for(archive, office) == "itself":
        return speaker.slug
    return _outermost(archive, office.organization)


def _speaks_for(archive: Archive, office: Office) -> str:
    body = archive.speakers.get(office.organization)
    return office.speaks_for or ("itself" if body and body.classification == "legislature" else "body")


def _outermost(archive: Archive, slug: str) -> str:
    """Return the outermost body that contains a body, up to one that speaks for itself."""
    for body in lineage(archive, slug):
        slug = body.slug
        if body.speaks_for == "itself":
            break
    return slug


def sides_of(archive: Archive, statement: Statement, holder: str, position: Position) -> frozenset[str]:
    """Return the sides, terms of the vocabulary ``side``, that a statement's speakers take for one holder."""
    if statement.on_behalf_of:
        named = (body for body in statement.on_behalf_of if _outermost(archive, body) == holder)
        return frozenset(_side(archive, lineage(archive, body), position) for body in named)
    speakers = (archive.speakers[slug] for slug in holders_of(archive, statement)[holder])
    return frozenset(side_of(archive, speaker, statement, position) for speaker in speakers)


def side_of(archive: Archive, speaker: Speaker, statement: Statement, position: Position) -> str:
    """Return the side, a term of the vocabulary ``side``, that a speaker takes in one position."""
    return _side(archive, organizations_of(archive, speaker, statement), position)


def _side(archive: Archive, spoken_for: Iterable[Speaker], position: Position) -> str:
    bodies = tuple(spoken_for)
    if any(body.classification == "court" for body in bodies):
        return "court"
    enforcers = archive.citations[position.statute].enforced_by if position.statute else archive.enforcers
    if any(body.slug in enforcers for body in bodies):
        return "authority"
    if any(_governs(body, position) for body in bodies):
        return "jurisdiction"
    return "other"


def _governs(body: Speaker, position: Position) -> bool:
    return body.jurisdiction == position.jurisdiction and body.classification != "association"
