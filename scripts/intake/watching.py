"""Look at the sources of statements again: is each proved passage still there?

Nothing else is checked. A page may change freely around the words; if it lacks some of them, the difference is shown
word by word. What may be temporary, such as a server error or a broken connection, is reported and not recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from archive.prove.canonical import SourceError, text_of
from archive.prove.holdings import passages_of
from archive.prove.matching import Missing, prove
from archive.prove.verifying import UseError
from archive.record.characters import refused
from archive.record.dates import Date
from archive.record.model import Archive, Difference, Sighting, Statement, Watched
from archive.record.model import Capture as Source
from archive.record.text import GAP
from archive.record.watch import WHOLE
from intake.candidate import InputError
from intake.fetching import Answer, FetchError
from intake.obtaining import Capture, answered
from intake.recognizing import no_document
from intake.visiting import ForbiddenError

_MOST = 40
"""Differences of one source that are written."""
_LONGEST = 300
"""Characters of one difference that are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A source to look at, and the statements that it proves."""

    source: Source
    statements: tuple[Statement, ...]
    addresses: tuple[str, ...]
    """Where it may be: its own, then where it was found last, and where the statements say that it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The result of one look at a source."""

    state: str
    """A term of the vocabulary ``watch``; empty if nothing can be said about the words."""
    sentence: str
    """Says why, or what differs."""
    url: str = ""
    """Where it was found."""
    capture: Capture | None = None
    differences: tuple[Difference, ...] = ()

    def sighting(self, since: Date) -> Sighting:
        """Return what the record says about it."""
        return Sighting(
            since=since,
            state=self.state,
            url=self.url if self.state == "moved" else "",
            sha256=self.capture.sha256 if self.capture else "",
            differences=self.differences,
        )


def subjects(archive: Archive, ids: Sequence[str]) -> Iterator[Subject]:
    """Yield the sources that prove statements: all of them, or those of the given ids; raises UseError."""
    unknown = [name for name in ids if name not in archive.permalinks]
    if unknown:
        raise UseError(f"A statement must be in the archive; {unknown[0]} is not.")
    chosen = {archive.permalinks[name] for name in ids} or archive.statements.keys()
    proved: dict[str, list[Statement]] = {}
    for statement in archive.statements.values():
        if statement.proof and statement.proof.level:
            proved.setdefault(statement.proof.source, []).append(statement)
    for slug, statements in proved.items():
        if not chosen.isdisjoint(statement.id for statement in statements):
            source = archive.sources[slug]
            known = archive.watched.get(slug)
            moved = [sighting.url for sighting in known.sightings if sighting.url][-1:] if known else []
            found = (source.url, *moved, *(statement.source.url for statement in statements))
            addresses = tuple(dict.fromkeys(filter(None, found)))
            yield Subject(source=source, statements=tuple(statements), addresses=addresses)


class Visits(Protocol):
    """Anything that fetches a page: a ``Visitor``, or a test's own."""

    def visit(self, url: str) -> Answer:
        """Fetch a page; raises FetchError."""


def look(subject: Subject, visitor: Visits) -> Look:
    """Look at a source at its address and, if it is gone from there, at its other known addresses."""
    if subject.source.method == "ocr":
        return Look(state="", sentence="The words are from OCR; a person must check them again.")
    first = Look(state="", sentence="The source must have an address to be checked; it has none.")
    for address in subject.addresses:
        found = _look_at(subject, address, visitor)
        if address == subject.addresses[0]:
            first = found
        elif found.state in WHOLE:
            return replace(found, state="moved", sentence=_MOVED.format(found.url))
        if first.state != "gone":
            break
    return first


_MOVED = "Every proved passage is at {}."


def _look_at(subject: Subject, address: str, visitor: Visits) -> Look:
    try:
        capture = answered(visitor.visit(address))
    except ForbiddenError as error:
        return Look(state="blocked", sentence=str(error))
    except (FetchError, InputError) as error:
        return Look(state="", sentence=str(error))
    texts = tuple(_texts(capture, subject.source))
    if 200 <= capture.status < 300 and any(_holds(text, subject.statements) for text in texts):
        return _whole(address, capture)
    try:
        nothing = no_document(capture, texts[0] if texts else "")
    except InputError as error:
        return Look(state="", sentence=str(error))
    if nothing:
        state = "" if nothing.kind == "broken" else nothing.kind
        return Look(state=state, sentence=nothing.sentence, url=capture.url)
    found = dict.fromkeys(_differences(texts[0], subject.statements))
    return Look(
        state="changed",
        sentence="Some proved passages are missing.",
        url=capture.url,
        capture=capture,
        differences=tuple(found)[:_MOST],
    )


