"""Dates, lists of names and offices in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.record.caveats import caveats
from archive.record.dates import Date
from archive.record.model import Archive, Office, Speaker, Statement
from archive.record.standing import office_of

GROUPS = {"speakers": "Speaker", "jurisdictions": "Jurisdiction", "statutes": "Statute", "policies": "Policy"}
"""The singular name of each group."""

INDEXES = {"speakers": "Speakers", "jurisdictions": "Jurisdictions", "statutes": "Statutes", "policies": "Policies"}
"""The title of each group's index page."""

_NAMES_IN_FULL = 3
"""A longer list is shortened to two names and a count."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as shown on a page."""

    iso: str
    """In ISO format, at the date's precision."""
    words: str

    @classmethod
    def of(cls, date: Date) -> When:
        """Return a date in words that state what is unknown."""
        unknown = "" if date.day else ", day not known" if date.month else ", month not known"
        return cls(date.stem, date.display + unknown)


def span(first: Date, last: Date) -> str:
    """Return a time span in words, at the precision of its ends."""
    return first.display if first == last else f"{first.display} to {last.display}"


def listed(names: Sequence[str]) -> str:
    """Join all names: ``A``, ``A and B``, ``A, B and C``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def shortened(names: Sequence[str]) -> str:
    """Join names, shortening more than three: ``A, B and 7 others``."""
    if len(names) <= _NAMES_IN_FULL:
        return listed(names)
    return f"{names[0]}, {names[1]} and {len(names) - 2} others"


def cut(text: str, length: int) -> str:
    """Cut a text to about ``length`` characters, between two words, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length + 1].rpartition(" ")[0].rstrip(",;:–— ") + " …"


def described(statement: Statement, length: int) -> str:
    """Return a description for previews: a withdrawal and a caution first, then the summary if there is room."""
    warned = [caveat.brief for caveat in caveats(statement) if caveat.kind != "corrected"]
    return cut(" ".join([*warned, statement.summary]), length)


def spoken_as(archive: Archive, speaker: Speaker, statement: Statement) -> str:
    """Return the title of a statement's single speaker; empty if none is known."""
    if statement.capacity and len(statement.speakers) == 1:
        return statement.capacity
    office = None if statement.capacity else office_of(archive, speaker, statement)
    return office.title if office else ""


def term_of(office: Office) -> str:
    """Return an office's term in words; empty if neither end is known."""
    if office.begin and office.end:
        return span(office.begin, office.end)
    if office.begin:
        return f"from {office.begin.display}"
    return f"until {office.end.display}" if office.end else ""
