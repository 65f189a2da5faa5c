"""The facts about an entity, as a list of labels and values for one template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.record.model import Entity, Jurisdiction, Office, Policy, Speaker, Statute
from archive.record.problem import counted
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.site import Site
from archive.site.wording import term_of

_EDITIONS = "https://www.govinfo.gov/link/uscode/"
"""The address of each yearly edition of the U.S. Code."""
_FIRST_EDITION = 1994
"""The first that govinfo has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value with its links."""

    text: str
    path: str = ""
    """The path of a page of the site."""
    url: str = ""
    """An external address."""
    detail: str = ""
    source: str = ""
    """The address of the value's source."""


_GROUPING = Value(text="How the archive groups who speaks", path="about/#sides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label with its values."""

    label: str
    values: tuple[Value, ...]


def facts(site: Site, entity: Entity) -> tuple[Fact, ...]:
    """Return the facts of an entity that have a value."""
    match entity:
        case Speaker() if entity.is_person:
            pairs = _person(site, entity)
        case Speaker():
            pairs = _organization(site, entity)
        case Jurisdiction():
            pairs = _jurisdiction(site, entity)
        case Statute():
            pairs = _statute(site, entity)
        case Policy():
            pairs = _policy(site, entity)
    listed = ((name, tuple(values)) for name, values in pairs)
    return tuple(Fact(label=name, values=values) for name, values in listed if values)


Pairs = Iterator[tuple[str, Iterable[Value]]]


def _person(site: Site, person: Speaker) -> Pairs:
    bodies = site.links.archive.speakers
    offices = [(office, bodies[office.organization]) for office in person.offices]
    yield (
        "Offices",
        [
            Value(
                text=f"{office.title}, {body.name}",
                path=paths.entity(body),
                detail=term_of(office),
                source=office.source,
            )
            for office, body in offices
        ],
    )


def _organization(site: Site, body: Speaker) -> Pairs:
    archive = site.links.archive
    yield "What it is", [Value(text=label("classification", body.classification))] if body.classification else []
    yield "Of", _linked(archive.jurisdictions, body.jurisdiction)
    yield "Part of", _linked(archive.speakers, body.parent)
    yield "Parts", [_value(site, speaker) for speaker in archive.speakers.values() if speaker.parent == body.slug]
    grouped = [_value(site, statute) for statute in archive.statutes.values() if body.slug in statute.enforced_by]
    yield "Grouped as an authority on", [*grouped, _GROUPING] if grouped else []
    yield (
        "Policies that it adopted",
        [_value(site, policy) for policy in archive.policies.values() if policy.adopted_by == body.slug],
    )
    yield "Offices in it", [_holder(person, office) for person, office in _holders(site, body)]


def _jurisdiction(site: Site, place: Jurisdiction) -> Pairs:
    archive = site.links.archive
    inside = [jurisdiction for jurisdiction in archive.jurisdictions.values() if jurisdiction.parent == place.slug]
    yield "Level", [Value(text=label("level", place.level))]
    yield "Part of", _linked(archive.jurisdictions, place.parent)
    yield "Contains", [_value(site, place) for place in sorted(inside, key=lambda place: place.sort_key)]
    yield (
        "Its bodies",
        [_value(site, speaker) for speaker in archive.speakers.values() if speaker.jurisdiction == place.slug],
    )
    yield (
        "Its policies",
        [_value(site, policy) for policy in archive.policies.values() if policy.jurisdiction == place.slug],
    )
    yield "Open Civic Data id", [Value(text=place.ocd_id)] if place.ocd_id else []


def _statute(site: Site, statute: Statute) -> Pairs:
    archive = site.links.archive
    yield "Enacted", [Value(text=statute.enacted.display)] if statute.enacted else []
    yield "Public law", [Value(text=statute.public_law)] if statute.public_law else []
    yield "Statutes at Large", [Value(text=statute.statutes_at_large)] if statute.statutes_at_large else []
    grouped = [_value(site, archive.speakers[slug]) for slug in statute.enforced_by]
    yield "Grouped as authorities", [*grouped, _GROUPING] if grouped else []
    yield "Text of the law", [Value(text=label("link", term), url=url) for term, url in statute.links.items()]
    yield "Official editions", list(_editions(site, statute))


def _policy(site: Site, policy: Policy) -> Pairs:
    archive = site.links.archive
    yield "Policy of", _linked(archive.jurisdictions, policy.jurisdiction)
    yield "Adopted by", _linked(archive.speakers, policy.adopted_by) or [Value(text="No source in the archive says")]


def _editions(site: Site, statute: Statute) -> Iterator[Value]:
    """Yield the official edition of each year in which a statement cites the statute, where govinfo has editions.

    An edition comes out some time after its year, so that of a recent year may not be there yet.
    """
    url = statute.links.get("govinfo", "")
    if url.startswith(_EDITIONS):
        for year in dict.fromkeys(statement.date.year for statement in site.statements_of(statute)):
            if year >= _FIRST_EDITION:
                yield Value(text=str(year), url=f"{url}?year={year}")


def _value(site: Site, entity: Entity) -> Value:
    count = len(site.statements_of(entity))
    return Value(text=entity.name, path=paths.entity(entity), detail=counted(count, "statement"))


def _linked(entities: object, slug: str) -> list[Value]:
    assert isinstance(entities, dict)
    return [Value(text=entities[slug].name, path=paths.entity(entities[slug]))] if slug else []


def _holders(site: Site, body: Speaker) -> Iterator[tuple[Speaker, Office]]:
    for person in sorted(site.links.archive.speakers.values(), key=lambda speaker: speaker.sort_key):
        for office in person.offices:
            if office.organization == body.slug:
                yield person, office


def _holder(person: Speaker, office: Office) -> Value:
    detail = ", ".join(part for part in (office.title, term_of(office)) if part)
    return Value(text=person.name, path=paths.entity(person), detail=detail, source=office.source)
