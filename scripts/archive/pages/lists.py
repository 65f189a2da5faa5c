"""The lists of all statements: the browsing list, the timeline in both orders, and the texts that are wanted.

The first page of each stands on a page written by hand, through a slot; the further ones are pages of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from markupsafe import Markup

from archive.pages import timeline
from archive.site.entry import Entry
from archive.site.frame import Page
from archive.site.sheets import Sheet, sheets
from archive.site.site import Site
from archive.site.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One list of statements."""

    name: str
    """The slot's name."""
    base: str
    title: str
    template: str
    entries: tuple[Entry, ...]
    by_hand: bool = True
    """Whether its first page is written by hand."""
    first: int | None = None
    """The most statements of its first page where the list is cut; None for all of a year."""


def lists(site: Site) -> tuple[List, ...]:
    """Give the lists that the site has."""
    oldest = tuple(site.entries.values())
    newest = oldest[::-1]
    wanted = tuple(one for one in newest if not one.held)
    return (
        List(name="statements", base="statements/", title="Statements", template="statements.html", entries=newest),
        List(
            name="timeline",
            base="timeline/",
            title="Timeline",
            template="timeline.html",
            entries=newest,
            first=timeline.NEWEST,
        ),
        List(
            name="timeline-oldest",
            base="timeline/oldest/",
            title="Timeline, oldest first",
            template="timeline.html",
            entries=oldest,
            by_hand=False,
            first=timeline.NEWEST,
        ),
        List(name="wanted", base="wanted/", title="Texts wanted", template="wanted.html", entries=wanted),
    )


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Give the first page of each list that stands on a page written by hand."""
    return {one.name: partial(_first, one) for one in lists(site) if one.by_hand}


def pages(site: Site) -> Iterator[Page]:
    """Give every page of a list that is not written by hand."""
    for one in lists(site):
        for sheet in islice(_sheets(one), int(one.by_hand), None):
            yield _page(one, sheet)


def _first(one: List, root: str) -> Markup:
    return _content(one, next(_sheets(one)), root)


def _sheets(one: List) -> Iterator[Sheet]:
    return sheets(one.base, one.entries, first=one.first)


def _content(one: List, sheet: Sheet, root: str) -> Markup:
    drawn = timeline.drawn(sheet, one.base, one.entries, months=True) if one.template == "timeline.html" else Markup()
    return render(one.template, root=root, sheet=sheet, base=one.base, histogram=drawn)


def _page(one: List, sheet: Sheet) -> Page:
    title = f"{one.title}, {sheet.only}" if sheet.only else one.title
    body = _content(one, sheet, sheet.root)
    return Page(
        path=sheet.path,
        title=title,
        description=f"{title}: official statements on who complies with which law.",
        content=render("list.html", title=title, body=body),
    )
