"""What statements can be filtered by: the same facets, keys and labels on the timeline, in the search and in tables.

A value has a key, which addresses and data have, and a label, which a reader sees. Keys are slugs and terms; of a part
of a law, ``8-usc-1373.a``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.link.linking import Links
from archive.record.model import Archive, Statement, Statute
from archive.record.positions import Take, in_order, takes_on
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.output import Lazy

Keys = tuple[str, ...]
"""The keys of what a statement has of one facet; the first is the one whose lane it is in."""

TEXTS: Mapping[str, str] = {"held": "Text held", "wanted": "Text wanted"}


def labels(archive: Archive) -> Mapping[str, Mapping[str, str]]:
    """Return by facet the label of each value that the record can have, by its key, in the order of the record."""
    return {
        "jurisdiction": {place.slug: place.name for place in archive.jurisdictions.values()},
        "speaker": {speaker.slug: speaker.name for speaker in archive.speakers.values()},
        "statute": {key(statute, citation): citation for citation, statute in archive.citations.items()},
        "policy": {policy.slug: policy.name for policy in archive.policies.values()},
        **{name: {term.name: term.label for term in vocabulary(name).values()} for name in ("kind", "stance", "side")},
        "text": TEXTS,
    }


def parents(archive: Archive) -> Mapping[str, str]:
    """Return, by the key of a place, the place that contains it; empty for one that no other contains."""
    return {place.slug: place.parent for place in archive.jurisdictions.values()}


def within(archive: Archive, places: Iterable[str]) -> Keys:
    """Return some places and all that contain them, each once."""
    above = parents(archive)
    return tuple(dict.fromkeys(each for place in places for each in (place, *lineage(place, above))))


def lineage(place: str, above: Mapping[str, str]) -> Iterator[str]:
    """Yield the places that contain a place, from the innermost."""
    seen: set[str] = set()
    while (place := above.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def key(statute: Statute, citation: str) -> str:
    """Return the key of a citation: ``8-usc-1373``, or ``8-usc-1373.a`` for a part of it."""
    part = paths.anchor(statute, citation)
    return f"{statute.slug}.{part}" if part else statute.slug


def keys(archive: Archive, citation: str) -> Iterator[str]:
    """Yield the key of a citation, and those of all that it is a part of."""
    for part in archive.known_parts(citation):
        yield key(archive.citations[part], part)


def takes(links: Links, statement: Statement) -> tuple[Take, ...]:
    """Return what a statement takes; where it takes no position, what it could take, without a stance."""
    return tuple(links.takes[statement.id]) or takes_on(links.archive, statement, statement.jurisdictions)


def every(links: Links) -> Mapping[str, Mapping[str, Keys]]:
    """Return, by id, the keys of what each statement has of each facet; each is made when it is first asked for."""
    speakers = _spoken(links)
    return Lazy(
        (statement.id for statement in links.statements),
        lambda id: {"speaker": speakers[id], **_facets(links, links.archive.statements[id])},
    )


def _facets(links: Links, statement: Statement) -> Mapping[str, Keys]:
    taken = takes(links, statement)
    return {
        "jurisdiction": _once(statement.jurisdictions),
        "statute": _cited(links.archive, statement),
        "policy": _once(cited.policy for cited in statement.policies),
        "kind": (statement.kind,),
        "stance": in_order("stance", (take.stance for take in taken)),
        "holder": _once(take.holder for take in taken),
        "side": in_order("side", (take.side for take in taken)),
        "text": ("held" if statement.held else "wanted",),
    }


def _spoken(links: Links) -> Mapping[str, Keys]:
    """Return, by id, who speaks and then the organizations spoken for, as their pages list them."""
    found: dict[str, dict[str, None]] = {
        statement.id: dict.fromkeys(statement.speakers) for statement in links.statements
    }
    for slug, statements in links.offices.items():
        for statement in statements:
            found[statement.id].setdefault(slug)
    return {identifier: tuple(slugs) for identifier, slugs in found.items()}


def _cited(archive: Archive, statement: Statement) -> Keys:
    cited = (*statement.statutes, *(position.statute for position in statement.positions if position.statute))
    return _once(each for citation in cited for each in keys(archive, citation))


def _once(values: Iterable[str]) -> Keys:
    return tuple(dict.fromkeys(values))
