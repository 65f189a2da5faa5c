"""Rules on evidence: it is whole, agrees with its key, and stands in the bytes that are held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from archive.check.rules.rule import Context, Finding
from archive.prove.canonical import SourceError
from archive.prove.evidence import Places, length, stands
from archive.record.dates import NO_DATE
from archive.record.model import Evidence, Statement
from archive.record.text import fold
from archive.record.written_dates import exact

_VERIFY = "manage.py verify {id}"


def evidence_whole(context: Context) -> Iterator[Finding]:
    """Evidence must have words of the source that `proof` names, or a `judgment`, and not both."""
    for statement in context.archive.statements.values():
        for index, item in enumerate(statement.evidence):
            place = statement.origin.at("evidence", index)
            if bool(item.words) == bool(item.judgment):
                has = "both" if item.words else "neither"
                yield Finding(place=place, sentence=f"Evidence must have `words` or a `judgment`, and this has {has}.")
            elif item.words and statement.proof is None:
                sentence = "The source of evidence must be named under `proof`."
                yield Finding(place=place, sentence=sentence, hint="proof: {source: ...}")
            elif item.at and not item.words:
                yield Finding(place=place, sentence="A place must have the `words` that are there.")


def evidence_agrees(context: Context) -> Iterator[Finding]:
    """Evidence must be of what the record says: a title of the source's, a full date of one that the record has."""
    for statement in context.archive.statements.values():
        for index, item in enumerate(statement.evidence):
            if said := item.words and _otherwise(statement, item):
                place = statement.origin.at("evidence", index, "words")
                yield Finding(place=place, sentence=f"Evidence must agree with its key, and {said}.")


def evidence_stands(context: Context) -> Iterator[Finding]:
    """The words of evidence must stand where it says in any source whose bytes are held."""
    for statement in context.archive.statements.values():
        worded = [(index, item) for index, item in enumerate(statement.evidence) if item.words]
        if not worded or statement.proof is None:
            continue
        found = _places(context, statement)
        for index, item in worded:
            if said := _fallen(item, found):
                place = statement.origin.at("evidence", index, "at" if item.at else "words")
                yield Finding(place=place, sentence=said, hint=_VERIFY.format(id=statement.id))


def _otherwise(statement: Statement, item: Evidence) -> str:
    """Say how words contradict their key; nothing where they need not be its value."""
    if item.field == "title" and fold(item.words) != fold(statement.source.title):
        return "the title under `source` is another one" if statement.source.title else "`source` has no title"
    if item.field == "statutes" and not statement.statutes:
        return "no statute is listed"
    if item.field == "date":
        with suppress(ValueError):
            dates = [statement.date, *(act.date for act in statement.dates), statement.source.published]
            date = exact(item.words)
            if NO_DATE not in dates and str(date) not in map(str, dates):
                return f"{date} is not a date of this record"
    return ""


def _places(context: Context, statement: Statement) -> Places | None:
    """Return where the source has the words; None where its bytes are not held."""
    capture = context.archive.sources.get(statement.proof.source) if statement.proof else None
    if capture is None:
        return None
    try:
        data = context.holdings.data(capture)
        worded = [item for item in statement.evidence if item.words]
        return None if data is None else context.holdings.places(capture, data, worded)
    except SourceError:
        return None  # another rule reports it


def _fallen(item: Evidence, found: Places | None) -> str:
    if found is not None:
        where = "in the source where `at` says" if item.at else "in the source"
        return "" if stands(item, found) else f"The words of evidence must be {where}, and they are not."
    if item.at is None:
        return "Evidence must say where its words are in the source."
    if item.at.end - item.at.start != length(item.words):
        return "The place of evidence must be as long as its words, and it is not."
    return ""
