"""The map: each place by what one holder last said of it, in a grid of states, and the same as a table.

The grid has a tile of one size for each state, about where the state is, so that a small one is seen as well as a large
one. A place is in the tile that its Open Civic Data id names, or that of the nearest place around it; what has none is
listed beside the grid. A browser draws any holder and any day, from the data of the positions.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from archive.record.last import Last, last_words
from archive.record.model import Archive, Jurisdiction
from archive.record.vocabulary import vocabulary
from archive.site import facets, paths
from archive.site.site import Site
from archive.site.stances import Held, Holder, held, holder
from archive.site.templating import render

_ROWS = (
    "AK                            ME",
    "                           VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT",
    "CA UT CO NE MO KY WV VA MD DE",
    "   AZ NM KS AR TN NC SC DC",
    "         OK LA MS AL GA",
    "HI       TX             FL    PR",
)
"""Each state's postal code where its tile is, three characters to a column."""
_NAMED = 3
"""The most place names that fit in a tile."""
_STATE = re.compile(r"ocd-division/country:us/(?:state|district|territory):([a-z]{2})\b(/)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the map and in the table."""

    slug: str
    name: str
    label: str
    """The short name that its tile shows, without the state."""
    path: str
    is_state: bool
    holder: Holder | None
    """Who said it; None if nothing is known."""
    held: Held | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A state."""

    code: str
    column: int
    row: int
    places: tuple[Place, ...]

    @property
    def is_full(self) -> bool:
        """Whether there are too many places to name."""
        return sum(not place.is_state for place in self.places) > _NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A holder to choose, and the number of places it spoke about."""

    holder: Holder
    count: int


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the map by slot name."""
    return {"map": lambda root: drawn(site, root)}


def choices(site: Site) -> tuple[Choice, ...]:
    """Return all holders, by the number of places they spoke about."""
    spoken = Counter(
        slug
        for slug, _ in dict.fromkeys(
            (track.holder, question.jurisdiction)
            for question, history in site.histories.items()
            for track in history
            if track.steps
        )
    )
    found = (Choice(holder=holder(site.links.archive, slug), count=count) for slug, count in spoken.items())
    return tuple(sorted(found, key=lambda choice: (-choice.count, choice.holder.name)))


def drawn(site: Site, root: str, *, framed: bool = False) -> Markup:
    """Draw the map and its table; ``framed`` says whether it is for embedding."""
    found = choices(site)
    words = last_words(site.histories, found[0].holder.slug, datetime.date.max) if found else {}
    places = [_place(site.links.archive, slug, words.get(slug)) for slug in _spoken_of(site)]
    tiles = tuple(_tiles(site.links.archive, places))
    shown = {place.slug for tile in tiles for place in tile.places}
    return render(
        "map.html",
        root=root,
        framed=framed,
        choices=found,
        tiles=tiles if shown else (),
        elsewhere=[place for place in places if place.slug not in shown],
        places=places,
        marks=tuple(vocabulary("mark").values()),
    )


def _spoken_of(site: Site) -> list[str]:
    slugs = {question.jurisdiction for question in site.histories}
    return sorted(slugs, key=lambda slug: site.links.archive.jurisdictions[slug].sort_key)


def _place(archive: Archive, slug: str, last: Last | None) -> Place:
    place = archive.jurisdictions[slug]
    return Place(
        slug=slug,
        name=place.name,
        label=_label(place),
        path=paths.entity(place),
        is_state=_is_state(place),
        holder=holder(archive, last.track.holder) if last else None,
        held=held(archive, last.question, last.step) if last else None,
    )


def _label(place: Jurisdiction) -> str:
    if place.level == "state":
        return "statewide"
    return re.sub(r" County$", " Co.", place.name.partition(",")[0])


def _is_state(place: Jurisdiction) -> bool:
    found = _STATE.match(place.ocd_id)
    return found is not None and not found[2]


def state_of(archive: Archive, slug: str) -> str:
    """Return the postal code of a place's state; empty if it has none."""
    for each in (slug, *facets.lineage(slug, facets.parents(archive))):
        found = _STATE.match(archive.jurisdictions[each].ocd_id)
        if found:
            return found[1].upper()
    return ""


def _tiles(archive: Archive, places: list[Place]) -> Iterator[Tile]:
    within: dict[str, list[Place]] = {}
    for place in places:
        within.setdefault(state_of(archive, place.slug), []).append(place)
    for row, codes in enumerate(_ROWS, start=1):
        for match in re.finditer(r"[A-Z]{2}", codes):
            own = sorted(within.get(match[0], ()), key=lambda place: not place.is_state)
            yield Tile(code=match[0], column=match.start() // 3 + 1, row=row, places=tuple(own))
