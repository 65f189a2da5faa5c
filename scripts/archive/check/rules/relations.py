"""Rules on relations: they point back in time and never in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE

EITHER_WAY = "same-event"
"""The one relation that may point to a later statement."""

SUPERSEDES = "supersedes"

OF_COURTS = ("affirms", "reverses", "stays")
"""The relations of a ruling to an earlier ruling."""


def relation_time(context: Context) -> Iterator[Finding]:
    """A relation must point backward in time, except `same-event`."""
    for statement in context.archive.statements.values():
        for relation, target in (
            (key, id) for key, ids in statement.relations.items() if key != EITHER_WAY for id in ids
        ):
            other = context.archive.statements.get(target)
            if other is None or NO_DATE in (statement.date, other.date):
                continue
            if other.date.earliest > statement.date.latest:
                sentence = (
                    f"`{relation}` must lead to an earlier statement; "
                    f"`{target}` is from {other.date}, this one from {statement.date}."
                )
                hint = f"write the relation in {other.origin.path}, or use {EITHER_WAY}"
                yield Finding(place=statement.origin.of(target, "relations", relation), sentence=sentence, hint=hint)


def relation_self(context: Context) -> Iterator[Finding]:
    """A statement must not be related to itself."""
    for statement in context.archive.statements.values():
        for relation, targets in statement.relations.items():
            if statement.id in targets:
                sentence = f"`{relation}` must lead to another statement, not to this one."
                yield Finding(place=statement.origin.of(statement.id, "relations", relation), sentence=sentence)


def relation_court(context: Context) -> Iterator[Finding]:
    """Only a later court ruling may affirm, reverse or stay a ruling; both must be court rulings."""
    statements = context.archive.statements
    for statement in statements.values():
        for relation in OF_COURTS:
            for target in statement.relations.get(relation, ()):
                kinds = {statement.kind, statements[target].kind if target in statements else "court-ruling"}
                if kinds != {"court-ruling"} and "" not in kinds:
                    sentence = f"`{relation}` must lead from a `court-ruling` to an earlier one."
                    yield Finding(
                        place=statement.origin.of(target, "relations", relation), sentence=sentence, hint="responds-to"
                    )


def supersession_cycle(context: Context) -> Iterator[Finding]:
    """A statement must not supersede itself through other statements."""
    statements = context.archive.statements
    later = {
        statement.id: [target for target in statement.relations.get(SUPERSEDES, ()) if target != statement.id]
        for statement in statements.values()
        if statement.relations
    }
    for cycle in _cycles(later):
        place = statements[cycle[0]].origin.of(cycle[1], "relations", SUPERSEDES)
        sentence = f"Statements must not supersede each other in a circle: {' -> '.join((*cycle, cycle[0]))}."
        yield Finding(place=place, sentence=sentence, hint="remove one of these relations")


def parent_cycle(context: Context) -> Iterator[Finding]:
    """A jurisdiction or an organization must not be part of itself."""
    for group in (context.archive.jurisdictions, context.archive.speakers):
        for cycle in _cycles({slug: [entity.parent] for slug, entity in group.items() if entity.parent}):
            sentence = f"Parents must not form a circle: {' -> '.join((*cycle, cycle[0]))}."
            yield Finding(place=group[cycle[0]].origin.at("parent"), sentence=sentence)


def _cycles(graph: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield disjoint cycles of a graph until none is left; each begins with its smallest node."""
    left = {node: sorted(set(targets)) for node, targets in graph.items()}
    while left := _cyclic(left):
        node, path = min(left), []
        while node not in path:
            path.append(node)
            node = left[node][0]
        cycle = path[path.index(node) :]
        least = cycle.index(min(cycle))
        yield (*cycle[least:], *cycle[:least])
        left = {node: targets for node, targets in left.items() if node not in cycle}


def _cyclic(graph: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the largest part of a graph in which every node has a successor; empty if there is no cycle."""
    leading: dict[str, list[str]] = {}
    for node, targets in graph.items():
        for target in targets:
            leading.setdefault(target, []).append(node)
    count = {node: sum(target in graph for target in targets) for node, targets in graph.items()}
    ends = [node for node, number in count.items() if not number]
    for end in ends:  # grows during the loop
        for node in leading.get(end, ()):
            count[node] -= 1
            if not count[node]:
                ends.append(node)
    gone = set(ends)
    kept = graph.keys() - gone
    return {node: [target for target in graph[node] if target in kept] for node in graph if node in kept}
