"""The table of positions: who holds, or held on any day, that a place complies with a law.

The page holds what each side last said. Its data has every step, so that a browser only has to pick one by date: the
rule of what is the last known stance stands once, in ``archive.positions``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from archive.document import Document
from archive.pages import paths
from archive.pages.band import Axis, Band, band
from archive.pages.held import Held, held
from archive.pages.site import Site
from archive.pages.templating import render
from archive.positions import History, Question
from archive.vocabulary import Term, vocabulary

PATH = "positions/"
DATA = f"{PATH}data.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place and a law, with what each side last held."""

    key: str
    within: str
    """The slugs of the place and of those that contain it."""
    statute: str
    """Its slug, or ``none``."""
    band: Band
    cells: tuple[Held | None, ...]
    """By side, in the order of the vocabulary; None for a side that never spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one place."""

    name: str
    path: str
    slug: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that the table can be narrowed to."""

    value: str
    label: str


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Give the table by the name of its slot."""
    return {"positions": lambda root: _table(site, root)}


def documents(site: Site) -> Iterator[Document]:
    """Give the steps of every cell, for the choice of a date."""
    archive = site.links.archive
    cells = {
        _key(question): {side: [_packed(held(archive, step)) for step in steps] for side, steps in history.items()}
        for question, history in site.histories.items()
    }
    axis = Axis.over(site.histories.values())
    data = {"begin": axis.begin.isoformat(), "end": axis.end.isoformat(), "cells": cells}
    yield Document(path=DATA, data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _table(site: Site, root: str) -> Markup:
    axis = Axis.over(site.histories.values())
    groups = tuple(_groups(site, axis))
    return render(
        "positions.html",
        root=root,
        data=root + DATA,
        axis=axis,
        groups=groups,
        count=sum(len(group.rows) for group in groups),
        sides=tuple(vocabulary("side").values()),
        marks=tuple(vocabulary("mark").values()),
        facets=tuple(_facets(site, groups)),
    )


def _facets(site: Site, groups: Iterable[Group]) -> Iterator[tuple[str, str, tuple[Option, ...]]]:
    """Give what the table can be narrowed to: the name of a facet, its title and its values."""
    places = site.links.archive.jurisdictions
    every_place = {slug for group in groups for slug in _within(site, group.slug)}
    ordered = sorted((places[slug] for slug in every_place), key=lambda one: one.sort_key)
    yield "jurisdiction", "Jurisdiction", tuple(Option(value=one.slug, label=one.name) for one in ordered)
    laws = {row.statute: row.band.law or "No statute named" for group in groups for row in group.rows}
    yield "statute", "Statute", tuple(Option(value=slug, label=law) for slug, law in sorted(laws.items()))
    every = (step for history in site.histories.values() for steps in history.values() for step in steps)
    taken = {stance for step in every for stance in step.stances}
    yield "stance", "Stance", _options(term for term in vocabulary("stance").values() if term.name in taken)
    yield "side", "Side", _options(vocabulary("side").values())


def _options(terms: Iterable[Term]) -> tuple[Option, ...]:
    return tuple(Option(value=term.name, label=term.label) for term in terms)


def _groups(site: Site, axis: Axis) -> Iterator[Group]:
    places = site.links.archive.jurisdictions
    # By place, and within it the laws before what was said of no law.
    ordered = sorted(site.histories, key=lambda one: (places[one.jurisdiction].sort_key, not one.statute, one))
    for slug, found in groupby(ordered, key=lambda one: one.jurisdiction):
        yield Group(
            name=places[slug].name,
            path=paths.entity(places[slug]),
            slug=slug,
            rows=tuple(_row(site, question, site.histories[question], axis) for question in found),
        )


def _row(site: Site, question: Question, history: History, axis: Axis) -> Row:
    last = {side: held(site.links.archive, steps[-1]) for side, steps in history.items()}
    return Row(
        key=_key(question),
        within=" ".join(_within(site, question.jurisdiction)),
        statute=question.statute or "none",
        band=band(site, question, history, axis),
        cells=tuple(last.get(side) for side in vocabulary("side")),
    )


def _within(site: Site, slug: str) -> Iterator[str]:
    places = site.links.archive.jurisdictions
    while slug in places:
        yield slug
        slug = places[slug].parent


def _key(question: Question) -> str:
    return f"{question.jurisdiction}/{question.statute or 'none'}"


def _packed(one: Held) -> dict[str, Any]:
    return {
        "since": one.since,
        "mark": one.mark,
        "stances": one.stances,
        "words": one.words,
        "grounds": [[g.owner, g.when.iso, g.when.words, g.path, g.quote, g.title] for g in one.grounds],
    }
