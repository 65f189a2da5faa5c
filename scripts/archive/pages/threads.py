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
    threads = site.links.archive.threads
    order = sorted(threads, key=lambda slug: (-len(site.links.threads[slug]), slug))
    return tuple(
        Item(
            title=threads[slug].title,
            path=paths.thread(slug),
            opening=threads[slug].introduction[0],
            extent=thread.extent(site, threads[slug]),
        )
        for slug in order
    )
