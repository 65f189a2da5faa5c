"""Atom feeds of the whole archive, of each thread, and of each speaker, jurisdiction and statute.

A feed has the statements that are new or changed, by the dates of the record alone: the day on which a record was
added, or last corrected or withdrawn. A text of 2017 that is added today is new today.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from markupsafe import Markup

from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.document import Document
from archive.site.site import Site
from archive.site.templating import render

DAYS = 30
"""All statements of so many days before the newest stand in a feed."""
LEAST = 50
"""A feed has at least so many statements, where there are as many."""

_NAMESPACE = uuid.UUID("6f5a1a7e-51b5-5d0c-9a6e-1f0d5b7f2a10")
"""Ids of entries and feeds are made in it, so that they stay the same wherever the site stands."""
_ROOM = 4_000_000
"""Bytes of entries in one file. What has no room goes on in a further file, to which the first leads."""
_NEVER = datetime.date(1970, 1, 1)
"""When the feed of an empty archive was last updated."""


def documents(site: Site) -> Iterator[Document]:
    """Give every feed."""
    made = _Made(site)
    yield from made.feed(site.settings.site_name, "", site.links.statements)
    for slug, thread in site.links.archive.threads.items():
        yield from made.feed(thread.title, paths.thread(slug), site.links.threads[slug])
    for one in chain.from_iterable(group.values() for group in site.links.archive.entities.values()):
        statements = site.statements_of(one)
        if statements:
            yield from made.feed(one.name, paths.entity(one), statements)


def identify(name: str) -> str:
    """Give a name's lasting id."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def updated(statement: Statement) -> datetime.date:
    """Return the day on which a record was last added, corrected or withdrawn."""
    edits = [correction.date for correction in statement.corrections]
    if statement.withdrawn:
        edits.append(statement.withdrawn.date)
    return max(date.earliest for date in (statement.added, *edits))


def newest(statements: Iterable[Statement]) -> list[Statement]:
    """Give what stands in a feed, the newest first: all of the last days before the newest, and no fewer than some."""
    ordered = sorted(statements, key=lambda one: (updated(one), one.id), reverse=True)
    since = updated(ordered[0]) - datetime.timedelta(days=DAYS) if ordered else _NEVER
    count = next((at for at, one in enumerate(ordered) if updated(one) < since), len(ordered))
    return ordered[: max(count, LEAST)]


@dataclass(slots=True)
class _Made:
    """What all feeds share: each entry is made once."""

    site: Site
    entries: dict[str, Markup] = field(default_factory=dict)

    def feed(self, title: str, page: str, statements: Iterable[Statement]) -> Iterator[Document]:
        """Make the feed of what a page is about: one file, or several, each of which leads to the next (RFC 5005)."""
        settings = self.site.settings
        shown = newest(statements)
        parts = tuple(_parted([self.entry(one) for one in shown]))
        for number, entries in enumerate(parts, 1):
            path = paths.feed(page, number)
            text = render(
                "feed.xml",
                id=identify(f"{settings.site_name} {paths.feed(page)}"),
                title=title if title == settings.site_name else f"{title} - {settings.site_name}",
                # Without an address of its own the site's links are relative to its root.
                base="" if settings.site_url else "../" * path.count("/") or "./",
                page=settings.site_url + page,
                own=settings.site_url + path if settings.site_url else "",
                first=settings.site_url + paths.feed(page) if len(parts) > 1 else "",
                next=settings.site_url + paths.feed(page, number + 1) if number < len(parts) else "",
                updated=updated(shown[0]) if shown else _NEVER,
                entries=entries,
            )
            yield Document(path=path, data=text.encode())

    def entry(self, statement: Statement) -> Markup:
        """Make a statement's entry, or give the one that was made."""
        if statement.id not in self.entries:
            shown = self.site.entries[statement.id]
            self.entries[statement.id] = render(
                "feed_entry.xml",
                id=identify(statement.id),
                one=shown,
                href=self.site.settings.site_url + shown.path,
                term=statement.kind,
                kind=label("kind", statement.kind),
                authors=[self.site.links.archive.speakers[slug].name for slug in statement.speakers],
                published=statement.added.earliest,
                updated=updated(statement),
                summary=statement.summary,
                caveats=caveats(statement),
            )
        return self.entries[statement.id]


def _parted(entries: Sequence[Markup]) -> Iterator[list[Markup]]:
    """Give the entries in parts that each have room in one file; one part at least."""
    part: list[Markup] = []
    size = 0
    for entry in entries:
        size += len(entry.encode())
        if part and size > _ROOM:
            yield part
            part, size = [], len(entry.encode())
        part.append(entry)
    yield part
