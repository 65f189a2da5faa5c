"""Paginate long lists of statements: grouped by year and month, with a page per year if there are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.record.dates import MONTHS
from archive.site.entry import Entry

LIMIT = 1_000
"""The most statements on one page; a longer list has a page for each year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The statements of a month, or those of a year with an unknown month."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The statements of one year."""

    year: int
    entries: tuple[Entry, ...]

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return year_anchor(self.year)

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months, in the order of the list."""
        grouped = groupby(self.entries, key=lambda entry: entry.month)
        return tuple(_month(self.year, month, tuple(entries)) for month, entries in grouped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A link from the top of a list to one of its years."""

    year: int
    count: int
    path: str
    """The page's path under the root, or an anchor on the same page."""
    here: bool
    """Whether it is the current page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list."""

    path: str
    only: int | None
    """The only year that it shows; None for the list's first page."""
    years: tuple[Year, ...]
    jumps: tuple[Jump, ...]
    total: int
    """How many statements the whole list has."""
    onward: int | None = None
    """The year on whose page the list continues; None if the page shows whole years."""

    @property
    def root(self) -> str:
        """The relative path from the page to the site's root."""
        return "../" * self.path.count("/")

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The statements on the page, in order."""
        return tuple(entry for year in self.years for entry in year.entries)

    @property
    def is_cut(self) -> bool:
        """Whether the list continues on another page."""
        return self.total > len(self.entries)


def paginate(base: str, entries: Sequence[Entry], limit: int = LIMIT, first: int | None = None) -> Iterator[ListPage]:
    """Yield the pages of a list, in reading order: the one at ``base``, then one per year if the list is too long.

    ``first`` is how many entries a long list shows at ``base``, at most ``limit``; None means those of its first year.
    """
    years = _years(entries)
    if len(entries) <= limit:
        jumps = tuple(_jump(year, f"#{year.anchor}", here=False) for year in years)
        yield ListPage(path=base, only=None, years=years, jumps=jumps, total=len(entries))
        return

    def page(path: str, shown: tuple[Year, ...], only: int | None = None, onward: int | None = None) -> ListPage:
        jumps = tuple(_jump(year, f"{base}{year.year}/", here=shown == (year,)) for year in years)
        return ListPage(path=path, only=only, years=shown, jumps=jumps, total=len(entries), onward=onward)

    if first is None:
        yield page(base, years[:1])
    else:
        yield page(base, _years(entries[:first]), onward=entries[first].year)
    for year in years:
        yield page(f"{base}{year.year}/", (year,), only=year.year)


def page_paths(base: str, years: Sequence[int], limit: int = LIMIT) -> tuple[str, ...]:
    """Return the address of each page of a list, given the years of its statements in order."""
    return (base, *(f"{base}{year}/" for year in dict.fromkeys(years))) if len(years) > limit else (base,)


def _years(entries: Sequence[Entry]) -> tuple[Year, ...]:
    return tuple(
        Year(year=year, entries=tuple(found)) for year, found in groupby(entries, key=lambda entry: entry.year)
    )


def year_anchor(year: int) -> str:
    """Return the anchor of a year's heading."""
    return f"y{year}"


def _jump(year: Year, path: str, *, here: bool) -> Jump:
    return Jump(year=year.year, count=len(year.entries), path=path, here=here)


def _month(year: int, month: int, entries: tuple[Entry, ...]) -> Month:
    name = f"{MONTHS[month]} {year}" if month else f"{year}, month not known"
    return Month(anchor=f"m{year}-{month:02}", name=name, entries=entries)
