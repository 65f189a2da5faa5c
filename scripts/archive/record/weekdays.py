"""Find weekdays next to a date: “Thursday, October 12, 2017”, “Thursday 12 October”, “10/12/2017 (Monday)”.

Only English is supported. A date without a year may be in any year near a given one; a numeric date with slashes may
have either order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEKDAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_YEAR = r"(?:,?\s+(?P<year{0}>(?:1[6-9]|20)\d\d)\b)?"
_DATE = (
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR.format('')}"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{_MONTH})(?!\w){_YEAR.format('2')}"
    r"|(?P<figures>\d{1,2}/\d{1,2}/(?:1[6-9]|20)\d\d)\b"
    r"|(?P<iso>(?:1[6-9]|20)\d\d-\d\d-\d\d)\b)"
)
_AFTER = re.compile(rf"(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?{_DATE}", re.IGNORECASE)
_BEFORE = re.compile(rf"{_DATE},?\s+\((?:an?\s+)?(?P<weekday>{_WEEKDAY})\)", re.IGNORECASE)
_LIKELY = re.compile(r"\b[MTWFS][onuesdhritaONUESDHRITA]{2,5}(?:day|DAY)\b")
"""What may be a weekday: a quick check, since every word of the archive is searched."""
_LONGEST = 40
"""The most characters of a date and the text between it and its weekday."""
_KEPT = 65_536
"""How many texts are remembered: after an edit, ``serve`` checks every text again."""
_NEAR = (-1, 0, 1)
"""Offsets from the given year for a date without a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A weekday next to a date."""

    start: int
    """Its offset in the text."""
    words: str
    weekday: str
    """The weekday as it is written."""
    days: tuple[datetime.date, ...]
    """The days that the date can mean; none if there is no such day."""

    @property
    def agrees(self) -> bool:
        """Whether the date can fall on that weekday."""
        return any(weekday(day) == self.weekday.capitalize() for day in self.days)


def weekday(day: datetime.date) -> str:
    """Return the English name of a day's weekday."""
    return _NAMES[day.weekday()]


@lru_cache(maxsize=_KEPT)
def named(text: str, year: int) -> tuple[Named, ...]:
    """Return the weekdays next to a date, in the order of the text; ``year`` is near the year of the text."""
    return tuple(_each(text, year))


def _each(text: str, year: int) -> Iterator[Named]:
    for likely in _LIKELY.finditer(text):
        match = _AFTER.match(text, likely.start()) or _before(text, likely)
        if match:
            days = tuple(sorted(set(_days(match, year))))
            yield Named(start=match.start(), words=match[0], weekday=match["weekday"], days=days)


def _before(text: str, weekday: re.Match[str]) -> re.Match[str] | None:
    """Return the date before a weekday in parentheses."""
    found = _BEFORE.finditer(text, max(0, weekday.start() - _LONGEST), weekday.end() + 1)
    return next((match for match in found if match.start("weekday") == weekday.start()), None)


def _days(match: re.Match[str], near: int) -> Iterator[datetime.date]:
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        dates = [(year, month, day)]
    elif match["figures"]:
        first, second, year = map(int, match["figures"].split("/"))
        dates = [(year, first, second), (year, second, first)]
    else:
        name, day = match["month"] or match["month2"], int(match["day"] or match["day2"])
        written = match["year"] or match["year2"]
        years = [int(written)] if written else [near + far for far in _NEAR]
        dates = [(year, _MONTHS.index(name[:3].lower()) + 1, day) for year in years]
    for date in dates:
        with suppress(ValueError):
            yield datetime.date(*date)
