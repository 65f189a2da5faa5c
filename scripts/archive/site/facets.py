"""The facets by which statements are filtered, with the same keys and labels in the timeline, search and tables.

A value has a key, used in addresses and data, and a label, shown to readers. Keys are slugs and terms; the key of a
subsection is ``8-usc-1373.a``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.link.linking import Links
from archive.record.model import Archive, Statement, Statute
from archive.record.positions import Take, in_order, takes_on
from archive.record.proofs import state
from archive.record.vocabulary import vocabulary
from archive.site import paths
from archive.site.output import Lazy

Keys = tuple[str, ...]
"""The keys of a statement in one facet; the first decides its lane."""

_TERMS: Mapping[str, str] = {"kind": "kind", "stance": "stance", "side": "side", "text": "proof"}
"""The vocabulary of each facet that has one."""


def labels(archive: Archive) -> Mapping[str, Mapping[str, str]]:
    """Return, by facet and key, the label of each possible value, in the order of the record."""
    return {
        "jurisdiction": {place.slug: place.name for place in archive.jurisdictions.values()},
        "speaker": {speaker.slug: speaker.name for speaker in archive.speakers.values()},
        "statute": {key(statute, citation): citation for citation, statute in archive.citations.items()},
        "policy": {policy.slug: policy.name for policy in archive.policies.values()},
        **{name: {term.name: term.label for term in vocabulary(terms).values()} for name, terms in _TERMS.items()},
    }


def parents(archive: Archive) -> Mapping[str, str]:
    """Return, by the key of a place, the place that contains it; empty if there is none."""
    return {place.slug: place.parent for place in archive.jurisdictions.values()}


def within(archive: Archive, places: Iterable[str]) -> Keys:
    """Return places and everything that contains them, without repeats."""
    above = parents(archive)
    return tuple(dict.fromkeys(each for place in places for each in (place, *lineage(place, above))))


def lineage(place: str, above: Mapping[str, str]) -> Iterator[str]:
    """Yield the places that contain a place, innermost first."""
    seen: set[str] = set()
    while (place := above.get(place, "")) and place not in seen:
        seen.add(place)
        yield place


def key(statute: Statute, citation: str) -> str:
    """Return the key of a citation: ``8-usc-1373``, or ``8-usc-1373.a`` for a subsection."""
    part = paths.anchor(statute, citation)
    return f"{statute.slug}.{part}" if part else statute.slug


def keys(archive: Archive, citation: str) -> Iterator[str]:
    """Yield the keys of a citation and of everything it is part of."""
    for part in archive.known_parts(citation):
        yield key(archive.citations[part], part)


def takes(links: Links, statement: Statement) -> tuple[Take, ...]:
    """Return the takes of a statement, or takes without a stance if it has no position."""
    return tuple(links.takes[statement.id]) or takes_on(links.archive, statement, statement.jurisdictions)


def every(links: Links) -> Mapping[str, Mapping[str, Keys]]:
    """Return, by id and facet, the keys of each statement; each is computed on first use."""
    speakers = _spoken(links)
    return Lazy(
        (statement.id for statement in links.statements),
        lambda id: {"speaker": speakers[id], **_facets(links, links.archive.statements[id])},
    )


def _facets(links: Links, statement: Statement) -> Mapping[str, Keys]:
    found = takes(links, statement)
    return {
        "jurisdiction": _once(statement.jurisdictions),
        "statute": _cited(links.archive, statement),
        "policy": _once(cited.policy for cited in statement.policies),
        "kind": (statement.kind,),
        "stance": in_order("stance", (take.stance for take in found)),
        "holder": _once(take.holder for take in found),
        "side": in_order("side", (take.side for take in found)),
        "text": (state(links.archive, statement),),
    }


def _spoken(links: Links) -> Mapping[str, Keys]:
    """Return, by id, the speakers and then the organizations that they speak for."""
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
