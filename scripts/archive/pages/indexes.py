"""The indexes of the groups of entities: every entity with its number of statements and their dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from archive.record.model import Entity, Jurisdiction, Policy, Speaker, Statute
from archive.record.vocabulary import label
from archive.site import paths
from archive.site.site import Extent, Site
from archive.site.templating import render

One = TypeVar("One", Speaker, Jurisdiction, Statute, Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entity in an index."""

    name: str
    path: str
    detail: str
    extent: Extent
    inside: tuple[Item, ...] = ()
    """For a jurisdiction: the places it contains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of an index with its heading; no heading if the index has one part."""

    heading: str
    items: tuple[Item, ...]
    counts: str
    """Its content in words: ``45 places spoken of, 12 only named``."""


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the indexes by slot name."""
    return {
        "speakers": lambda root: _render(root, _speakers(site)),
        "jurisdictions": lambda root: _render(root, _jurisdictions(site)),
        "statutes": lambda root: _render(root, _statutes(site)),
        "policies": lambda root: _render(root, _policies(site)),
    }


def _render(root: str, groups: Iterable[Group]) -> Markup:
    return render("index.html", root=root, groups=tuple(groups))


def _speakers(site: Site) -> Iterable[Group]:
    everybody = _sorted(site.links.archive.speakers.values())
    for person, heading in ((True, "People"), (False, "Organizations")):
        those = [speaker for speaker in everybody if speaker.is_person == person]
        items = tuple(_item(site, entity, _office(entity)) for entity in those)
        yield Group(heading=heading, items=items, counts=_voices(site, those))


def _jurisdictions(site: Site) -> Iterable[Group]:
    spoken = len(site.links.jurisdictions)
    every = len(site.links.archive.jurisdictions)
    yield Group(
        heading="", items=_tree(site, ""), counts=_in_words((spoken, "spoken of"), (every - spoken, "only named"))
    )


def _statutes(site: Site) -> Iterable[Group]:
    items = (_item(site, statute, statute.title) for statute in _sorted(site.links.archive.statutes.values()))
    cited = len(site.links.statutes)
    every = len(site.links.archive.statutes)
    yield Group(heading="", items=tuple(items), counts=_in_words((cited, "cited"), (every - cited, "only named")))


def _policies(site: Site) -> Iterable[Group]:
    places = site.links.archive.jurisdictions
    every = _sorted(site.links.archive.policies.values())
    items = tuple(_item(site, entity, entity.identifier or places[entity.jurisdiction].name) for entity in every)
    spoken = len(site.links.policies)
    counts = _in_words((spoken, "spoken of"), (len(every) - spoken, "only named"))
    yield Group(heading="", items=items, counts=counts)


def _voices(site: Site, those: Iterable[Speaker]) -> str:
    """Count those who speak, those that others speak for, and those that are only named."""
    found = Counter(
        "who speak"
        if entity.slug in site.links.speakers
        else "for whom others speak"
        if entity.slug in site.links.offices
        else "only named"
        for entity in those
    )
    return _in_words(*((found[each], each) for each in ("who speak", "for whom others speak", "only named")))


def _in_words(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{number:,} {words}" for number, words in counts if number)


def _tree(site: Site, parent: str) -> tuple[Item, ...]:
    inside = [
        jurisdiction for jurisdiction in site.links.archive.jurisdictions.values() if jurisdiction.parent == parent
    ]
    return tuple(
        _item(site, jurisdiction, label("level", jurisdiction.level), _tree(site, jurisdiction.slug))
        for jurisdiction in _sorted(inside)
    )


def _item(site: Site, entity: Entity, detail: str, inside: tuple[Item, ...] = ()) -> Item:
    extent = site.extent(site.statements_of(entity))
    name = entity.sort_name or entity.name if isinstance(entity, Speaker) else entity.name
    return Item(name=name, path=paths.entity(entity), detail=detail, extent=extent, inside=inside)


def _office(speaker: Speaker) -> str:
    if speaker.is_person:
        return speaker.offices[0].title if speaker.offices else ""
    return label("classification", speaker.classification) if speaker.classification else ""


def _sorted(entities: Iterable[One]) -> list[One]:
    return sorted(entities, key=lambda entity: entity.sort_key)
