"""The list of what was corrected or withdrawn, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archive.export import feeds
from archive.record.caveats import Caveat, caveats
from archive.record.dates import Date
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Site
from archive.site.templating import render
from archive.site.wording import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One correction or withdrawal."""

    date: Date
    when: When
    caveat: Caveat
    one: Entry


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return what fills the page on corrections."""
    feed = paths.feed(feeds.CORRECTIONS)
    return {"corrections": lambda root: render("corrections.html", root=root, rows=_rows(site), feed=feed)}


def _rows(site: Site) -> list[Row]:
    found = [
        Row(date=caveat.date, when=When.of(caveat.date), caveat=caveat, one=site.entries[statement.id])
        for statement in site.links.statements
        for caveat in caveats(statement)
        if caveat.date
    ]
    return sorted(found, key=lambda row: row.date, reverse=True)
