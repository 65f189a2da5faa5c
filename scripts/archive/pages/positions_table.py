"""The table of positions: who holds, or held on any day, that a place complies with a law.

The page shows what each holder last said on each matter. Its data has every step, so that a browser only has to pick
one by date: the rule of what is the last known stance stands once, in ``archive.record.positions``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from archive.pages.band import Axis, Band, band
from archive.record.model import Archive
from archive.record.positions import History, Question, Track, in_order
from archive.record.vocabulary import Term, vocabulary
from archive.site import facets, paths
from archive.site.held import Aside, Ground, Held, Holder, asides, held, holder
from archive.site.output import Output
from archive.site.site import Site
from archive.site.templating import render

PATH = "positions/"
DATA = f"{PATH}data.json"
VERSION = 1
"""Of the form of the data; the scripts of the site refuse any other."""

_NO_LAW = "none"
"""Stands for no law in keys and filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What a holder last said on one matter."""

    matter: Term
    held: Held | None
    """None where nothing that was said ever stood."""
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one holder last said, by matter."""

    holder: Holder
    matters: tuple[Last, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place and a law, with what each holder last held."""

    key: str
    within: str
    """The slugs of the place and of those that contain it."""
    statute: str
    """Its slug, or ``none``."""
    band: Band
    cells: tuple[tuple[Group, ...], ...]
    """By side, in the order of the vocabulary: what each holder on it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The rows of one place."""

    name: str
    path: str
    slug: str
    rows: tuple[Row, ...]


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the table by the name of its slot."""
    return {"positions": lambda root: _table(site, root)}


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the file with the steps of every cell, for the choice of a date."""
    yield Output(path=DATA, make=lambda: _data(site))


def _data(site: Site) -> bytes:
    archive = site.links.archive
    every = [track for history in site.histories.values() for track in history]
    axis = Axis.over(site.histories.values())
    data = {
        "version": VERSION,
        "facets": _facets(site, every),
        "begin": axis.begin.isoformat(),
        "end": axis.end.isoformat(),
        "holders": {
            slug: [archive.speakers[slug].name, paths.entity(archive.speakers[slug])] for slug in _holders(every)
        },
        "cells": {
            _key(question): [_packed(archive, question, track) for track in history]
            for question, history in site.histories.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _table(site: Site, root: str) -> Markup:
    axis = Axis.over(site.histories.values())
    places = tuple(_places(site, axis))
    return render(
        "positions.html",
        root=root,
        axis=axis,
        places=places,
        count=sum(len(place.rows) for place in places),
        sides=tuple(vocabulary("side").values()),
        marks=tuple(vocabulary("mark").values()),
    )


def _facets(site: Site, every: Iterable[Track]) -> Mapping[str, list[dict[str, str]]]:
    """Return what the table can be narrowed to: by facet, the keys that occur, each with its label, in order."""
    archive, every = site.links.archive, tuple(every)
    takes = [take for track in every for take in (*track.aside, *(take for step in track.steps for take in step.takes))]
    places = facets.within(archive, (question.jurisdiction for question in site.histories))
    laws = sorted({take.statute for take in takes if take.statute})
    none = [_NO_LAW] if any(not take.statute for take in takes) else []
    labels = {**facets.labels(archive), "holder": facets.labels(archive)["speaker"]}
    labels["statute"] = {**labels["statute"], _NO_LAW: "No statute named"}
    keys: Mapping[str, Iterable[str]] = {
        "jurisdiction": sorted(places, key=lambda slug: archive.jurisdictions[slug].sort_key),
        "statute": (*laws, *none),
        "stance": in_order("stance", (take.stance for take in takes)),
        "holder": sorted(_holders(every), key=lambda slug: archive.speakers[slug].sort_key),
        "side": tuple(vocabulary("side")),
    }
    return {name: [{"key": key, "label": labels[name][key]} for key in found] for name, found in keys.items()}


def _holders(tracks: Iterable[Track]) -> Iterable[str]:
    return dict.fromkeys(track.holder for track in tracks)


def _places(site: Site, axis: Axis) -> Iterator[Place]:
    places = site.links.archive.jurisdictions
    ordered = sorted(site.histories, key=lambda one: (places[one.jurisdiction].sort_key, one))
    for slug, found in groupby(ordered, key=lambda one: one.jurisdiction):
        yield Place(
            name=places[slug].name,
            path=paths.entity(places[slug]),
            slug=slug,
            rows=tuple(_row(site, question, site.histories[question], axis) for question in found),
        )


def _row(site: Site, question: Question, history: History, axis: Axis) -> Row:
    return Row(
        key=_key(question),
        within=" ".join(_within(site, question.jurisdiction)),
        statute=question.statute or _NO_LAW,
        band=band(site, question, history, axis),
        cells=tuple(tuple(_groups(site, question, history, side)) for side in vocabulary("side")),
    )


def _groups(site: Site, question: Question, history: History, side: str) -> Iterator[Group]:
    archive = site.links.archive
    for slug, tracks in groupby((one for one in history if one.side == side), key=lambda track: track.holder):
        yield Group(
            holder=holder(archive, slug),
            matters=tuple(
                Last(
                    matter=vocabulary("matter")[track.matter],
                    held=held(archive, question, track.steps[-1]) if track.steps else None,
                    aside=asides(archive, question, track),
                )
                for track in tracks
            ),
        )


def _within(site: Site, slug: str) -> Iterator[str]:
    places = site.links.archive.jurisdictions
    while slug in places:
        yield slug
        slug = places[slug].parent


def _key(question: Question) -> str:
    return f"{question.jurisdiction}/{question.statute or _NO_LAW}"


def _packed(archive: Archive, question: Question, track: Track) -> dict[str, Any]:
    return {
        "side": track.side,
        "holder": track.holder,
        "matter": vocabulary("matter")[track.matter].label,
        "steps": [_step(held(archive, question, step)) for step in track.steps],
        "aside": [
            {"since": one.since, "words": one.words, "ground": _ground(one.ground)}
            for one in asides(archive, question, track)
        ],
    }


def _step(held: Held) -> dict[str, Any]:
    return {
        "since": held.since,
        "mark": held.mark,
        "stances": [[stance, law or _NO_LAW] for stance, law in zip(held.stances, held.laws, strict=True)],
        "words": held.words,
        "grounds": [_ground(ground) for ground in held.grounds],
    }


def _ground(ground: Ground) -> list[str]:
    return [ground.speaker, ground.when.iso, ground.when.words, ground.path, ground.quote, ground.title, ground.note]
