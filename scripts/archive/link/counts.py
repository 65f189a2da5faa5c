"""How much an archive has, each count saying what it counts: who speaks, what is spoken of, and what is only named."""

from __future__ import annotations

from dataclasses import dataclass

from archive.link.linking import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of an archive. A withdrawn record counts, since it is shown."""

    statements: int
    held: int
    """Statements with their words."""
    speakers: int
    """People and bodies that a statement names as its speaker."""
    places: int
    """Jurisdictions that a statement is about."""
    laws: int
    """Statutes that a statement cites, in whole or in part."""
    named: int
    """The rest: speakers for whom nobody speaks, and places, statutes and policies that no statement speaks of."""


def counts(links: Links) -> Counts:
    """Count what an archive has."""
    archive = links.archive
    known = ({*links.speakers, *links.offices}, links.jurisdictions, links.statutes, links.policies)
    return Counts(
        statements=len(links.statements),
        held=sum(statement.held for statement in links.statements),
        speakers=len(links.speakers),
        places=len(links.jurisdictions),
        laws=len(links.statutes),
        named=sum(map(len, archive.entities.values())) - sum(map(len, known)),
    )
