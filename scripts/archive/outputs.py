"""Every output of a site, listed before any is made, from the linked record and the theme.

A build makes all of them; ``serve`` makes the one that is requested.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from archive.assets.cards import Card
from archive.assets.plates import Plate
from archive.check.rules import RULES
from archive.export import api, calendars, data, discovery, exact, feeds, receipts, references, shipped, timeline
from archive.link.linking import Links
from archive.pages import (
    changes,
    corrections,
    embed,
    entity,
    framed,
    home,
    indexes,
    lists,
    moved,
    open_data,
    picture,
    place_map,
    plate,
    positions_table,
    social,
    statement,
    thread,
    threads,
)
from archive.pages.guide import guide_slots
from archive.site import paths
from archive.site.frame import Frame, Page, Slots, fill, page_output, slots_in
from archive.site.output import Output
from archive.site.site import Settings, Site
from archive.site.templating import render

__all__ = [
    "Settings",
    "Shell",
    "Site",
    "UnknownSlotError",
    "every",
    "others",
    "plates",
    "previews",
    "searched",
    "slots",
]

_SLICE = 500
"""How many statement pages make one part of the work."""

_SHARES = 4
"""Parts into which the views for frames are dealt, of which a few take long."""

Part = Sequence[Output[Page] | Output[bytes]]
"""Outputs that one process makes together, because they share work."""


class UnknownSlotError(Exception):
    """A hand-written page has a slot that the archive does not know; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The rendered theme; it contains nothing of the record."""

    frame: Frame
    settings: Settings
    written: Mapping[str, str]
    """The HTML of each hand-written page, its slots open, by path."""


def searched(site: Site) -> tuple[Part, ...]:
    """Return the pages in the search index, in parts that can be made in parallel."""
    entities, statements = site.links.archive.entities.values(), site.links.statements
    return (
        tuple(output for group in entities for each in group.values() for output in entity.outputs(site, each)),
        *(
            tuple(_page(paths.statement(each.id), statement.page, site, each) for each in statements[at : at + _SLICE])
            for at in range(0, len(statements), _SLICE)
        ),
    )


def others(site: Site, written: Mapping[str, str]) -> tuple[Part, ...]:
    """Return every other output, also in parts; raises UnknownSlotError."""
    threads_ = site.links.archive.threads.values()
    views = tuple(framed.outputs(site))
    return (  # the slowest first
        tuple(_open_data(site)),
        tuple(discovery.outputs(site)),
        (*timeline.outputs(site), *picture.outputs(site)),
        tuple(exact.outputs(site)),
        tuple(embed.outputs(site)),
        *(views[at::_SHARES] for at in range(_SHARES)),
        tuple(positions_table.outputs(site)),
        tuple(changes.outputs(site)),
        tuple(feeds.outputs(site)),
        tuple(calendars.outputs(site)),
        tuple(receipts.outputs(site)),
        tuple(shipped.outputs(site.links.archive)),
        tuple(lists.outputs(site)),
        tuple(_page(paths.thread(each.slug), thread.page, site, each) for each in threads_),
        tuple(_page(alias, moved.page, site, alias, target) for alias, target in _redirects(site.links)),
        tuple(_written(slots(site), written)),
    )


def every(site: Site, written: Mapping[str, str]) -> Mapping[str, Output[Page] | Output[bytes]]:
    """Return every output by path, without making any; raises UnknownSlotError."""
    return {output.path: output for part in (*searched(site), *others(site, written)) for output in part}


def _page(path: str, make: Callable[..., Page], *arguments: object) -> Output[Page]:
    return page_output(path, partial(make, *arguments))


def _open_data(site: Site) -> Iterator[Output[bytes]]:
    """Yield the data, the API and the references together, because they share JSON and citations."""
    lines, cited = data.lines(site), references.cited(site)
    makers = {
        file.name: partial(references.library, cited, kind)
        for file, kind in zip(data.LIBRARIES, references.LIBRARIES, strict=True)
    }
    yield from data.outputs(site, lines, makers)
    yield from references.outputs(site, cited)
    yield from api.outputs(site, lines)


def _written(slots: Slots, written: Mapping[str, str]) -> Iterator[Output[bytes]]:
    for path, html in written.items():
        unknown = [name for name in slots_in(html) if name not in slots]
        if unknown:
            raise UnknownSlotError(f"{path}: a slot must be one of {', '.join(slots)}, and {unknown[0]} is not.")
        yield Output(path=path, make=partial(_filled, slots, html, "../" * path.count("/")))


def _filled(slots: Slots, html: str, root: str) -> bytes:
    return fill(html, slots, root).encode()


def previews(site: Site) -> Mapping[str, Card]:
    """Return the preview images by path; the caller draws them, since that is slow."""
    return social.cards(site)


def plates(site: Site) -> Mapping[str, Plate]:
    """Return the pictures of threads and places for previews, by path; drawing them is left to the caller too."""
    return plate.plates(site)


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return a function for each slot by name; it takes the relative path to the site's root, such as ``../``."""
    return {
        **home.slots(site),
        **lists.slots(site),
        **corrections.slots(site),
        **indexes.slots(site),
        **threads.slots(site),
        **positions_table.slots(site),
        **changes.slots(site),
        **place_map.slots(site),
        **open_data.slots(site),
        **guide_slots(RULES),
        "search": lambda root: render("search.html", root=root),
        "check": lambda root: render("check.html", root=root),
    }


def _redirects(links: Links) -> Iterator[tuple[str, str]]:
    """Yield each former address of a renamed statement, with its current address."""
    for statement_ in links.statements:
        for alias in statement_.aliases:
            yield paths.statement(alias), paths.statement(statement_.id)
