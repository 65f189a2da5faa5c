"""A thread as an exchange: by date, what each side said, what it answers, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from archive.record.anchors import anchor
from archive.record.dates import Date
from archive.record.model import Missing, Statement, Thread
from archive.record.standing import lineage
from archive.record.text import fold
from archive.record.threads import gathered, side_in
from archive.record.vocabulary import Term, label, vocabulary
from archive.site import paths
from archive.site.entry import Entry
from archive.site.site import Site
from archive.site.wording import When

_SHOWN = ("responds-to", "contradicts", "supersedes", "retracts", "affirms", "reverses", "stays", "quotes")
"""The relations shown in an exchange; statements of the same event have the same date anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A statement's stance on the thread's places, with the words that it rests on."""

    term: Term
    quotes: tuple[tuple[str, str], ...]
    """Words with the anchor of their passage; none if the words are not held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An earlier statement of the thread, and how a later one relates to it."""

    relation: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement in the exchange."""

    entry: Entry
    side: Term
    summary: str
    stances: tuple[Stance, ...]
    answered: tuple[Answered, ...]
    tied: bool
    """Whether it is included only because of its relations to the thread's statements."""
    copy: str
    """What kind of copy it is known from."""
    seen: str
    """How much of the document was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A document that the archive has no record of."""

    who: str
    path: str
    side: Term
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Everything of one date."""

    when: When
    said: tuple[Said, ...] = ()
    gaps: tuple[Gap, ...] = ()


def moments(site: Site, thread: Thread) -> tuple[Moment, ...]:
    """Return the exchange in order; missing documents come after the statements of their date."""
    sequence = site.links.threads[thread.slug]
    here = _Here(
        site=site,
        thread=thread,
        own=gathered(site.links.archive, thread),
        all=frozenset(statement.id for statement in sequence),
    )
    known = [
        (date, Moment(when=When.of(date), said=tuple(here.said(statement) for statement in said)))
        for date, said in _by_date(sequence)
    ]
    for missing in sorted(thread.missing, key=lambda document: document.date):
        at = next((at for at, (date, _) in enumerate(known) if date.earliest > missing.date.latest), len(known))
        known.insert(at, (missing.date, Moment(when=When.of(missing.date), gaps=(_gap(site, thread, missing),))))
    return tuple(moment for _, moment in known)


def _by_date(sequence: Iterable[Statement]) -> Iterator[tuple[Date, tuple[Statement, ...]]]:
    return ((date, tuple(said)) for date, said in groupby(sequence, key=lambda statement: statement.date))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """A thread that shows its statements."""

    site: Site
    thread: Thread
    own: frozenset[str]
    all: frozenset[str]

    def said(self, statement: Statement) -> Said:
        return Said(
            entry=self.site.entries[statement.id],
            side=vocabulary("side")[side_in(self.site.links.archive, self.thread, statement)],
            summary=statement.summary,
            stances=tuple(_stances(self.thread, statement)),
            answered=tuple(self._answered(statement)),
            tied=statement.id not in self.own,
            copy=label("copy", statement.source.copy),
            seen=label("seen", statement.source.seen),
        )

    def _answered(self, statement: Statement) -> Iterator[Answered]:
        for relation in _SHOWN:
            for target in statement.relations.get(relation, ()):
                if target in self.all:
                    yield Answered(relation=label("relation", relation), entry=self.site.entries[target])


def _stances(thread: Thread, statement: Statement) -> Iterator[Stance]:
    about = [it for it in statement.positions if not thread.jurisdictions or it.jurisdiction in thread.jurisdictions]
    for term in vocabulary("stance").values():
        taken = [it for it in about if it.stance == term.name]
        quotes = dict.fromkeys(fold(it.quote) for it in taken if it.quote)
        anchors = ((quote, anchor(statement, quote)) for quote in quotes)
        if taken:
            yield Stance(term=term, quotes=tuple(anchors))


def _gap(site: Site, thread: Thread, missing: Missing) -> Gap:
    archive = site.links.archive
    speaker = archive.speakers[missing.speaker]
    bodies = [speaker.slug, *(office.organization for office in speaker.offices if office.held_on(missing.date))]
    local = any(body.jurisdiction in thread.jurisdictions for slug in bodies for body in lineage(archive, slug))
    return Gap(
        who=speaker.name,
        path=paths.entity(speaker),
        side=vocabulary("side")["jurisdiction" if local else "other"],
        note=missing.note,
    )
