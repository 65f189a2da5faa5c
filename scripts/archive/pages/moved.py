"""The page at the former address of a statement that was renamed."""

from __future__ import annotations

from archive.site.frame import Page
from archive.site.site import Site
from archive.site.templating import render


def page(site: Site, alias: str, target: str) -> Page:
    """Return a page at ``alias`` that leads to ``target``; both are permalinks under the site's root."""
    entry = site.entries[target.rstrip("/").rpartition("/")[2]]
    return Page(
        path=alias,
        title=entry.title,
        description="This record has moved to another address.",
        content=render("moved.html", root="../../", entry=entry),
        head=render("moved_head.html", root="../../", entry=entry),
    )
