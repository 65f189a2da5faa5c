"""What became of the sources of statements since their words were proved."""

from __future__ import annotations

from archive.record.model import Archive, Sighting, Statement, Watched

WHOLE = ("intact", "moved")
"""The terms of the vocabulary ``watch`` by which every proved passage was found."""


def found_whole(sighting: Sighting) -> bool:
    """Return whether every proved passage was found."""
    return sighting.state in WHOLE


def watched(archive: Archive, statement: Statement) -> Watched | None:
    """Return what came of looking at the source that proves a statement; None where nobody has."""
    return archive.watched.get(statement.proof.source) if statement.proof else None
