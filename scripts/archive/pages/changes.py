"""Then and now: what holders changed in what they say, month by month, and between any two days in a browser."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from archive.pages.answers import Turn, turns
from archive.record.changes import steps
from archive.record.vocabulary import vocabulary
from archive.site.site import Site
from archive.site.templating import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The changes that became known in one month."""

    anchor: str
    name: str
    turns: tuple[Turn, ...]


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the list of all changes by the name of its slot."""
    return {"changes": lambda root: _page(site, root)}


def _page(site: Site, root: str) -> Markup:
    months = tuple(_months(site))
    return render("changes.html", root=root, months=months, marks=tuple(vocabulary("mark").values()))


def _months(site: Site) -> Iterator[Month]:
    """Yield the months in which anything changed, the latest first."""
    found = turns(site, steps(site.histories))
    for first, each in groupby(found, key=lambda turn: turn.since.replace(day=1)):
        yield Month(anchor=_anchor(first), name=f"{calendar.month_name[first.month]} {first.year}", turns=tuple(each))


def _anchor(first: datetime.date) -> str:
    return f"m{first.year}-{first.month:02}"
