"""Render the linked record: pages, other files, and what fills the slots of the pages that are written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from markupsafe import Markup

from archive import timeline_data
from archive.cards import Card
from archive.document import Document
from archive.frame import Page
from archive.guide import guide_slots
from archive.link import Links
from archive.model import Entity
from archive.pages import embed, entity, home, indexes, lists, moved, paths, positions_table, social, statement
from archive.pages.site import Settings, Site
from archive.pages.templating import render
from archive.rules import RULES

__all__ = ["Settings", "documents", "pages", "previews", "redirects", "slots"]


def pages(links: Links, settings: Settings) -> Iterator[Page]:
    """Give every page that is not written by hand."""
    site = Site(links=links, settings=settings)
    archive = links.archive
    for one in links.statements:
        yield statement.page(site, one)
    entities: list[Mapping[str, Entity]] = [archive.speakers, archive.jurisdictions, archive.statutes]
    for each in chain.from_iterable(group.values() for group in entities):
        yield from entity.pages(site, each)
    yield from lists.pages(site)
    for alias, target in redirects(links):
        yield moved.page(site, alias, target)


def documents(links: Links, settings: Settings) -> Iterator[Document]:
    """Give every file that is no page."""
    site = Site(links=links, settings=settings)
    yield from timeline_data.documents(site)
    yield from embed.documents(site)
    yield from positions_table.documents(site)


def previews(links: Links, settings: Settings) -> Mapping[str, Card]:
    """Give the pictures for previews elsewhere, by their path; drawing them is left to the caller, since it is slow."""
    return social.cards(Site(links=links, settings=settings))


def slots(links: Links, settings: Settings) -> Mapping[str, Callable[[str], Markup]]:
    """Give what fills each slot, by its name; each takes the way to the site's root, such as ``../``."""
    site = Site(links=links, settings=settings)
    return {
        **home.slots(site),
        **lists.slots(site),
        **indexes.slots(site),
        **positions_table.slots(site),
        **guide_slots(RULES),
        "search": lambda root: render("search.html", root=root),
    }


def redirects(links: Links) -> Iterator[tuple[str, str]]:
    """Give the former address of each statement that was renamed, with its address now."""
    for one in links.statements:
        for alias in one.aliases:
            yield paths.statement(alias), paths.statement(one.id)
