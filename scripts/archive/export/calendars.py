"""A calendar of each thread (iCalendar, RFC 5545): its statements as all-day events.

A statement of which only the month or the year is known spans all of it, and says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from archive.export.feeds import identify, updated
from archive.record.caveats import caveats
from archive.record.model import Statement, Thread
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.output import Output
from archive.site.site import Site

_OCTETS = 75
"""The longest line that the format allows."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the calendar of each thread."""
    for slug, thread in site.links.archive.threads.items():
        yield Output(path=paths.events(slug), make=partial(_written, site, thread))


def _written(site: Site, thread: Thread) -> bytes:
    return b"".join(_folded(line) for line in _calendar(site, thread))


def _calendar(site: Site, thread: Thread) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{_text(site.settings.site_name)}//Threads//EN"
    yield f"NAME:{_text(thread.title)}"
    yield f"X-WR-CALNAME:{_text(thread.title)}"
    for statement in site.links.threads[thread.slug]:
        yield from _event(site, statement)
    yield "END:VCALENDAR"


def _event(site: Site, statement: Statement) -> Iterator[str]:
    entry = site.entries[statement.id]
    yield "BEGIN:VEVENT"
    yield f"UID:{identify(statement.id)}"
    yield f"DTSTAMP:{updated(statement):%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{statement.date.earliest:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{statement.date.latest + datetime.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(statement.title)}"
    said = " ".join(
        [*(each.brief for each in caveats(statement)), f"{entry.who}, {entry.when.words}.", statement.summary]
    )
    yield f"DESCRIPTION:{_text(said)}"
    yield f"CATEGORIES:{_text(label('kind', statement.kind))}"
    if site.settings.site_url:
        yield f"URL:{site.settings.site_url}{entry.path}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Fold a line after the maximum number of octets, never within a character."""
    parts: list[bytes] = [b""]
    for character in line:
        data = character.encode()
        if len(parts[-1]) + len(data) > _OCTETS:
            parts.append(b" ")
        parts[-1] += data
    return b"\r\n".join(parts) + b"\r\n"
