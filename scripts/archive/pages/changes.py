"""Then and now: changes in what holders say, by month, and between any two days in the browser."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from archive.pages.answers import Turn, turns
from archive.record.changes import steps
from archive.record.dates import MONTHS
from archive.record.vocabulary import vocabulary
from archive.site.frame import Page, page_output
from archive.site.output import Output
from archive.site.site import Site
from archive.site.templating import render

PATH = "positions/changes/"
LIMIT = 1_000
"""The most changes on one page; more have a page for each year."""


_DRAWN = 36
"""The most months that are drawn, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The changes that became known in one month."""

    anchor: str
    name: str
    year: int
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A link to the changes of one year."""

    year: int
    path: str
    here: bool
    """Whether they are on the page that shows the link."""


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the list of changes by slot name: all, or if there are many, those of the last year."""
    return {"changes": lambda root: _list(site, root, _years(site), None)}


def drawn(site: Site, root: str) -> Markup:
    """Draw the changes for embedding."""
    return _list(site, root, _years(site), None, framed=True)


def outputs(site: Site) -> Iterator[Output[Page]]:
    """Yield a page for each year if there are too many changes for one page."""
    for year in _years(site):
        yield page_output(f"{PATH}{year}/", partial(_page, site, year))


def _years(site: Site) -> tuple[int, ...]:
    """Return the years with their own page, latest first; none if one page is enough."""
    found = [change.after.since.year for change in steps(site.histories)]
    return tuple(sorted(set(found), reverse=True)) if len(found) > LIMIT else ()


def _page(site: Site, year: int) -> Page:
    title = f"Then and now, {year}"
    return Page(
        path=f"{PATH}{year}/",
        title=title,
        description=f"What officials changed in {year} in what they say on who complies with which law.",
        content=render("list.html", title=title, body=_list(site, "../../../", _years(site), year)),
    )


def _list(site: Site, root: str, years: Sequence[int], only: int | None, *, framed: bool = False) -> Markup:
    """Return the changes of a year, or all of them if years have no pages."""
    shown = only or next(iter(years), None)
    found = [change for change in steps(site.histories) if shown in (None, change.after.since.year)]
    months = tuple(_months(turns(site, found)))
    return render(
        "changes.html",
        root=root,
        only=only,
        framed=framed,
        jumps=tuple(Jump(year=year, path=f"{PATH}{year}/", here=year == shown) for year in years),
        months=months,
        strip=months[_DRAWN - 1 :: -1],
        marks=tuple(vocabulary("mark").values()),
    )


def _months(found: Iterable[Turn]) -> Iterator[Month]:
    """Yield the months with changes, latest first."""
    for first, each in groupby(found, key=lambda turn: turn.since.replace(day=1)):
        yield Month(
            anchor=_anchor(first),
            name=f"{MONTHS[first.month]} {first.year}",
            year=first.year,
            turns=tuple(each),
        )


def _anchor(first: datetime.date) -> str:
    return f"m{first.year}-{first.month:02}"
