"""Dates as sources write them, in exact forms alone: a form that is not listed here is no date, and none is guessed.

What is ambiguous (``10/12/2017``) is read only by the format that a mapping file names.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from contextlib import suppress

from archive.record.dates import MONTHS, Date

_MONTHS = {
    name.casefold(): number
    for number in range(1, 13)
    for name in (MONTHS[number], MONTHS[number][:3], f"{MONTHS[number][:3]}.")
} | {"sept": 9, "sept.": 9}
_DAYS = {
    name.casefold(): number for number in range(7) for name in (calendar.day_name[number], calendar.day_abbr[number])
}

_YEAR = r"(?P<year>[12]\d{3})"
_MONTH = r"(?P<name>[A-Za-z]{3,9}\.?)"
_WEEKDAY = r"(?:(?P<weekday>[A-Za-z]{3,9}),? )?"
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
_ZONE = r"(?:Z|UTC|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T|[+-]\d{2}:?\d{2})"

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ]{_CLOCK} ?{_ZONE}?)?)?)?",  # ISO 8601
        rf"{_YEAR}/(?P<month>\d\d)?/?(?P<day>\d\d)?/?[^/]{{0,40}}",  # RIS
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}) {_MONTH} {_YEAR}(?: {_CLOCK} {_ZONE})?",  # RFC 5322, and in words
        rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}}), {_YEAR}",
        rf"{_MONTH} {_YEAR}",
    )
)
_LONGEST = 80

_MONTHS_WRITTEN = "|".join(sorted((re.escape(name) for name in _MONTHS), key=len, reverse=True))
_DAYS_WRITTEN = "|".join(calendar.day_name)
_IN_TEXT = re.compile(
    rf"\b(?:(?:{_DAYS_WRITTEN}),?\s+)?(?:(?:{_MONTHS_WRITTEN})\s+\d{{1,2}},\s+[12]\d{{3}}"
    rf"|\d{{1,2}}\s+(?:{_MONTHS_WRITTEN})\s+[12]\d{{3}})\b",
    re.ASCII | re.IGNORECASE,
)


def exact(text: str, form: str = "") -> Date:
    """Read a date; ``form`` is one of ``strptime``. Raises ValueError with a sentence.

    A time of day is dropped and its zone not applied: the date is the one that the source prints.
    """
    text = " ".join(text.split())
    if form:
        try:
            read = datetime.datetime.strptime(text[:_LONGEST], form)
        except ValueError:
            raise ValueError(f"A date must have the form {form}; “{text[:_LONGEST]}” does not.") from None
        return Date.parse(read.date().isoformat())
    match = next((found for each in _FORMS if (found := each.fullmatch(text[:_LONGEST]))), None)
    if match is None:
        raise ValueError(f"A date must have an exact form such as 2017-10-12; “{text[:_LONGEST]}” does not.")
    parts = match.groupdict()
    name = (parts.get("name") or "").casefold()
    if name and name not in _MONTHS:
        raise ValueError(f"A month must have an English name; “{parts['name']}” is not one.")
    month = _MONTHS.get(name) or int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    date = Date.parse(f"{parts['year']}{f'-{month:02}' if month else ''}{f'-{day:02}' if day else ''}")
    _agree(parts.get("weekday") or "", date)
    return date


def dates_in(text: str) -> Iterator[tuple[str, Date]]:
    """Yield each full date that a text has in words, such as “Thursday, October 12, 2017”, with its words."""
    for match in _IN_TEXT.finditer(text):
        with suppress(ValueError):
            yield " ".join(match[0].split()), exact(match[0])


def _agree(weekday: str, date: Date) -> None:
    if weekday and _DAYS.get(weekday.casefold()) != date.earliest.weekday():
        right = calendar.day_name[date.earliest.weekday()]
        raise ValueError(f"Weekday and date must agree; {date.display} was a {right}, not “{weekday}”.")


def from_seconds(number: str) -> str:
    """Return the date of a Unix time that is midnight in Washington or in UTC; raises ValueError for any other.

    The Justice Department's interface gives dates so. A time within the day would need a zone to have a date.
    """
    if not re.fullmatch(r"\d{1,11}", number, re.ASCII) or int(number) % 86_400 not in (0, 14_400, 18_000):
        raise ValueError(f"A time must be a midnight in seconds since 1970; “{number[:_LONGEST]}” is not.")
    day = datetime.datetime.fromtimestamp(0, datetime.UTC) + datetime.timedelta(seconds=int(number))
    return day.date().isoformat()
