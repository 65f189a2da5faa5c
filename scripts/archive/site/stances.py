"""A holder's position in words: the stances, and the statements and quotations that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.record.anchors import anchor
from archive.record.model import Archive, Statement
from archive.record.positions import Question, Step, Take, Track, in_order
from archive.record.text import fold
from archive.record.vocabulary import label, vocabulary
from archive.site import paths
from archive.site.wording import When, listed, shortened, spoken_as

ENDED = "Taken back"
"""The label if a holder superseded or retracted its stance and has taken none since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The person or body that a stance belongs to."""

    slug: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A statement that a stance rests on."""

    speaker: str
    """Who spoke for the holder, with the office; empty if the holder spoke itself."""
    when: When
    path: str
    """The address of the words if they are held, otherwise of the statement."""
    title: str
    quote: str
    """Empty if the words are not held."""
    note: str
    """What a reader must know: no statute was named, there is a caution, its record was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A holder's position on one matter, and what it rests on."""

    since: str
    """The first day it is known, in ISO format."""
    mark: str
    """Empty if it was taken back."""
    stances: tuple[str, ...]
    """Terms of the vocabulary."""
    laws: tuple[str, ...]
    """For each stance, in the same order, the slug of the named law; empty if none was named."""
    words: str
    """The stances in words."""
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A stance that was taken but never current."""

    since: str
    """The first day it is known, in ISO format."""
    words: str
    ground: Ground


def holder(archive: Archive, slug: str) -> Holder:
    """Return a holder by its slug."""
    speaker = archive.speakers[slug]
    return Holder(slug=slug, name=speaker.name, path=paths.entity(speaker))


def held(archive: Archive, question: Question, step: Step) -> Held:
    """Put a step into words."""
    stances = list(step.stances)
    pairs = sorted(
        {(take.stance, take.statute) for take in step.takes}, key=lambda pair: (stances.index(pair[0]), pair[1])
    )
    return Held(
        since=step.since.isoformat(),
        mark=mark_of(step),
        stances=tuple(stance for stance, _ in pairs),
        laws=tuple(law for _, law in pairs),
        words=in_words(step.stances) or ENDED,
        grounds=tuple(grounds(archive, question, step.takes) or _endings(step.ended_by)),
    )


def in_words(stances: Iterable[str]) -> str:
    """Return the labels of stances."""
    return "; ".join(label("stance", stance) for stance in stances)


def in_sentence(stances: Iterable[str]) -> str:
    """Return stances in lower case, in the order of the vocabulary, to follow a name."""
    said = [lowered(label("stance", stance)) for stance in in_order("stance", stances)]
    return listed(said) if said else "takes it back"


def lowered(words: str) -> str:
    """Return words with a small first letter, for the middle of a sentence."""
    return words[:1].lower() + words[1:]


def mark_of(step: Step) -> str:
    """Return the pattern of a step, that of its first stance; empty if it was taken back."""
    return vocabulary("stance")[step.stances[0]].mark if step.takes else ""


def grounds(archive: Archive, question: Question, takes: Iterable[Take]) -> tuple[Ground, ...]:
    """Return the statements in which stances were taken, in order and without repeats."""
    return tuple(_ground(archive, question, found) for found in _by_statement(takes))


def asides(archive: Archive, question: Question, track: Track) -> tuple[Aside, ...]:
    """Return what was said on a track but never current, one per statement."""
    return tuple(
        Aside(
            since=found[0].statement.date.latest.isoformat(),
            words=in_words(in_order("stance", (take.stance for take in found))),
            ground=_ground(archive, question, found),
        )
        for found in _by_statement(track.aside)
    )


def _by_statement(takes: Iterable[Take]) -> Iterator[tuple[Take, ...]]:
    found: dict[str, list[Take]] = {}
    for take in takes:
        found.setdefault(take.statement.id, []).append(take)
    return (tuple(each) for each in found.values())


def _ground(archive: Archive, question: Question, takes: Sequence[Take]) -> Ground:
    statement = takes[0].statement
    quote = next((fold(take.quote) for take in takes if take.quote), "")
    return Ground(
        speaker=_speaker(archive, statement, takes),
        when=When.of(statement.date),
        path=paths.statement(statement.id) + (f"#{found}" if (found := anchor(statement, quote)) else ""),
        title=statement.title,
        quote=quote,
        note=", ".join(_notes(question, statement, takes)),
    )


def _notes(question: Question, statement: Statement, takes: Sequence[Take]) -> Iterator[str]:
    if question.statute and not any(take.statute for take in takes):
        yield "no statute named"
    if statement.caution:
        yield "with a caution"
    if statement.withdrawn:
        yield "record withdrawn"


def _endings(statements: Iterable[Statement]) -> Iterator[Ground]:
    for statement in statements:
        yield Ground(
            speaker="",
            when=When.of(statement.date),
            path=paths.statement(statement.id),
            title=statement.title,
            quote="",
            note="with a caution" if statement.caution else "",
        )


def _speaker(archive: Archive, statement: Statement, takes: Sequence[Take]) -> str:
    slugs = tuple(dict.fromkeys(slug for take in takes for slug in take.speakers))
    if slugs == (takes[0].holder,) and not archive.speakers[slugs[0]].is_person:
        return ""
    speakers = [archive.speakers[slug] for slug in slugs]
    office = spoken_as(archive, speakers[0], statement) if len(statement.speakers) == 1 else ""
    names = [] if slugs == (takes[0].holder,) else [shortened([speaker.name for speaker in speakers])]
    return ", ".join(part for part in (*names, office) if part)
