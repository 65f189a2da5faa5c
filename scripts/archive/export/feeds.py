"""Atom feeds: of the whole archive, corrections, changed sources, and everything with a page and statements.

A feed has the statements that are new or changed, by the dates of the record alone: the day on which a record was
added, or last corrected or withdrawn. A text of 2017 that is added today is new today. The feed of changed sources
has each change by the day on which it was found.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from markupsafe import Markup

from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.vocabulary import label
from archive.record.watch import Event, events
from archive.site import paths
from archive.site.output import Lazy, Output
from archive.site.site import Site
from archive.site.templating import render

Found = TypeVar("Found")

DAYS = 30
"""A feed has all statements of this many days before the newest."""
LEAST = 50
"""A feed has at least this many statements, if there are as many."""

CORRECTIONS = "corrections/"
"""The page of corrections and withdrawals."""
WATCH = "watch/"
"""The page of sources that changed."""

_NAMESPACE = uuid.UUID("6f5a1a7e-51b5-5d0c-9a6e-1f0d5b7f2a10")
"""The namespace for the ids of entries and feeds, which stay the same wherever the site is."""
_MOST = 1_000
"""The most entries in a file; the rest continue in further files, linked from the first."""
_NEVER = datetime.date(1970, 1, 1)
"""When the feed of an empty archive was last updated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed, before it is rendered."""

    day: datetime.date
    """Its last update."""
    key: str
    """Its unique key."""
    make: Callable[[], Markup] = field(compare=False)


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files of every feed."""
    made = _Made(site)
    yield from made.feed(site.settings.site_name, "", made.items(site.links.statements))
    corrected = [each for each in site.links.statements if each.corrections or each.withdrawn]
    yield from made.feed("Corrections", CORRECTIONS, made.items(corrected))
    yield from made.feed("Changed sources", WATCH, made.changed_sources())
    for slug, thread in site.links.archive.threads.items():
        yield from made.feed(thread.title, paths.thread(slug), made.items(site.links.threads[slug]))
    for entity in chain.from_iterable(group.values() for group in site.links.archive.entities.values()):
        statements = site.statements_of(entity)
        if statements:
            yield from made.feed(entity.name, paths.entity(entity), made.items(statements))


def identify(name: str) -> str:
    """Return a name's lasting id."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def updated(statement: Statement) -> datetime.date:
    """Return the day on which a record was last added, corrected or withdrawn."""
    edits = [correction.date for correction in statement.corrections]
    if statement.withdrawn:
        edits.append(statement.withdrawn.date)
    return max(date.earliest for date in (statement.added, *edits))


def in_time(statement: Statement) -> tuple[datetime.date, str]:
    """Return the sort key of a statement in a feed."""
    return updated(statement), statement.id


def newest(found: Iterable[Found], in_time: Callable[[Found], tuple[datetime.date, str]]) -> list[Found]:
    """Return a feed's entries, newest first: all of the last days before the newest, but at least a minimum."""
    ordered = sorted(found, key=in_time, reverse=True)
    since = in_time(ordered[0])[0] - datetime.timedelta(days=DAYS) if ordered else _NEVER
    count = next((at for at, entry in enumerate(ordered) if in_time(entry)[0] < since), len(ordered))
    return ordered[: max(count, LEAST)]


class _Made:
    """The data shared by all feeds: each entry is rendered once."""

    def __init__(self, site: Site) -> None:
        """Take the linked record."""
        self.site = site
        self.entries = Lazy(site.links.archive.statements, self._entry)
        self._items = Lazy(site.links.archive.statements, self._item)

    def items(self, statements: Iterable[Statement]) -> Iterator[Item]:
        """Return statements as entries, each made once for all feeds."""
        return (self._items[each.id] for each in statements)

    def changed_sources(self) -> Iterator[Item]:
        """Yield the changes of statements' sources as entries."""
        for each in self.site.links.statements:
            for event in events(self.site.links.archive, each):
                key = f"{each.id} {event.date} {event.state}"
                yield Item(day=event.date.earliest, key=key, make=partial(self._event, each, event, key))

    def feed(self, title: str, page: str, items: Iterable[Item]) -> Iterator[Output[bytes]]:
        """Yield a page's feed: one file, or several that link to the next (RFC 5005)."""
        shown = newest(items, attrgetter("day", "key"))
        for number in range(1, (-(-len(shown) // _MOST) or 1) + 1):
            yield Output(path=paths.feed(page, number), make=partial(self._file, title, page, shown, number))

    def _file(self, title: str, page: str, shown: Sequence[Item], number: int) -> bytes:
        settings = self.site.settings
        path = paths.feed(page, number)
        part = shown[(number - 1) * _MOST : number * _MOST]
        text = render(
            "feed.xml",
            id=identify(f"{settings.site_name} {paths.feed(page)}"),
            title=title if title == settings.site_name else f"{title} - {settings.site_name}",
            # Without an address of its own the site's links are relative to its root.
            base="" if settings.site_url else "../" * path.count("/") or "./",
            page=settings.site_url + page,
            own=settings.site_url + path if settings.site_url else "",
            first=settings.site_url + paths.feed(page) if len(shown) > _MOST else "",
            next=settings.site_url + paths.feed(page, number + 1) if number * _MOST < len(shown) else "",
            updated=shown[0].day if shown else _NEVER,
            entries=[item.make() for item in part],
        )
        return text.encode()

    def _item(self, id: str) -> Item:
        day = updated(self.site.links.archive.statements[id])
        return Item(day=day, key=id, make=partial(self.entries.__getitem__, id))

    def _entry(self, id: str) -> Markup:
        statement = self.site.links.archive.statements[id]
        days = (statement.added.earliest, updated(statement))
        return self._rendered(statement, id, days, title=statement.title)

    def _event(self, statement: Statement, event: Event, key: str) -> Markup:
        day = event.date.earliest
        news = f"Found on {event.date.display}. {event.text}"
        return self._rendered(statement, key, (day, day), title=f"{event.heading}: {statement.title}", news=news)

    def _rendered(
        self, statement: Statement, key: str, days: tuple[datetime.date, datetime.date], *, title: str, news: str = ""
    ) -> Markup:
        """Render an entry; ``news`` is its news besides the statement, ``days`` are those of creation and change."""
        shown = self.site.entries[statement.id]
        return render(
            "feed_entry.xml",
            id=identify(key),
            title=title,
            item=shown,
            href=self.site.settings.site_url + shown.path,
            term=statement.kind,
            kind=label("kind", statement.kind),
            authors=[self.site.links.archive.speakers[slug].name for slug in statement.speakers],
            published=days[0],
            updated=days[1],
            news=news,
            summary=statement.summary,
            caveats=caveats(statement),
        )
