"""The positions: who says, or said as of any day, that a place complies with a law, as pictures and a table.

The page has a strip for each place, over the same years, and below them what each holder last said on each matter in
words. Places where more holders disagree come first, then those with the latest statements; places of which exactly
the same was said share a row. The page's data has every step, so a browser only picks one by date: the rule for the
last known stance is in ``archive.record.positions`` alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from archive.pages.band import Axis, Band, Lane, band
from archive.record.disagreement import disagreement
from archive.record.model import Archive
from archive.record.positions import History, Question, Take, Track, in_order
from archive.record.problem import counted
from archive.record.vocabulary import Term, vocabulary
from archive.site import facets, paths
from archive.site.output import Output
from archive.site.site import Site
from archive.site.stances import Aside, Ground, Held, Holder, asides, held, holder, in_sentence
from archive.site.templating import render

PATH = "positions/"
DATA = f"{PATH}data.json"
VERSION = 2
"""Of the form of the data; the scripts of the site refuse any other."""

_NO_LAW = "none"
"""The key for no law, in data and filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What a holder last said on one matter."""

    matter: Term
    held: Held | None
    """None if nothing was ever current."""
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What a holder last said, by matter."""

    holder: Holder
    matters: tuple[Last, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A place and a law, for the filters."""

    key: str
    within: str
    """The slugs of the place and of those that contain it."""
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A law, and one or more places with the same positions, with what each holder last said."""

    pairs: tuple[Pair, ...]
    """One per place."""
    statute: str
    """Its slug, or ``none``."""
    band: Band
    cells: tuple[tuple[Group, ...], ...]
    """By side, in the order of the vocabulary: what each of its holders said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The lanes of a law, or of several laws with identical lanes."""

    laws: tuple[str, ...]
    """Empty for the most common law, if the place has no other."""
    keys: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The rows of a place, or of several places with exactly the same positions on one law."""

    name: str
    """The name of the place, or the number of places."""
    path: str
    """Empty for several."""
    slug: str
    """Of the first."""
    rows: tuple[Row, ...]
    pictures: tuple[Picture, ...]


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the table by slot name."""
    return {"positions": lambda root: drawn(site, root)}


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the data file with the steps of every cell, for choosing a date."""
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


def drawn(site: Site, root: str, *, framed: bool = False) -> Markup:
    """Draw the strips and their table; ``framed`` says whether they are for embedding."""
    axis = Axis.over(site.histories.values())
    places = tuple(_places(site, axis))
    return render(
        "positions.html",
        root=root,
        framed=framed,
        axis=axis,
        places=places,
        count=len(site.histories),
        sides=tuple(vocabulary("side").values()),
        marks=tuple(vocabulary("mark").values()),
    )


def _facets(site: Site, every: Iterable[Track]) -> Mapping[str, list[dict[str, str]]]:
    """Return the filter values of the table: by facet, the occurring keys with labels, in order."""
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


def _drawn(band: Band) -> object:
    return tuple(
        (lane.side, lane.holder, tuple((strip.matter, strip.segments, strip.points) for strip in lane.strips))
        for lane in band.lanes
    )


def _usual(site: Site) -> str:
    """Return the most common law, which the pictures need not name."""
    named = Counter(question.statute or _NO_LAW for question in site.histories)
    return next((law for law, _ in named.most_common(1)), "")


def _places(site: Site, axis: Axis) -> Iterator[Places]:
    places = site.links.archive.jurisdictions
    usual = _usual(site)
    for slugs in ordered(site):
        several = len(slugs) > 1
        first = places[slugs[0]]
        questions = [question for question in site.histories if question.jurisdiction == first.slug]
        rows = tuple(_row(site, question, slugs, axis) for question in questions)
        yield Places(
            name=counted(len(slugs), "place") if several else first.name,
            path="" if several else paths.entity(first),
            slug=first.slug,
            rows=rows,
            pictures=tuple(_pictures(rows, usual)),
        )


def _pictures(rows: Sequence[Row], usual: str) -> Iterator[Picture]:
    """Yield the drawings of a place: one per law, with identical ones combined."""
    alike: dict[object, list[Row]] = {}
    for row in rows:
        alike.setdefault(_drawn(row.band), []).append(row)
    unnamed = len(rows) == 1 and rows[0].statute == usual
    for each in alike.values():
        yield Picture(
            laws=() if unnamed else tuple(row.band.law or "No statute named" for row in each),
            keys=" ".join(pair.key for row in each for pair in row.pairs),
            lanes=tuple(lane for lane in each[0].band.lanes if lane.holder),
        )


def ordered(site: Site) -> Sequence[tuple[str, ...]]:
    """Return groups of places with the same positions, in the order of the page."""
    places = site.links.archive.jurisdictions
    alike: dict[object, list[str]] = {}
    rank: dict[str, tuple[int, int, str]] = {}
    for slug, found in groupby(site.histories.items(), key=lambda item: item[0].jurisdiction):
        said = dict(found)
        alike.setdefault(_signature(slug, said), []).append(slug)
        last = max(
            (step.since.toordinal() for history in said.values() for one in history for step in one.steps), default=0
        )
        rank[slug] = -disagreement(said.values()), -last, places[slug].sort_key
    together = (tuple(sorted(slugs, key=lambda slug: places[slug].sort_key)) for slugs in alike.values())
    return sorted(together, key=lambda slugs: rank[slugs[0]])


def _signature(slug: str, said: Mapping[Question, History]) -> object:
    """Return what two places on one law share if the very same was said of them; a place on several has its own."""
    if len(said) > 1:
        return slug
    ((question, history),) = said.items()
    return question.statute, tuple(
        (
            track.holder,
            track.side,
            track.matter,
            tuple((step.since, _taken(step.takes)) for step in track.steps),
            _taken(track.aside),
        )
        for track in history
    )


def _taken(takes: Iterable[Take]) -> tuple[tuple[str, ...], ...]:
    return tuple((take.statement.id, *take.speakers, take.citation, take.stance, take.quote) for take in takes)


def _row(site: Site, question: Question, slugs: Sequence[str], axis: Axis) -> Row:
    history = site.histories[question]
    return Row(
        pairs=tuple(_pair(site, Question(slug, question.statute)) for slug in slugs),
        statute=question.statute or _NO_LAW,
        band=band(site, question, history, axis),
        cells=tuple(tuple(_groups(site, question, history, side)) for side in vocabulary("side")),
    )


def _pair(site: Site, question: Question) -> Pair:
    place = site.links.archive.jurisdictions[question.jurisdiction]
    return Pair(
        key=_key(question), within=" ".join(_within(site, place.slug)), name=place.name, path=paths.entity(place)
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
        "said": in_sentence(held.stances),
        "grounds": [_ground(ground) for ground in held.grounds],
    }


def _ground(ground: Ground) -> list[str]:
    return [ground.speaker, ground.when.iso, ground.when.words, ground.path, ground.quote, ground.title, ground.note]
