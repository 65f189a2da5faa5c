"""What happened to the source of a statement since its words were proved: events, each with its owner and day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.record.dates import Date
from archive.record.model import Archive, Difference, Sighting, Statement, Watched
from archive.record.proofs import proved
from archive.record.vocabulary import label

WHOLE = ("intact", "moved")
"""The terms of the vocabulary ``watch`` for which every proved passage was found."""
_LOST = ("changed", "gone")
"""Those for which readers of the source no longer find the words."""
_SHOWN = 5
"""The most differences in one sentence."""

_SENTENCES = {
    "intact": "the words are there as they were proved.",
    "moved": "the words are at another address.",
    "gone": "the page is no longer at its address.",
    "blocked": "the server refuses the archive’s visits, so nobody has seen whether the words are still there.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change in the source of a statement's words."""

    date: Date
    """When it was found; only the owner of the source knows when it was made."""
    state: str
    """A term of the vocabulary ``watch``."""
    text: str
    """The owner of the source and what was found, in one sentence."""
    differences: tuple[Difference, ...] = ()
    """The differences in the statement's own passages."""
    url: str = ""
    archived: str = ""

    @property
    def heading(self) -> str:
        """For example ``Source changed``."""
        return f"Source {label('watch', self.state).lower()}"

    @property
    def is_loss(self) -> bool:
        """Whether readers of the source no longer find the words."""
        return self.state in _LOST


def found_whole(sighting: Sighting) -> bool:
    """Return whether every proved passage was found."""
    return sighting.state in WHOLE


def watched(archive: Archive, statement: Statement) -> Watched | None:
    """Return the sightings of the source that proves a statement, or None if there are none."""
    proof = proved(archive, statement)
    return archive.watched.get(proof.source) if proof else None


def events(archive: Archive, statement: Statement) -> tuple[Event, ...]:
    """Return the events of a statement's source, latest first; a source that was always intact has none."""
    found = watched(archive, statement)
    return tuple(_events(found.sightings if found else (), statement))[::-1]


def _events(sightings: Sequence[Sighting], statement: Statement) -> Iterator[Event]:
    before = "intact"
    for sighting in sightings:
        own = tuple(each for each in sighting.differences if each.statement == statement.id)
        # If only another statement's words differ, all the words of this one are there.
        state = "intact" if sighting.state == "changed" and not own else sighting.state
        if (state, before) != ("intact", "intact"):
            yield Event(
                date=sighting.since,
                state=state,
                text=f"{statement.source.publisher}: {_sentence(state, own)}",
                differences=own,
                url=sighting.url,
                archived=sighting.archived,
            )
        before = state


def _sentence(state: str, differences: Sequence[Difference]) -> str:
    if state != "changed":
        return _SENTENCES[state]
    shown = [_described(difference) for difference in differences[:_SHOWN]]
    more = len(differences) - len(shown)
    return f"{'; '.join(shown)}{f'; and {more:,} more' if more else ''}."


def _described(difference: Difference) -> str:
    passage = f"passage {difference.passage}"
    match difference:
        case Difference(was="", now=""):
            return f"{passage} is gone"
        case Difference(was=""):
            return f"{passage} also has “{difference.now}”"
        case Difference(now=""):
            return f"{passage} no longer has “{difference.was}”"
    return f"{passage} has “{difference.now}” where it had “{difference.was}”"
