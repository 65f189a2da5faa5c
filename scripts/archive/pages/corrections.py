"""The lists of corrections and withdrawals, and of changed sources, latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from archive.export import feeds
from archive.record.caveats import caveats
from archive.record.dates import Date
from archive.record.watch import events
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change to a record or its source."""

    date: Date
    when: When
    what: str
    """For example ``Corrected``."""
    text: str
    entry: Entry


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the slots of the pages on corrections and changed sources."""
    return {
        "corrections": partial(
            _list,
            site,
            _corrected,
            feeds.CORRECTIONS,
            "Feed of corrections",
            "No record was corrected or withdrawn yet.",
        ),
        "changed-sources": partial(
            _list, site, _changed, feeds.WATCH, "Feed of changed sources", "No source was found changed yet."
        ),
    }


def _list(
    site: Site, rows: Callable[[Site], Iterator[Row]], page: str, feed_name: str, nothing: str, root: str
) -> Markup:
    latest = sorted(rows(site), key=lambda row: row.date, reverse=True)
    feed = paths.feed(page)
    return render("corrections.html", root=root, rows=latest, feed=feed, feed_name=feed_name, nothing=nothing)


def _corrected(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for caveat in caveats(statement):
            if caveat.date:
                yield Row(
                    date=caveat.date,
                    when=When.of(caveat.date),
                    what="Withdrawn" if caveat.kind == "withdrawn" else "Corrected",
                    text=caveat.text,
                    entry=site.entries[statement.id],
                )


def _changed(site: Site) -> Iterator[Row]:
    for statement in site.links.statements:
        for event in events(site.links.archive, statement):
            yield Row(
                date=event.date,
                when=When.of(event.date),
                what=event.heading,
                text=event.text,
                entry=site.entries[statement.id],
            )
