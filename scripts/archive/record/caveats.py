"""A record's caveats: its withdrawal, its caution, its corrections.

Every page, card, citation, feed and export gets them from here, so that none omits one and all say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.record.dates import Date
from archive.record.model import Statement
from archive.record.sentences import around

_ROOM = 320
"""Characters of a shortened caveat; one sentence may not be enough, since the second can qualify the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Something to know before using a record."""

    kind: str
    """``withdrawn``, ``caution`` or ``corrected``."""
    heading: str
    """For example ``Withdrawn 1 June 2018``."""
    text: str
    """The record's full text of it."""
    date: Date | None = None
    """When the record was withdrawn or corrected."""

    @property
    def opening(self) -> str:
        """As many whole sentences of the text as fit in ``_ROOM``, at least one."""
        end = around(self.text, 0, 1)[1]
        while end < len(self.text):
            following = around(self.text, end + 1, end + 2)[1]
            if following > _ROOM:
                break
            end = following
        return self.text[:end]

    @property
    def is_cut(self) -> bool:
        """Whether the opening omits some of the text."""
        return self.opening != self.text

    @property
    def brief(self) -> str:
        """The heading and the opening, with an ellipsis if it is cut."""
        return f"{self.heading}: {self.opening}{' …' if self.is_cut else ''}"

    @property
    def whole(self) -> str:
        """The heading and the full text."""
        return f"{self.heading}: {self.text}"


def caveats(statement: Statement) -> tuple[Caveat, ...]:
    """Return a statement's caveats: its withdrawal, its caution, and its corrections, latest first."""
    found = []
    if statement.withdrawn:
        date = statement.withdrawn.date
        heading = f"Withdrawn {date.display}"
        found.append(Caveat(kind="withdrawn", heading=heading, text=statement.withdrawn.reason, date=date))
    if statement.caution:
        found.append(Caveat(kind="caution", heading="Caution", text=statement.caution))
    for correction in sorted(statement.corrections, key=lambda correction: correction.date, reverse=True):
        heading = f"Corrected {correction.date.display}"
        found.append(Caveat(kind="corrected", heading=heading, text=correction.note, date=correction.date))
    return tuple(found)
