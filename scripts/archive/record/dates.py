"""Dates of varying precision: the part of EDTF that the record uses.

The notation is from the Extended Date/Time Format of the Library of Congress (ISO 8601-2): a year, a year and month,
or a full date (level 0), each of which may be qualified as a whole by ``?`` (uncertain), ``~`` (approximate) or ``%``
(both) (level 1). An interval is between two such dates (``2017-10-11/2017-10-12``) and never open. Nothing else of EDTF
is accepted.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months by number, in every locale; ``calendar.month_name`` formats a date for each."""

_FORM = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[?~%])?", re.ASCII)
_QUALIFIED = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A date as its source gives it. Sorts by the earliest day it can mean, less precise dates first."""

    year: int
    month: int = 0
    """From 1 to 12; 0 if unknown."""
    day: int = 0
    """From 1 to 31; 0 if unknown."""
    mark: str = ""
    """The EDTF qualifier: ``?``, ``~``, ``%`` or nothing."""

    @classmethod
    def parse(cls, text: str) -> Date:
        """Parse a date; raises ValueError with a message for the contributor."""
        return _parse(text)

    @property
    def earliest(self) -> datetime.date:
        """The first day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day that the date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def qualified(self) -> str:
        """The qualifier in words, or nothing."""
        return _QUALIFIED.get(self.mark, "")

    @property
    def stem(self) -> str:
        """The date without a qualifier, as at the beginning of a file name."""
        return str(self).rstrip("?~%")

    @property
    def display(self) -> str:
        """The date in words at its true precision: ``12 October 2017``, ``October 2017``, ``2017``."""
        words = " ".join(part for part in (str(self.day or ""), MONTHS[self.month], str(self.year)) if part)
        return f"{words} ({self.qualified})" if self.mark else words

    def __str__(self) -> str:
        month = f"-{self.month:02}" if self.month else ""
        day = f"-{self.day:02}" if self.day else ""
        return f"{self.year}{month}{day}{self.mark}"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Date:
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(
            "A date must be a year, a year and month, or a full date, such as 2017, 2017-10 or 2017-10-12."
        )
    date = Date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0), match["mark"] or "")
    if match["month"] and not 1 <= date.month <= 12:
        raise ValueError(f"The month of a date must be from 01 to 12; {match['month']} is not.")
    if match["day"] and not 1 <= date.day <= calendar.monthrange(date.year, date.month)[1]:
        raise ValueError(f"The day of a date must exist in its month; {text} does not.")
    return date


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The time between two dates, including both."""

    begin: Date
    end: Date

    @property
    def earliest(self) -> datetime.date:
        """The first day that can be in it."""
        return self.begin.earliest

    @property
    def latest(self) -> datetime.date:
        """The last day that can be in it."""
        return self.end.latest

    @property
    def display(self) -> str:
        """The interval in words: ``11 October 2017 to 12 October 2017``."""
        return f"{self.begin.display} to {self.end.display}"

    def __str__(self) -> str:
        return f"{self.begin}/{self.end}"


def when(text: str) -> Date | Interval:
    """Parse a date or an interval; raises ValueError with a message for the contributor."""
    begin, slash, end = text.partition("/")
    if not slash:
        return Date.parse(text)
    if ".." in (begin, end) or "" in (begin, end):
        raise ValueError("An interval must have both its ends, such as 2017-10-11/2017-10-12.")
    return Interval(Date.parse(begin), Date.parse(end))


NO_DATE = Date(1)
"""Replaces a date that could not be read, so that the other rules can still check the record."""
