"""Ten thousand statements, as various as those of the made-up archive."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from archive.link.linking import Links, link
from archive.record.dates import Date
from archive.record.model import Archive, Statement

COUNT = 10_000
_FIRST, _DAYS, _STEP = datetime.date(2000, 1, 1), 7300, 7919
_MONTH_ONLY = 9
"""Of so many statements one is dated to its month only."""


def multitude(toy: Archive) -> Links:
    """Return copies of the statements of an archive over twenty years."""
    copies = {statement.id: statement for statement in _copies(tuple(toy.statements.values()))}
    return link(dataclasses.replace(toy, statements=copies, threads={}))


def _copies(originals: tuple[Statement, ...]) -> Iterator[Statement]:
    for number in range(COUNT):
        day = _FIRST + datetime.timedelta(days=number * _STEP % _DAYS)
        date = Date(day.year, day.month, day.day if number % _MONTH_ONLY else 0)
        yield dataclasses.replace(
            originals[number % len(originals)], id=f"{date}-{number}", date=date, relations={}, aliases=()
        )
