"""The drawing above a list of statements: a histogram, or the picture of the exchange."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from archive.pages import picture
from archive.pages.histogram import Place, histogram
from archive.site.entry import Entry
from archive.site.pagination import ListPage, year_anchor
from archive.site.site import Site
from archive.site.templating import render

NEWEST = 60
"""The most statements on the first page of the timeline, so that it loads quickly."""

FEWEST = 5
"""With fewer statements than this, the list is enough, without histogram and picture."""


def drawn(list_page: ListPage, base: str, entries: Sequence[Entry], *, months: bool) -> Markup:
    """Draw a list over time; ``months`` says whether its pages have anchors for months, and not only for years."""
    if len(entries) < FEWEST:
        return Markup()
    shown = list_page.entries if list_page.only else entries
    place = _here(months) if list_page.only or not list_page.is_cut else _cut(list_page.root + base)
    return render("histogram.html", drawn=histogram(shown, place), total=len(shown))


def pictured(
    site: Site, list_page: ListPage, base: str, entries: Sequence[Entry], *, months: bool, worked: bool
) -> Markup:
    """Draw the exchange of a list, of a page's year alone where the page has only one.

    ``months`` is as for ``drawn``; ``worked`` says whether the page's scripts take the picture up. On a phone, such a
    page has marks beside its list, and no small picture.
    """
    shown = list_page.entries if list_page.only else entries
    if len(shown) < FEWEST:
        return Markup()
    place = _here(months) if list_page.only or not list_page.is_cut else _cut(list_page.root + base)
    statements = [site.links.archive.statements[entry.id] for entry in shown]
    return picture.drawn(
        site,
        statements,
        list_page.root,
        lambda entry: place(entry.year, entry.month),
        worked=worked,
        shapes=[shape for shape in picture.SHAPES if not (worked and shape is picture.NARROW)],
    )


def _here(months: bool) -> Place:
    return lambda year, month: f"#m{year}-{month:02}" if months and month else f"#{year_anchor(year)}"


def _cut(base: str) -> Place:
    return lambda year, month: f"{base}{year}/#{year_anchor(year)}"