def _whole(address: str, capture: Capture) -> Look:
    if _same(address, capture.url):
        return Look(state="intact", sentence="Every proved passage was found.", url=address, capture=capture)
    return Look(state="moved", sentence=_MOVED.format(capture.url), url=capture.url, capture=capture)


def _same(address: str, other: str) -> bool:
    """Return whether two addresses are the same apart from the scheme and a trailing slash."""
    ours, theirs = (text.partition("://")[2].partition("#")[0].rstrip("/") for text in (address, other))
    return ours == theirs


def _texts(capture: Capture, source: Source) -> Iterator[str]:
    """Yield the text of an answer, first in the encoding that it declares: a server can be wrong about that."""
    seen = set()
    for charset in (capture.charset, source.charset, ""):
        try:
            text = text_of(capture.data, capture.media_type, charset) if capture.media_type else ""
        except SourceError:
            continue
        if text and text not in seen:
            seen.add(text)
            yield text


def _holds(text: str, statements: Sequence[Statement]) -> bool:
    return all(prove(text, passages_of(statement.body)).proved for statement in statements)


def _differences(text: str, statements: Sequence[Statement]) -> Iterator[Difference]:
    """Yield the differences between a text and the passages of statements."""
    for statement in statements:
        body = passages_of(statement.body)
        passages = [passage for passage in body if passage != GAP]
        whole = prove(text, body).missing
        if whole is None:
            continue
        alone = [(number, prove(text, [passage]).missing) for number, passage in enumerate(passages)]
        for number, missing in [found for found in alone if found[1]] or [(whole.passage, whole)]:
            assert missing is not None
            yield from _told(statement.id, number, passages[number], missing)


def _told(id: str, number: int, passage: str, missing: Missing) -> Iterator[Difference]:
    """Yield the changes to a passage; none if more than half of its words are different."""
    lost = sum(len(change.record) for change in missing.changes)
    if not missing.changes or 2 * lost > len(passage):
        yield Difference(statement=id, passage=number + 1)
        return
    for change in missing.changes:
        yield Difference(statement=id, passage=number + 1, was=_clean(change.record), now=_clean(change.source))


def _clean(words: str) -> str:
    """Return words of a source in a form that a record may hold: nothing invisible, and only a few."""
    folded = " ".join(words.split())
    short = folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST].rstrip()}…"
    while found := refused(short):
        short = short[: found.offset] + short[found.offset + 1 :]
    return " ".join(short.split())


def recorded(known: Watched | None, found: Look, today: Date) -> tuple[Date | None, tuple[Sighting, ...]]:
    """Return the last intact day and the sightings after a look that could judge the words.

    A sighting is added only if the source's state has changed.
    """
    before = known.sightings if known else ()
    new = found.sighting(today)
    same = before and _essence(before[-1]) == _essence(new)
    intact = today if found.state in WHOLE else known.intact if known else None
    return intact, before if same else (*before, new)


def written(intact: Date | None, sightings: Sequence[Sighting]) -> str:
    """Return the text of a source's file."""
    return "".join(f"{line}\n" for line in _lines(intact, sightings))


def _essence(sighting: Sighting) -> tuple[object, ...]:
    return sighting.state, sighting.url, sighting.differences


def _lines(intact: Date | None, sightings: Sequence[Sighting]) -> Iterator[str]:
    if intact:
        yield f"intact: {intact}"
    yield "sightings:"
    for sighting in sightings:
        yield f"  - since: {sighting.since}"
        yield f"    state: {sighting.state}"
        for key in ("url", "sha256", "archived"):
            if value := getattr(sighting, key):
                yield f"    {key}: {value}"
        if sighting.differences:
            yield "    differences:"
        for difference in sighting.differences:
            yield f"      - statement: {difference.statement}"
            yield f"        passage: {difference.passage}"
            for key in ("was", "now"):
                if value := getattr(difference, key):
                    yield f"        {key}: {json.dumps(value, ensure_ascii=False)}"
