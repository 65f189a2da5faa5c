"""Rules on what the archive writes about a statement: dates, summary, cautions."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.read.files import SEALS
from archive.record.dates import NO_DATE, Date, Interval
from archive.record.model import Archive, Source, Statement
from archive.record.nodes import Origin
from archive.record.problem import Place
from archive.record.text import fold

Keys = tuple[str | int, ...]
"""The path of a value in the front matter."""


def future_date(context: Context) -> Iterator[Finding]:
    """A date must not be in the future."""
    for origin, keys, date in _all_given(context.archive):
        if date.earliest > context.today:
            yield Finding(
                place=origin.at(*keys),
                sentence=f"The date {date} must not be in the future; today is {context.today}.",
            )
    for seal in context.archive.seals:
        if seal.head.date and seal.head.date > context.today:
            sentence = f"The date {seal.head.date} must not be in the future; today is {context.today}."
            yield Finding(place=Place(path=f"{SEALS}/{seal.head.number:04}.json"), sentence=sentence)


def added_sealed(context: Context) -> Iterator[Finding]:
    """A record that is in no seal must not be added before the day of the last seal."""
    ledger = context.archive.ledger
    for statement in context.archive.statements.values() if ledger.day else ():
        known = not ledger.names.isdisjoint((statement.id, *statement.aliases))
        if not known and statement.added != NO_DATE and ledger.day and statement.added.latest < ledger.day:
            sentence = f"The record must not be added on {statement.added}: it was not in the archive on {ledger.day}."
            hint = "`added` is the day you add the record"
            yield Finding(place=statement.origin.at("added"), sentence=sentence, hint=hint)


def edit_before(context: Context) -> Iterator[Finding]:
    """A record must not be corrected or withdrawn before it was added."""
    for statement in context.archive.statements.values():
        for keys, date in _edits(statement) if statement.added != NO_DATE else ():
            if date != NO_DATE and date.latest < statement.added.earliest:
                sentence = (
                    f"A correction or withdrawal must not be older than the record; it was added on {statement.added}."
                )
                yield Finding(place=statement.origin.at(*keys), sentence=sentence)


def added_day(context: Context) -> Iterator[Finding]:
    """A record must be added on a full day, and not before the date of its statement."""
    for statement in context.archive.statements.values():
        if statement.added == NO_DATE:
            continue
        place = statement.origin.at("added")
        if not statement.added.day or statement.added.mark:
            sentence = f"The date a record was added must be a full day without a qualifier; {statement.added} is not."
            yield Finding(place=place, sentence=sentence, hint="added: 2026-11-24")
        elif statement.date != NO_DATE and statement.added.latest < statement.date.earliest:
            sentence = f"A record must not be added before its statement; {statement.added} is before {statement.date}."
            yield Finding(place=place, sentence=sentence, hint="`added` is the day you add the record")


def published_before(context: Context) -> Iterator[Finding]:
    """A source must not be older than its statement."""
    for statement in context.archive.statements.values():
        published = _published(statement)
        if published and NO_DATE not in (published, statement.date) and published.latest < statement.date.earliest:
            sentence = f"A source must not be older than its statement; {published} is before {statement.date}."
            yield Finding(place=statement.origin.at("source", "published"), sentence=sentence)


def deadline_before(context: Context) -> Iterator[Finding]:
    """A deadline must not be before the statement that sets it."""
    for statement in context.archive.statements.values():
        for index, deadline in enumerate(statement.deadlines):
            if NO_DATE not in (deadline.date, statement.date) and deadline.date.latest < statement.date.earliest:
                sentence = f"A deadline must not be before its statement; {deadline.date} is before {statement.date}."
                yield Finding(place=statement.origin.at("deadlines", index, "date"), sentence=sentence)


def interval_order(context: Context) -> Iterator[Finding]:
    """An interval must not end before it begins."""
    for statement in context.archive.statements.values():
        for index, act in enumerate(statement.dates):
            if isinstance(act.date, Interval) and act.date.begin.earliest > act.date.end.latest:
                sentence = f"An interval must not end before it begins; {act.date} does."
                hint = f"{act.date.end}/{act.date.begin}"
                yield Finding(place=statement.origin.at("dates", index, "date"), sentence=sentence, hint=hint)


def _all_given(archive: Archive) -> Iterator[tuple[Origin, Keys, Date]]:
    """Yield the dates that cannot be later than today, with their locations."""
    for statement in archive.statements.values():
        for keys, date in (*_given(statement), *_edits(statement)):
            yield statement.origin, keys, date
    for watched in archive.watched.values():
        for index, sighting in enumerate(watched.sightings):
            yield watched.origin, ("sightings", index, "since"), sighting.since
        if watched.intact:
            yield watched.origin, ("intact",), watched.intact


def _given(statement: Statement) -> Iterator[tuple[Keys, Date]]:
    yield ("date",), statement.date
    yield ("added",), statement.added
    published = _published(statement)
    if published:
        yield ("source", "published"), published
    if _has_source(statement) and statement.source.accessed:
        yield ("source", "accessed"), statement.source.accessed


def _published(statement: Statement) -> Date | None:
    return statement.source.published if _has_source(statement) else None


def _has_source(statement: Statement) -> bool:
    """Return whether the source could be read; otherwise the record has none."""
    return isinstance(statement.source, Source)


def _edits(statement: Statement) -> Iterator[tuple[Keys, Date]]:
    for index, correction in enumerate(statement.corrections):
        yield ("corrections", index, "date"), correction.date
    if statement.withdrawn:
        yield ("withdrawn", "date"), statement.withdrawn.date


def summary_repeats_title(context: Context) -> Iterator[Finding]:
    """A summary must say more than the title."""
    for statement in context.archive.statements.values():
        title = fold(statement.title).casefold().rstrip(".")
        if title and fold(statement.summary).casefold().startswith(title):
            sentence = "A summary must say more than the title; this one begins with the title."
            yield Finding(place=statement.origin.at("summary"), sentence=sentence)


def caution_weak(context: Context) -> Iterator[Finding]:
    """A record made from a weak copy must have a caution."""
    for statement in context.archive.statements.values():
        if _has_source(statement) and statement.source.copy == "weak" and not statement.origin.front.key("caution"):
            sentence = "A record made from a `weak` copy must have a caution."
            yield Finding(
                place=statement.origin.at("source", "copy"), sentence=sentence, hint="caution: what a reader must know"
            )


def seen_words(context: Context) -> Iterator[Finding]:
    """A record that has words must not say that none of them were seen."""
    for statement in context.archive.statements.values():
        if statement.held and _has_source(statement) and statement.source.seen == "account":
            sentence = "A record that has words must not be known from an `account` alone."
            yield Finding(place=statement.origin.at("source", "seen"), sentence=sentence, hint="seen: quotations")
