"""What a side holds, in words: the stances, whose they are, and the statements and words that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.model import Archive, Statement
from archive.pages import paths
from archive.pages.wording import When, shortened, spoken_as
from archive.positions import Step, Take
from archive.text import fold, passages
from archive.vocabulary import Term, label, vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A statement that a stance rests on."""

    owner: str
    when: When
    path: str
    """Of the words where they are held, otherwise of the statement."""
    title: str
    quote: str
    """Empty where no words behind it are held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a side holds, with its owners and what it rests on."""

    side: Term
    since: str
    """The first day it is known, for a machine."""
    mark: str
    stances: tuple[str, ...]
    """Names of terms."""
    words: str
    """The stances in words."""
    grounds: tuple[Ground, ...]


def held(archive: Archive, step: Step) -> Held:
    """Put a step into words."""
    return Held(
        side=vocabulary("side")[step.takes[0].side],
        since=step.since.isoformat(),
        mark=mark_of(step),
        stances=step.stances,
        words="; ".join(label("stance", stance) for stance in step.stances),
        grounds=tuple(grounds(archive, step)),
    )


def mark_of(step: Step) -> str:
    """Give the pattern of a step: that of its first stance."""
    return vocabulary("stance")[step.stances[0]].mark


def grounds(archive: Archive, step: Step) -> Iterator[Ground]:
    """Give the statements that a step rests on, in the order of the archive."""
    for statement in step.statements:
        takes = [take for take in step.takes if take.statement is statement]
        quote = next((fold(take.quote) for take in takes if take.quote), "")
        yield Ground(
            owner=_owner(archive, statement, takes),
            when=When.of(statement.date),
            path=paths.statement(statement.id) + _anchor(statement, quote),
            title=statement.title,
            quote=quote,
        )


def _owner(archive: Archive, statement: Statement, takes: Sequence[Take]) -> str:
    slugs = dict.fromkeys(slug for take in takes for slug in take.speakers)
    speakers = [archive.speakers[slug] for slug in slugs]
    office = spoken_as(archive, speakers[0], statement) if len(statement.speakers) == 1 else ""
    return ", ".join(part for part in (shortened([one.name for one in speakers]), office) if part)


def _anchor(statement: Statement, quote: str) -> str:
    found = (one.anchor for one in passages(statement.body) if quote in one.plain) if quote else iter(())
    anchor = next(found, "")
    return f"#{anchor}" if anchor else ""
