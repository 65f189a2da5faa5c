"""Rules on the results of watching sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from archive.check.rules.rule import Context, Finding
from archive.prove.canonical import Canonical
from archive.prove.holdings import passages_of
from archive.record.dates import NO_DATE, Date
from archive.record.model import Difference, Sighting, Watched
from archive.record.text import GAP
from archive.record.watch import found_whole


def sighting_order(context: Context) -> Iterator[Finding]:
    """Sightings must be on full days, in chronological order, and each must differ from the one before."""
    for watched in context.archive.watched.values():
        days = [("sightings", index, "since") for index in range(len(watched.sightings))]
        dates = [sighting.since for sighting in watched.sightings]
        for keys, date in zip([*days, ("intact",)], [*dates, watched.intact], strict=True):
            if date and date != NO_DATE and not _is_day(date):
                sentence = f"A source must be seen on a full day without a qualifier; {date} is not one."
                yield Finding(place=watched.origin.at(*keys), sentence=sentence, hint="2026-11-24")
        for index, (before, after) in enumerate(pairwise(watched.sightings), start=1):
            if NO_DATE not in (before.since, after.since) and after.since < before.since:
                sentence = f"A sighting must not be before the one above it; {after.since} is."
                yield Finding(place=watched.origin.at("sightings", index, "since"), sentence=sentence)
            if _found(before) == _found(after):
                sentence = "A sighting must differ from the one before it; this one is the same."
                yield Finding(place=watched.origin.at("sightings", index, "state"), sentence=sentence)


def sighting_intact(context: Context) -> Iterator[Finding]:
    """The last day on which a source was intact must be within a period in which it was found intact."""
    for watched in context.archive.watched.values():
        whole = [sighting for sighting in watched.sightings if found_whole(sighting)]
        if bool(whole) != bool(watched.intact):
            sentence = "`intact` must be given if the source was ever found intact, and only then."
            yield Finding(place=watched.origin.at("intact"), sentence=sentence)
        elif whole and watched.intact and not _within(watched, whole[-1], watched.intact):
            sentence = f"A source must have been intact on its `intact` day; it was not on {watched.intact}."
            yield Finding(place=watched.origin.at("intact"), sentence=sentence)


def sighting_state(context: Context) -> Iterator[Finding]:
    """A source must have differences if it changed, a new address if it moved, and neither otherwise."""
    for watched in context.archive.watched.values():
        for index, sighting in enumerate(watched.sightings):
            for key, given, state in (
                ("differences", sighting.differences, "changed"),
                ("url", sighting.url, "moved"),
            ):
                if sighting.state and bool(given) != (sighting.state == state):
                    what = "must have" if sighting.state == state else "must not have"
                    sentence = f"A source that is `{sighting.state}` {what} `{key}`."
                    yield Finding(place=watched.origin.at("sightings", index, key), sentence=sentence)


def sighting_words(context: Context) -> Iterator[Finding]:
    """Words that a source has lost must be from a passage that it proved."""

    @cache  # a body is long to parse, and a source may have differed often
    def forms(id: str) -> tuple[str, ...]:
        passages = passages_of(context.archive.statements[id].body)
        return tuple(Canonical(passage).form for passage in passages if passage != GAP)

    for watched in context.archive.watched.values():
        for index, sighting in enumerate(watched.sightings):
            for number, difference in enumerate(sighting.differences):
                sentence = _not_proved(context, watched, sighting, difference, forms)
                if sentence:
                    place = watched.origin.at("sightings", index, "differences", number, "passage")
                    yield Finding(place=place, sentence=sentence)


def _not_proved(
    context: Context,
    watched: Watched,
    sighting: Sighting,
    difference: Difference,
    forms: Callable[[str], tuple[str, ...]],
) -> str:
    statement = context.archive.statements.get(difference.statement)
    if statement is None:
        return ""  # another rule reports it
    if statement.proof is None or statement.proof.source != watched.slug:
        return f"A passage must be proved by the source; `{statement.id}` is not."
    if statement.proof.proved and statement.proof.proved.latest > sighting.since.latest:
        return ""  # the proof covered other words then
    passages = forms(statement.id)
    if not 0 < difference.passage <= len(passages):
        return f"A passage must be one of the {len(passages)} of `{statement.id}`; {difference.passage} is not."
    if Canonical(difference.was.removesuffix("…")).form not in passages[difference.passage - 1]:
        return f"The words that changed must be those of passage {difference.passage} of `{statement.id}`."
    return ""


def _found(sighting: Sighting) -> tuple[object, ...]:
    return sighting.state, sighting.url, sighting.differences


def _within(watched: Watched, sighting: Sighting, day: Date) -> bool:
    """Return whether a day is between a sighting and the next one."""
    later = [other.since for other in watched.sightings if other.since > sighting.since]
    return sighting.since <= day and (not later or day <= min(later))


def _is_day(date: Date) -> bool:
    return bool(date.day) and not date.mark
