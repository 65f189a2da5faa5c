"""Render the linked record: pages, other files, and what fills the slots of the pages that are written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain

from markupsafe import Markup

from archive.assets.cards import Card
from archive.check.rules import RULES
from archive.export import api, calendars, data, discovery, exact, feeds, references, timeline
from archive.link.linking import Links
from archive.pages import (
    embed,
    entity,
    home,
    indexes,
    lists,
    moved,
    open_data,
    positions_table,
    social,
    statement,
    thread,
    threads,
)
from archive.pages.guide import guide_slots
from archive.site import paths
from archive.site.document import Document
from archive.site.frame import Page
from archive.site.site import Settings, Site
from archive.site.templating import render

__all__ = ["Settings", "Site", "documents", "others", "pages", "previews", "redirects", "searched", "slots"]


_SLICE = 500
"""Statements whose pages are one part of the work."""

Part = Iterator[Page] | Iterator[Document]
"""A part of the site that is made as it is gone through."""


def searched(site: Site) -> tuple[Iterator[Page], ...]:
    """Give the pages that search finds, in parts that can be made side by side."""
    assert len(site.entries) == len(site.links.statements)  # worked out before, not in each part
    entities, statements = site.links.archive.entities.values(), site.links.statements
    return (
        chain.from_iterable(entity.pages(site, each) for group in entities for each in group.values()),
        *(map(partial(statement.page, site), statements[at : at + _SLICE]) for at in range(0, len(statements), _SLICE)),
    )


def others(site: Site) -> tuple[Part, ...]:
    """Give the other pages that are not written by hand, and every file that is no page, in such parts too."""
    return (*_documents(site), *_lists(site))  # first what takes long


def pages(links: Links, settings: Settings) -> Iterator[Page]:
    """Give every page that is not written by hand."""
    site = Site(links=links, settings=settings)
    return chain(chain.from_iterable(searched(site)), chain.from_iterable(_lists(site)))


def documents(links: Links, settings: Settings) -> Iterator[Document]:
    """Give every file that is no page."""
    return chain.from_iterable(_documents(Site(links=links, settings=settings)))


def _lists(site: Site) -> tuple[Iterator[Page], ...]:
    return (
        lists.pages(site),
        (thread.page(site, each) for each in site.links.archive.threads.values()),
        (moved.page(site, alias, target) for alias, target in redirects(site.links)),
    )


def _documents(site: Site) -> tuple[Iterator[Document], ...]:
    return (
        _open_data(site),
        discovery.documents(site),
        timeline.documents(site),
        exact.documents(site),
        embed.documents(site),
        positions_table.documents(site),
        feeds.documents(site),
        calendars.documents(site),
    )


def _open_data(site: Site) -> Iterator[Document]:
    """Give the data, the API and the references together: what they share is written out once."""
    lines, cited = data.lines(site), references.cited(site)
    yield from data.documents(site, lines, [references.library(cited, kind) for kind in references.LIBRARIES])
    yield from references.documents(site, cited)
    yield from api.documents(site, lines)


def previews(site: Site) -> Mapping[str, Card]:
    """Give the pictures for previews elsewhere, by their path; drawing them is left to the caller, since it is slow."""
    return social.cards(site)


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Give what fills each slot, by its name; each takes the way to the site's root, such as ``../``."""
    return {
        **home.slots(site),
        **lists.slots(site),
        **indexes.slots(site),
        **threads.slots(site),
        **positions_table.slots(site),
        **open_data.slots(site),
        **guide_slots(RULES),
        "search": lambda root: render("search.html", root=root),
        "check": lambda root: render("check.html", root=root),
    }


def redirects(links: Links) -> Iterator[tuple[str, str]]:
    """Give the former address of each statement that was renamed, with its address now."""
    for one in links.statements:
        for alias in one.aliases:
            yield paths.statement(alias), paths.statement(one.id)
