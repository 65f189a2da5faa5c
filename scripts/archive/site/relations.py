"""A statement's relations, and its neighbors in its sequences.

A sequence is a thread, or all statements about a place that none of the statement's threads is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.record.model import Statement
from archive.record.positions import ENDING
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Site

SEQUENCES = 3
"""A statement about more places than this links to their pages, not into each sequence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The statements in one relation to a statement."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A statement's position in a sequence, and its neighbors."""

    kind: str
    """``thread`` or ``place``."""
    name: str
    path: str
    number: int
    """Counted from 1."""
    count: int
    before: Entry | None
    after: Entry | None


def relations(site: Site, statement: Statement) -> tuple[Relation, ...]:
    """Return the relations of a statement in both directions; its own come first."""
    found: dict[str, dict[str, Entry]] = {}
    incoming = site.links.incoming.get(statement.id, {})
    for term in vocabulary("relation").values():
        _add(site, found, term.label, statement.relations.get(term.name, ()))
    for term in vocabulary("relation").values():
        _add(site, found, term.inverse, incoming.get(term.name, ()))
    return tuple(Relation(label=label, entries=tuple(entries.values())) for label, entries in found.items())


def superseding(site: Site, statement: Statement) -> tuple[Entry, ...]:
    """Return the later statements that supersede or retract this one."""
    incoming = site.links.incoming.get(statement.id, {})
    later = dict.fromkeys(target for relation in ENDING for target in incoming.get(relation, ()))
    return tuple(site.entries[id] for id in later)


def sequences(site: Site, statement: Statement) -> tuple[Sequence, ...]:
    """Return its position in each thread and in the sequence of each remaining place, unless there are many places."""
    archive = site.links.archive
    threads = [archive.threads[slug] for slug in site.threads.get(statement.id, ())]
    covered = {place for thread in threads for place in thread.jurisdictions}
    places = [archive.jurisdictions[slug] for slug in statement.jurisdictions if slug not in covered]
    return (
        *(
            _sequence(site, statement, "thread", thread.slug, thread.title, paths.thread(thread.slug))
            for thread in threads
        ),
        *(
            _sequence(site, statement, "place", place.slug, place.name, paths.entity(place))
            for place in (places if len(statement.jurisdictions) <= SEQUENCES else ())
        ),
    )


def _add(site: Site, found: dict[str, dict[str, Entry]], label: str, ids: tuple[str, ...]) -> None:
    if ids:
        found.setdefault(label, {}).update((identifier, site.entries[identifier]) for identifier in ids)


def _sequence(site: Site, statement: Statement, kind: str, slug: str, name: str, path: str) -> Sequence:
    whole = (site.links.threads if kind == "thread" else site.links.jurisdictions)[slug]
    at = site.places[kind, slug][statement.id]
    return Sequence(
        kind=kind,
        name=name,
        path=path + (f"#{statement.id}" if kind == "thread" else ""),
        number=at + 1,
        count=len(whole),
        before=site.entries[whole[at - 1].id] if at else None,
        after=site.entries[whole[at + 1].id] if at + 1 < len(whole) else None,
    )
