"""The parts of the home page: the opening, the newest statements, the disputes, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from markupsafe import Markup

from archive.export.feeds import in_time, newest
from archive.link.counts import counts
from archive.pages import picture, positions_table
from archive.pages.opening import opening
from archive.pages.timeline import FEWEST
from archive.record.model import Statement
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Extent, Site
from archive.site.templating import render
from archive.site.wording import shortened

_NEWEST = 6
_DISPUTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A place on which holders disagree."""

    name: str
    path: str
    extent: Extent
    voices: str
    """The speakers about it, most frequent first."""


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the home page's slots."""
    return {
        "opening": lambda root: render("home/opening.html", root=root, opening=opening(site)),
        "opening-picture": lambda root: _pictured(site, root),
        "find": lambda root: render("home/find.html", root=root),
        "newest": lambda root: render("home/newest.html", root=root, entries=_newest(site)),
        "disputes": lambda root: render("home/disputes.html", root=root, disputes=_disputes(site)),
        "counts": lambda root: render("home/counts.html", root=root, counts=_counts(site)),
    }


def _pictured(site: Site, root: str) -> Markup:
    """Draw the thread in which the claim that opens the page stands."""
    found = opening(site)
    slug = next(iter(site.threads.get(found.claim.entry.id, ())), "") if found else ""
    statements = site.links.threads.get(slug, ())
    if len(statements) < FEWEST:
        return Markup()
    path = paths.thread(slug)
    drawn = picture.drawn(site, statements, root, lambda entry: f"{root}{path}#{entry.id}", worked=False)
    return render("home/pictured.html", root=root, thread=site.links.archive.threads[slug], path=path, drawn=drawn)


def _newest(site: Site) -> tuple[Entry, ...]:
    return site.entries_of(islice(newest(site.links.statements, in_time), _NEWEST))


def _disputes(site: Site) -> tuple[Dispute, ...]:
    """Return the places with the most disagreement among holders."""
    index = site.links.jurisdictions
    most = chain.from_iterable(positions_table.ordered(site))
    places = (site.links.archive.jurisdictions[slug] for slug in islice(most, _DISPUTES))
    return tuple(
        Dispute(
            name=place.name,
            path=paths.entity(place),
            extent=site.extent(index[place.slug]),
            voices=_voices(site, index[place.slug]),
        )
        for place in places
    )


def _voices(site: Site, statements: tuple[Statement, ...]) -> str:
    spoken = Counter(slug for statement in statements for slug in statement.speakers)
    return shortened([site.links.archive.speakers[slug].name for slug, _ in spoken.most_common()])


def _counts(site: Site) -> tuple[tuple[int, str, str], ...]:
    found = counts(site.links)
    return (
        (found.statements, "statements", "statements/"),
        (found.held, "with words held", "statements/"),
        (found.speakers, "speakers", "speakers/"),
        (found.places, "places", "jurisdictions/"),
        (found.laws, "laws cited", "statutes/"),
    )
