"""The data behind the timeline: what each statement can be filtered by, in columns, and what an entry shows, by year.

A statement is its position in the order of time. ``index.json`` has the dates and the facets of all of them, so
that a browser counts before it has loaded any entry; ``<year>.json`` has the entries of one year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from archive.record.model import Archive, Statement, Statute
from archive.record.positions import Take, in_order, takes_on
from archive.record.vocabulary import vocabulary
from archive.site import paths, relations
from archive.site.output import Output
from archive.site.positions import stands
from archive.site.site import Site
from archive.site.wording import shortened

FOLDER = "timeline/data/"
VERSION = 3
"""Of the form of the data; the scripts of the site refuse any other."""

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Values = tuple[str, ...]
"""The keys of what a statement has of one facet; the first is the one whose lane it stands in."""


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files that the timeline's scripts load."""
    yield Output(path=f"{FOLDER}index.json", make=lambda: _json(index(site)))
    for year, found in site.links.years.items():
        yield Output(path=f"{FOLDER}{year}.json", make=partial(_year, site, found))


def _year(site: Site, found: Iterable[Statement]) -> bytes:
    return _json([_entry(site, statement, site.order) for statement in found])


def index(site: Site) -> Mapping[str, Any]:
    """Return the dates and the facets of all statements, in the order of time."""
    statements = site.links.statements
    days = [statement.date.earliest.toordinal() for statement in statements]
    return {
        "version": VERSION,
        "site": site.settings.site_name,
        "first": statements[0].date.earliest.isoformat() if statements else "",
        "gaps": [0, *(later - earlier for earlier, later in pairwise(days))] if days else [],
        "months": [at for at, statement in enumerate(statements) if statement.date.month and not statement.date.day],
        "years": [at for at, statement in enumerate(statements) if not statement.date.month],
        "law": [term.name for term in vocabulary("kind").values() if term.changes_law],
        **_about(site),
    }


def key(statute: Statute, citation: str) -> str:
    """Return the key of a citation in the facet of statutes: ``8-usc-1373``, or ``8-usc-1373.a`` for a part of it."""
    part = paths.anchor(statute, citation)
    return f"{statute.slug}.{part}" if part else statute.slug


def _about(site: Site) -> Mapping[str, Any]:
    """Return the facets, and the positions, in which place, law, stance, side and holder belong together."""
    archive, statements = site.links.archive, site.links.statements
    places = {jurisdiction.slug: jurisdiction.name for jurisdiction in archive.jurisdictions.values()}
    people = {speaker.slug: speaker.name for speaker in archive.speakers.values()}
    laws = {key(statute, citation): citation for citation, statute in archive.citations.items()}
    policies = {policy.slug: policy.name for policy in archive.policies.values()}
    spoken = _spoken(site)
    inside = {jurisdiction.slug: jurisdiction.parent for jurisdiction in archive.jurisdictions.values()}
    taken = [
        site.links.takes[statement.id] or takes_on(archive, statement, statement.jurisdictions)
        for statement in statements
    ]
    facets = {
        "jurisdiction": _facet([_containing(statement.jurisdictions) for statement in statements], places, inside),
        "speaker": _facet([spoken[statement.id] for statement in statements], people),
        "statute": _facet([_cited(archive, statement) for statement in statements], laws),
        "policy": _facet(
            [_containing(cited.policy for cited in statement.policies) for statement in statements], policies
        ),
        "kind": _facet([(statement.kind,) for statement in statements], _labels("kind")),
        "stance": _facet([in_order("stance", (take.stance for take in takes)) for takes in taken], _labels("stance")),
        "side": _facet([in_order("side", (take.side for take in takes)) for takes in taken], _labels("side")),
        "holder": _facet([_containing(take.holder for take in takes) for takes in taken], people),
        "text": _facet(
            [("held" if statement.held else "wanted",) for statement in statements],
            {"held": "Text held", "wanted": "Text wanted"},
        ),
    }
    return {"facets": facets, "positions": _positions(archive, facets, taken)}


