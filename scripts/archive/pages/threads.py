"""The list of threads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archive.pages import thread
from archive.site import paths
from archive.site.site import Extent, Site
from archive.site.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thread in the list."""

    title: str
    path: str
    opening: str
    extent: Extent


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the list, and a shorter one without introductions, by slot name."""
    return {
        "threads": lambda root: render("threads.html", root=root, items=items(site), in_short=False),
        "threads-in-short": lambda root: render("threads.html", root=root, items=items(site), in_short=True),
    }


def items(site: Site) -> tuple[Item, ...]:
    """Return every thread, by number of statements."""
    found = sorted(site.links.archive.threads.values(), key=lambda one: (-len(site.links.threads[one.slug]), one.slug))
    return tuple(
        Item(
            title=one.title,
            path=paths.thread(one.slug),
            opening=one.introduction[0],
            extent=thread.extent(site, one),
        )
        for one in found
    )
