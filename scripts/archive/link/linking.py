"""Link the statements of an archive: who cites, answers and names whom, in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from archive.record.model import Archive, Statement
from archive.record.positions import Take, takes_of
from archive.record.standing import lineage, offices_on
from archive.record.threads import in_sequence, tied

Index = Mapping[str, tuple[Statement, ...]]
"""Statements by key, each list in chronological order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The archive with all references resolved."""

    archive: Archive
    statements: tuple[Statement, ...]
    """All statements in chronological order: by date, then by id."""
    years: Mapping[int, tuple[Statement, ...]]
    """By year, earliest first."""
    speakers: Index
    """By the slug of a speaker; for an organization, what it says itself."""
    offices: Index
    """By the slug of an organization: statements on its behalf, or by people in office in it or a part of it."""
    jurisdictions: Index
    statutes: Index
    """By the slug of a statute: statements that cite it or a subsection of it."""
    policies: Index
    """By the slug of a policy: statements that mention it, in any version or part."""
    citations: Index
    """By canonical citation: statements with exactly this citation, in their statutes or positions."""
    incoming: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By id and relation, the ids of the statements that point to it, in chronological order."""
    takes: Mapping[str, tuple[Take, ...]]
    """By the id of a statement: its positions, once per holder, in the order of the record."""
    threads: Index
    """By the slug of a thread: its statements and those that relations add, with answers after what they answer."""


def link(archive: Archive) -> Links:
    """Resolve every reference in a checked archive."""
    ordered = tuple(sorted(archive.statements.values(), key=lambda statement: (statement.date, statement.id)))
    incoming = _incoming(ordered)
    return Links(
        archive=archive,
        statements=ordered,
        years={year: tuple(found) for year, found in groupby(ordered, key=lambda statement: statement.date.year)},
        speakers=_index(ordered, lambda statement: statement.speakers),
        offices=_index(ordered, lambda statement: _bodies(archive, statement)),
        jurisdictions=_index(ordered, lambda statement: statement.jurisdictions),
        statutes=_index(
            ordered, lambda statement: (archive.citations[citation].slug for citation in _cited(statement))
        ),
        policies=_index(ordered, lambda statement: (cited.policy for cited in statement.policies)),
        citations=_index(ordered, _cited),
        incoming=incoming,
        takes={statement.id: takes_of(archive, statement) for statement in ordered},
        threads={
            slug: in_sequence(archive.statements[identifier] for identifier in tied(archive, incoming, thread))
            for slug, thread in archive.threads.items()
        },
    )


def _index(statements: Iterable[Statement], keys: Callable[[Statement], Iterable[str]]) -> Index:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in dict.fromkeys(keys(statement)):
            found[key].append(statement)
    return {key: tuple(found[key]) for key in sorted(found)}


def _cited(statement: Statement) -> Iterable[str]:
    return (*statement.statutes, *(position.statute for position in statement.positions if position.statute))


def _bodies(archive: Archive, statement: Statement) -> Iterable[str]:
    for slug in statement.on_behalf_of:
        yield from (body.slug for body in lineage(archive, slug))
    for slug in statement.speakers:
        speaker = archive.speakers[slug]
        for office in offices_on(speaker, statement):
            yield from (body.slug for body in lineage(archive, office.organization))
        yield from (body.slug for body in lineage(archive, speaker.parent))


def _incoming(statements: Iterable[Statement]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for relation, targets in statement.relations.items():
            for target in targets:
                found[target][relation].append(statement.id)
    return {
        target: {relation: tuple(ids) for relation, ids in sorted(relations.items())}
        for target, relations in sorted(found.items())
    }