def _positions(archive: Archive, facets: Mapping[str, Any], taken: Sequence[Iterable[Take]]) -> Mapping[str, Any]:
    """Write who takes which stance on what: the positions that occur, the sets of them, and the set of each statement.

    A position is the numbers of its place, laws, stance, side and holder among the values of their facets; of a part
    of a law, those of the wholes too. Where a statement takes none, it has those that it could take, without a stance.
    """
    listed = {name: {value: at for at, (value, _) in enumerate(facet["values"])} for name, facet in facets.items()}
    every: dict[tuple[Any, ...], int] = {}
    column = []
    for takes in taken:
        found = {
            (
                listed["jurisdiction"][take.jurisdiction],
                tuple(listed["statute"][one] for one in _keys(archive, take.citation)) if take.citation else (),
                listed["stance"].get(take.stance, -1),
                listed["side"][take.side],
                listed["holder"][take.holder],
            ): None
            for take in takes
        }
        column.append(tuple(every.setdefault(one, len(every)) for one in found))
    sets = {numbers: at for at, numbers in enumerate(dict.fromkeys(column))}
    return {"values": list(every), "sets": list(sets), "of": packed([sets[numbers] for numbers in column], len(sets))}


def _facet(column: Sequence[Values], names: Mapping[str, str], parents: Mapping[str, str] | None = None) -> Any:
    """Write one column: the values that occur, the sets of them that occur, and the set of each statement.

    ``parents`` leads from a value to the one that contains it; whatever contains a value that occurs is listed too.
    """
    occurring = {value for values in column for value in values}
    if parents is not None:
        occurring |= {above for value in occurring for above in _lineage(value, parents)}
    listed = {value: at for at, value in enumerate(name for name in names if name in occurring)}
    sets = {values: at for at, values in enumerate(dict.fromkeys(column))}
    facet: dict[str, Any] = {"values": [[value, names[value]] for value in listed]}
    if parents is not None:
        facet["parents"] = [listed.get(parents[value], -1) for value in listed]
    return facet | {
        "sets": [[listed[value] for value in values] for values in sets],
        "of": packed([sets[values] for values in column], len(sets)),
    }


def packed(numbers: Iterable[int], below: int) -> str:
    """Write numbers in base 64, each with as many digits as the largest can need; no digit where all must be 0."""
    width = 0
    while len(_DIGITS) ** width < below:
        width += 1
    shifts = [6 * place for place in reversed(range(width))]
    return "".join(_DIGITS[number >> shift & 63] for number in numbers for shift in shifts)


def _lineage(value: str, parents: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while (value := parents.get(value, "")) and value not in seen:
        seen.add(value)
        yield value


def _containing(values: Iterable[str]) -> Values:
    return tuple(dict.fromkeys(values))


def _labels(name: str) -> Mapping[str, str]:
    return {term.name: term.label for term in vocabulary(name).values()}


def _spoken(site: Site) -> Mapping[str, Values]:
    """Return, by id, who speaks and then the organizations spoken for, as their pages list them."""
    found: dict[str, dict[str, None]] = {
        statement.id: dict.fromkeys(statement.speakers) for statement in site.links.statements
    }
    for slug, statements in site.links.offices.items():
        for statement in statements:
            found[statement.id].setdefault(slug)
    return {identifier: tuple(slugs) for identifier, slugs in found.items()}


def _cited(archive: Archive, statement: Statement) -> Values:
    """Return the keys of what a statement cites, and of whatever that is a part of."""
    cited = [*statement.statutes, *(position.statute for position in statement.positions if position.statute)]
    return tuple(dict.fromkeys(each for citation in cited for each in _keys(archive, citation)))


def _keys(archive: Archive, citation: str) -> Iterator[str]:
    for whole in archive.known_parts(citation):
        yield key(archive.citations[whole], whole)


def _entry(site: Site, statement: Statement, at: Mapping[str, int]) -> Mapping[str, Any]:
    """Return what the timeline shows of one statement, closed and open; what is empty is left out."""
    entry = site.entries[statement.id]
    shown = {
        "id": entry.id,
        "title": entry.title,
        "date": entry.when.words,
        "who": entry.who,
        "where": entry.where,
        "words": entry.words,
        "summary": statement.summary if statement.summary != entry.words else "",
        "flags": [flag for flag, raised in (("Withdrawn", entry.withdrawn), ("Caution", entry.cautioned)) if raised],
        "positions": [
            [
                stand.stance.label,
                shortened(
                    list(dict.fromkeys(owner.holder.name if owner.holder else owner.name for owner in stand.owners))
                ),
                shortened(list(dict.fromkeys(owner.side.label for owner in stand.owners))),
                shortened(list(dict.fromkeys(claim.place for claim in stand.claims))),
                shortened(
                    list(dict.fromkeys(claim.statute for claim in stand.claims if claim.statute)) or ["no statute"]
                ),
            ]
            for stand in stands(site.links, statement, ())
        ],
        "relations": [
            [relation.label, [at[other.id] for other in relation.entries]]
            for relation in relations.relations(site, statement)
        ],
        "source": [entry.publisher, entry.url],
    }
    return {name: value for name, value in shown.items() if value}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
