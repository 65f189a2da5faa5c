"""Atom feeds of the whole archive, of its corrections, of each thread, and of each speaker, jurisdiction and statute.

A feed has the statements that are new or changed, by the dates of the record alone: the day on which a record was
added, or last corrected or withdrawn. A text of 2017 that is added today is new today.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from markupsafe import Markup

from archive.record.caveats import caveats
from archive.record.model import Statement
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.output import Lazy, Output
from archive.site.site import Site
from archive.site.templating import render

DAYS = 30
"""A feed has all statements of so many days before the newest."""
LEAST = 50
"""A feed has at least so many statements, where there are as many."""

CORRECTIONS = "corrections/"
"""The page of what was corrected or withdrawn."""

_NAMESPACE = uuid.UUID("6f5a1a7e-51b5-5d0c-9a6e-1f0d5b7f2a10")
"""Ids of entries and feeds are made in it, so that they stay the same wherever the site is."""
_MOST = 1_000
"""Entries in one file. What has no room goes on in a further file, to which the first leads."""
_NEVER = datetime.date(1970, 1, 1)
"""When the feed of an empty archive was last updated."""


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files of every feed."""
    made = _Made(site)
    yield from made.feed(site.settings.site_name, "", site.links.statements)
    corrected = [each for each in site.links.statements if each.corrections or each.withdrawn]
    yield from made.feed("Corrections", CORRECTIONS, corrected)
    for slug, thread in site.links.archive.threads.items():
        yield from made.feed(thread.title, paths.thread(slug), site.links.threads[slug])
    for entity in chain.from_iterable(group.values() for group in site.links.archive.entities.values()):
        statements = site.statements_of(entity)
        if statements:
            yield from made.feed(entity.name, paths.entity(entity), statements)


def identify(name: str) -> str:
    """Return a name's lasting id."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, name)}"


def updated(statement: Statement) -> datetime.date:
    """Return the day on which a record was last added, corrected or withdrawn."""
    edits = [correction.date for correction in statement.corrections]
    if statement.withdrawn:
        edits.append(statement.withdrawn.date)
    return max(date.earliest for date in (statement.added, *edits))


def newest(statements: Iterable[Statement]) -> list[Statement]:
    """Return a feed's entries, the newest first: all of the last days before the newest, and no fewer than some."""
    ordered = sorted(statements, key=lambda statement: (updated(statement), statement.id), reverse=True)
    since = updated(ordered[0]) - datetime.timedelta(days=DAYS) if ordered else _NEVER
    count = next((at for at, statement in enumerate(ordered) if updated(statement) < since), len(ordered))
    return ordered[: max(count, LEAST)]


class _Made:
    """What all feeds share: each entry is made once."""

    def __init__(self, site: Site) -> None:
        """Take the linked record."""
        self.site = site
        self.entries = Lazy(site.links.archive.statements, self._entry)

    def feed(self, title: str, page: str, statements: Iterable[Statement]) -> Iterator[Output[bytes]]:
        """Yield the feed of what a page is about: one file, or several, each of which leads to the next (RFC 5005)."""
        shown = newest(statements)
        for number in range(1, (-(-len(shown) // _MOST) or 1) + 1):
            yield Output(path=paths.feed(page, number), make=partial(self._file, title, page, shown, number))

    def _file(self, title: str, page: str, shown: Sequence[Statement], number: int) -> bytes:
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
            updated=updated(shown[0]) if shown else _NEVER,
            entries=[self.entries[statement.id] for statement in part],
        )
        return text.encode()

    def _entry(self, id: str) -> Markup:
        statement = self.site.links.archive.statements[id]
        shown = self.site.entries[id]
        return render(
            "feed_entry.xml",
            id=identify(id),
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
