"""What a statement answers, what answers it, and its neighbours in the sequence about a place."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Jurisdiction, Statement
from archive.pages import paths
from archive.pages.entry import Entry
from archive.pages.site import Site
from archive.vocabulary import vocabulary

SEQUENCES = 3
"""A statement about more places than these leads to their pages rather than into each sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The statements that stand in one relation to another."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """The neighbours of a statement among those about a place."""

    place: str
    path: str
    before: Entry | None
    after: Entry | None


def relations(site: Site, statement: Statement) -> tuple[Relation, ...]:
    """Give the relations of a statement in both directions; those it names itself come first."""
    found: dict[str, dict[str, Entry]] = {}
    incoming = site.links.incoming.get(statement.id, {})
    for term in vocabulary("relation").values():
        _add(site, found, term.label, statement.relations.get(term.name, ()))
    for term in vocabulary("relation").values():
        _add(site, found, term.inverse, incoming.get(term.name, ()))
    return tuple(Relation(label=label, entries=tuple(entries.values())) for label, entries in found.items())


def superseding(site: Site, statement: Statement) -> tuple[Entry, ...]:
    """Give the later statements that say they take the place of this one."""
    return tuple(site.entries[one] for one in site.links.incoming.get(statement.id, {}).get("supersedes", ()))


def sequences(site: Site, statement: Statement) -> tuple[Sequence, ...]:
    """Give the neighbours in the sequence of each place; none where the statement is about many."""
    if len(statement.jurisdictions) > SEQUENCES:
        return ()
    return tuple(_sequence(site, statement, site.links.archive.jurisdictions[one]) for one in statement.jurisdictions)


def _add(site: Site, found: dict[str, dict[str, Entry]], label: str, ids: tuple[str, ...]) -> None:
    if ids:
        found.setdefault(label, {}).update((one, site.entries[one]) for one in ids)


def _sequence(site: Site, statement: Statement, place: Jurisdiction) -> Sequence:
    whole = site.links.jurisdictions[place.slug]
    at = site.places[place.slug][statement.id]
    return Sequence(
        place=place.name,
        path=paths.entity(place),
        before=site.entries[whole[at - 1].id] if at else None,
        after=site.entries[whole[at + 1].id] if at + 1 < len(whole) else None,
    )
