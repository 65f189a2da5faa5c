"""Count what an archive contains: statements, speakers, places, laws, and what is only named."""

from __future__ import annotations

from dataclasses import dataclass

from archive.link.linking import Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The counts of an archive. Withdrawn records count, since they are shown."""

    statements: int
    held: int
    """Statements with their words."""
    speakers: int
    """People and organizations that are the speaker of a statement."""
    places: int
    """Jurisdictions that a statement is about."""
    laws: int
    """Statutes that a statement cites, in whole or in part."""
    named: int
    """The rest: speakers without a statement, and places, statutes and policies that no statement is about."""


def counts(links: Links) -> Counts:
    """Count what an archive contains."""
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
