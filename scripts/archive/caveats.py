"""What must go wherever a record goes: that it was withdrawn, a caution on its words, that it was corrected.

Every page, card, citation, feed and file that carries a record away takes its caveats from here, so that none can
leave one out and all say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.dates import Date
from archive.model import Statement
from archive.sentences import around


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """One thing to know before a record is used."""

    kind: str
    """``withdrawn``, ``caution`` or ``corrected``."""
    heading: str
    """As in ``Withdrawn 1 June 2018``."""
    text: str
    """The record's own words for it, whole."""
    date: Date | None = None
    """When the record was withdrawn or corrected."""

    @property
    def first(self) -> str:
        """The first sentence of the text, for where there is little room."""
        return self.text[slice(*around(self.text, 0, 1))]

    @property
    def is_cut(self) -> bool:
        """Whether the first sentence is not all there is."""
        return self.first != self.text

    @property
    def brief(self) -> str:
        """The heading and the first sentence, with a mark where more follows."""
        return f"{self.heading}: {self.first}{' …' if self.is_cut else ''}"

    @property
    def whole(self) -> str:
        """The heading and the whole text."""
        return f"{self.heading}: {self.text}"


def caveats(statement: Statement) -> tuple[Caveat, ...]:
    """Return a statement's caveats: its withdrawal, its caution, and its corrections with the latest first."""
    found = []
    if statement.withdrawn:
        date = statement.withdrawn.date
        heading = f"Withdrawn {date.display}"
        found.append(Caveat(kind="withdrawn", heading=heading, text=statement.withdrawn.reason, date=date))
    if statement.caution:
        found.append(Caveat(kind="caution", heading="Caution", text=statement.caution))
    for one in sorted(statement.corrections, key=lambda one: one.date, reverse=True):
        heading = f"Corrected {one.date.display}"
        found.append(Caveat(kind="corrected", heading=heading, text=one.note, date=one.date))
    return tuple(found)
