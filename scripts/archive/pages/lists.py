"""The lists of all statements: the browsing list, the timeline in both orders, and the texts that are wanted.

The first page of each is on a page written by hand, through a slot; the further ones are pages of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from markupsafe import Markup

from archive.pages import picture, timeline
from archive.record.model import Statement
from archive.record.vocabulary import Term, vocabulary
from archive.site.frame import Page, page_output
from archive.site.output import Output
from archive.site.pagination import ListPage, page_paths, paginate
from archive.site.site import Site
from archive.site.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One list of statements."""

    name: str
    """The name of the slot."""
    base: str
    title: str
    template: str
    statements: tuple[Statement, ...]
    """In the order of the list."""
    by_hand: bool = True
    """Whether its first page is hand-written."""
    first: int | None = None
    """The most statements on its first page if the list is paginated; None for all of a year."""


def lists(site: Site) -> tuple[List, ...]:
    """Return the lists that the site has."""
    oldest = site.links.statements
    newest = oldest[::-1]
    wanted = tuple(statement for statement in newest if not statement.held)
    return (
        List(name="statements", base="statements/", title="Statements", template="statements.html", statements=newest),
        List(
            name="timeline",
            base="timeline/",
            title="Timeline",
            template="timeline.html",
            statements=newest,
            first=timeline.NEWEST,
        ),
        List(
            name="timeline-oldest",
            base="timeline/oldest/",
            title="Timeline, oldest first",
            template="timeline.html",
            statements=oldest,
            by_hand=False,
            first=timeline.NEWEST,
        ),
        List(name="wanted", base="wanted/", title="Texts wanted", template="wanted.html", statements=wanted),
    )


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the first page of each list that is on a hand-written page."""
    return {listing.name: partial(_first, site, listing) for listing in lists(site) if listing.by_hand}


def outputs(site: Site) -> Iterator[Output[Page]]:
    """Yield every page of a list that is not hand-written."""
    for listing in lists(site):
        found = cache(partial(_pages, site, listing))
        for path in page_paths(listing.base, [statement.date.year for statement in listing.statements])[
            int(listing.by_hand) :
        ]:
            yield page_output(path, partial(_page, site, listing, found, path))


def _first(site: Site, listing: List, root: str) -> Markup:
    return _content(site, listing, _pages(site, listing)[listing.base], root)


def _pages(site: Site, listing: List) -> Mapping[str, ListPage]:
    pages = paginate(listing.base, site.entries_of(listing.statements), first=listing.first)
    return {list_page.path: list_page for list_page in pages}


def _content(site: Site, listing: List, list_page: ListPage, root: str) -> Markup:
    entries = site.entries_of(listing.statements)
    drawn = (
        timeline.pictured(site, list_page, listing.base, entries, months=True, worked=True)
        if listing.template == "timeline.html"
        else Markup()
    )
    return render(
        listing.template,
        root=root,
        list_page=list_page,
        base=listing.base,
        picture=drawn,
        stances=picture.stance_marks(),
        beside=partial(picture.beside, site),
        sides=tuple(vocabulary("side").values()),
        states=_states(site) if listing.name == "statements" else (),
    )


def _states(site: Site) -> tuple[tuple[Term, int], ...]:
    """Return the states that the words of statements are in, each with how many are."""
    found = Counter(site.facets[statement.id]["text"][0] for statement in site.links.statements)
    return tuple((term, found[term.name]) for term in vocabulary("proof").values() if found[term.name])


def _page(site: Site, listing: List, found: Callable[[], Mapping[str, ListPage]], path: str) -> Page:
    list_page = found()[path]
    title = f"{listing.title}, {list_page.only}" if list_page.only else listing.title
    body = _content(site, listing, list_page, list_page.root)
    return Page(
        path=list_page.path,
        title=title,
        description=f"{title}: official statements on who complies with which law.",
        content=render("list.html", title=title, body=body),
    )
