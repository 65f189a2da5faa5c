"""Rules on what the archive says of a record: its dates, its summary, its cautions."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE, Date, Interval
from archive.record.model import Source, Statement
from archive.record.text import fold

Keys = tuple[str | int, ...]
"""Leads to a value in the front matter."""


def future_date(context: Context) -> Iterator[Finding]:
    """A date must not lie in the future."""
    for one in context.archive.statements.values():
        for keys, date in (*_given(one), *_edits(one)):
            if date.earliest > context.today:
                yield Finding(
                    place=one.origin.at(*keys),
                    sentence=f"The date {date} must not lie in the future; today is {context.today}.",
                )


def edit_before(context: Context) -> Iterator[Finding]:
    """A record must not be corrected or withdrawn before it was added."""
    for one in context.archive.statements.values():
        for keys, date in _edits(one) if one.added != NO_DATE else ():
            if date != NO_DATE and date.latest < one.added.earliest:
                sentence = f"A correction or withdrawal must not be older than the record; it was added on {one.added}."
                yield Finding(place=one.origin.at(*keys), sentence=sentence)


def added_day(context: Context) -> Iterator[Finding]:
    """A record must be added on a full day, and not before the date of its statement."""
    for one in context.archive.statements.values():
        if one.added == NO_DATE:
            continue
        place = one.origin.at("added")
        if not one.added.day or one.added.mark:
            sentence = f"The date a record was added must be a full day without a qualifier, and {one.added} is not."
            yield Finding(place=place, sentence=sentence, hint="added: 2026-11-24")
        elif one.date != NO_DATE and one.added.latest < one.date.earliest:
            sentence = f"A record must not be added before its statement; {one.added} lies before {one.date}."
            yield Finding(place=place, sentence=sentence, hint="`added` is the day on which you add the record")


def published_before(context: Context) -> Iterator[Finding]:
    """A source must not be older than the statement that it gives."""
    for one in context.archive.statements.values():
        published = _published(one)
        if published and NO_DATE not in (published, one.date) and published.latest < one.date.earliest:
            sentence = f"A source must not be older than the statement; {published} lies before {one.date}."
            yield Finding(place=one.origin.at("source", "published"), sentence=sentence)


def deadline_before(context: Context) -> Iterator[Finding]:
    """A deadline must not lie before the statement that sets it."""
    for one in context.archive.statements.values():
        for index, deadline in enumerate(one.deadlines):
            if NO_DATE not in (deadline.date, one.date) and deadline.date.latest < one.date.earliest:
                sentence = f"A deadline must not lie before its statement; {deadline.date} lies before {one.date}."
                yield Finding(place=one.origin.at("deadlines", index, "date"), sentence=sentence)


def interval_order(context: Context) -> Iterator[Finding]:
    """An interval must not end before it begins."""
    for one in context.archive.statements.values():
        for index, act in enumerate(one.dates):
            if isinstance(act.date, Interval) and act.date.begin.earliest > act.date.end.latest:
                sentence = f"An interval must not end before it begins; {act.date} does."
                hint = f"{act.date.end}/{act.date.begin}"
                yield Finding(place=one.origin.at("dates", index, "date"), sentence=sentence, hint=hint)


def _given(one: Statement) -> Iterator[tuple[Keys, Date]]:
    yield ("date",), one.date
    yield ("added",), one.added
    published = _published(one)
    if published:
        yield ("source", "published"), published
    if _has_source(one) and one.source.accessed:
        yield ("source", "accessed"), one.source.accessed


def _published(one: Statement) -> Date | None:
    return one.source.published if _has_source(one) else None


def _has_source(one: Statement) -> bool:
    """Whether the source could be read; a record whose source could not holds none."""
    return isinstance(one.source, Source)


def _edits(one: Statement) -> Iterator[tuple[Keys, Date]]:
    for index, correction in enumerate(one.corrections):
        yield ("corrections", index, "date"), correction.date
    if one.withdrawn:
        yield ("withdrawn", "date"), one.withdrawn.date


def summary_repeats_title(context: Context) -> Iterator[Finding]:
    """A summary must say more than the title."""
    for one in context.archive.statements.values():
        title = fold(one.title).casefold().rstrip(".")
        if title and fold(one.summary).casefold().startswith(title):
            sentence = "A summary must say more than the title, and this one begins with it."
            yield Finding(place=one.origin.at("summary"), sentence=sentence)


def caution_weak(context: Context) -> Iterator[Finding]:
    """A record made from a weak copy must carry a caution."""
    for one in context.archive.statements.values():
        if _has_source(one) and one.source.copy == "weak" and not one.origin.front.key("caution"):
            sentence = "A record made from a `weak` copy must carry a caution."
            yield Finding(
                place=one.origin.at("source", "copy"), sentence=sentence, hint="caution: what a reader must know"
            )


def seen_words(context: Context) -> Iterator[Finding]:
    """A record that holds words must not say that none of them were seen."""
    for one in context.archive.statements.values():
        if one.held and _has_source(one) and one.source.seen == "account":
            sentence = "A record that holds words must not be known from an `account` alone."
            yield Finding(place=one.origin.at("source", "seen"), sentence=sentence, hint="seen: quotations")
