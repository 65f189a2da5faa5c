"""The data behind the timeline: the facets of all statements in columns, and the entries by year.

A statement is its position in the order of time. ``index.json`` has the dates and the facets of all of them, so
that a browser counts before it has loaded any entry; ``<year>.json.gz`` has the entries of one year.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from archive.record.model import Archive, Statement
from archive.record.positions import Take
from archive.record.vocabulary import vocabulary
from archive.site import facets, relations
from archive.site.output import Output, compressed
from archive.site.positions import stands
from archive.site.site import Site
from archive.site.wording import shortened

FOLDER = "timeline/data/"
VERSION = 5
"""The version of the data format; the site's scripts refuse any other."""

FACETS = ("jurisdiction", "speaker", "statute", "policy", "kind", "stance", "side", "holder", "text")

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the files that the timeline's scripts load."""
    yield Output(path=f"{FOLDER}index.json", make=lambda: _json(index(site)))
    for year, found in site.links.years.items():
        yield Output(path=f"{FOLDER}{year}.json.gz", make=partial(_year, site, found))


def _year(site: Site, found: Iterable[Statement]) -> bytes:
    return compressed(_json([_entry(site, statement, site.order) for statement in found]))


def index(site: Site) -> Mapping[str, Any]:
    """Return the dates and facets of all statements, in chronological order."""
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


def _about(site: Site) -> Mapping[str, Any]:
    """Return the facets, and the positions, in which place, law, stance, side and holder belong together."""
    links = site.links
    labels = facets.labels(links.archive)
    labels = {**labels, "holder": labels["speaker"]}
    found = {
        name: _facet(
            [site.facets[statement.id][name] for statement in links.statements],
            labels[name],
            facets.parents(links.archive) if name == "jurisdiction" else None,
        )
        for name in FACETS
    }
    taken = [facets.takes(links, statement) for statement in links.statements]
    return {"facets": found, "positions": _positions(links.archive, found, taken)}


def _positions(archive: Archive, found: Mapping[str, Any], taken: Sequence[Iterable[Take]]) -> Mapping[str, Any]:
    """Write who takes which stance on what: the positions that occur, the sets of them, and the set of each statement.

    A position is the numbers of its place, laws, stance, side and holder among the values of their facets; of a part
    of a law, those of the wholes too. Where a statement takes none, it has those that it could take, without a stance.
    """
    listed = {name: {value: at for at, (value, _) in enumerate(facet["values"])} for name, facet in found.items()}
    every: dict[tuple[Any, ...], int] = {}
    column = []
    for takes in taken:
        positions = {
            (
                listed["jurisdiction"][take.jurisdiction],
                tuple(listed["statute"][part] for part in facets.keys(archive, take.citation)) if take.citation else (),
                listed["stance"].get(take.stance, -1),
                listed["side"][take.side],
                listed["holder"][take.holder],
            ): None
            for take in takes
        }
        column.append(tuple(every.setdefault(position, len(every)) for position in positions))
    sets = {numbers: at for at, numbers in enumerate(dict.fromkeys(column))}
    return {"values": list(every), "sets": list(sets), "of": packed([sets[numbers] for numbers in column], len(sets))}


def _facet(column: Sequence[facets.Keys], names: Mapping[str, str], parents: Mapping[str, str] | None = None) -> Any:
    """Write one column: the values that occur, the sets of them that occur, and the set of each statement.

    ``parents`` leads from a value to the one that contains it; whatever contains a value that occurs is listed too.
    """
    occurring = {value for values in column for value in values}
    if parents is not None:
        occurring |= {above for value in occurring for above in facets.lineage(value, parents)}
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
    """Encode numbers in base 64, each with as many digits as the largest needs; none if all are 0."""
    width = 0
    while len(_DIGITS) ** width < below:
        width += 1
    shifts = [6 * place for place in reversed(range(width))]
    return "".join(_DIGITS[number >> shift & 63] for number in numbers for shift in shifts)


def _entry(site: Site, statement: Statement, at: Mapping[str, int]) -> Mapping[str, Any]:
    """Return a statement's data for the timeline, without empty values."""
    entry = site.entries[statement.id]
    shown = {
        "id": entry.id,
        "title": entry.title,
        "date": entry.when.words,
        "who": entry.who,
        "where": entry.where,
        "words": entry.words,
        "state": entry.state,
        "summary": statement.summary if statement.summary != entry.words else "",
        "flags": [flag for flag, raised in (("Withdrawn", entry.withdrawn), ("Caution", entry.cautioned)) if raised]
        + ([entry.lost.heading] if entry.lost else []),
        "since": f"{entry.lost.heading}, found on {entry.lost.date.display}. {entry.lost.text}" if entry.lost else "",
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
