"""Positions as sentences: whose they are, what is held, about which place and law, and the words they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Archive, Position, Statement
from archive.pages import paths
from archive.pages.wording import spoken_as
from archive.standing import side_of
from archive.text import Passage, fold
from archive.vocabulary import Term, vocabulary

UNFOLDED = 8
"""A stance taken on more places than these is shown folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One who takes a position."""

    name: str
    title: str
    """The office it is taken in; empty where it is not known, or stands for several speakers at once."""
    path: str
    side: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is held about one place and one law."""

    place: str
    place_path: str
    statute: str
    """Empty where the speaker named none."""
    statute_path: str
    quote: str
    """Empty where no words behind it are held."""
    anchor: str
    """The passage that the words stand in; empty where they run over more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One stance, those who take it, and all that they take it on."""

    stance: Term
    owners: tuple[Owner, ...]
    claims: tuple[Claim, ...]

    @property
    def folded(self) -> bool:
        """Whether the claims are too many to stand open on a page."""
        return len(self.claims) > UNFOLDED


def stands(archive: Archive, statement: Statement, body: Sequence[Passage]) -> tuple[Stand, ...]:
    """Group a statement's positions by stance and by who takes it; stances in the order they first occur."""
    grouped: dict[tuple[str, tuple[str, ...]], list[Position]] = {}
    for position in statement.positions:
        grouped.setdefault((position.stance, _sides(archive, statement, position)), []).append(position)
    return tuple(
        Stand(
            stance=vocabulary("stance")[stance],
            owners=_owners(archive, statement, sides),
            claims=tuple(_claim(archive, position, body) for position in positions),
        )
        for (stance, sides), positions in grouped.items()
    )


def _sides(archive: Archive, statement: Statement, position: Position) -> tuple[str, ...]:
    return tuple(side_of(archive, archive.speakers[slug], statement, position) for slug in statement.speakers)


def _owners(archive: Archive, statement: Statement, sides: tuple[str, ...]) -> tuple[Owner, ...]:
    speakers = (archive.speakers[slug] for slug in statement.speakers)
    return tuple(
        Owner(
            name=speaker.name,
            title=spoken_as(archive, speaker, statement),
            path=paths.entity(speaker),
            side=vocabulary("side")[side],
        )
        for speaker, side in zip(speakers, sides, strict=True)
    )


def _claim(archive: Archive, position: Position, body: Sequence[Passage]) -> Claim:
    place = archive.jurisdictions[position.jurisdiction]
    quote = fold(position.quote)
    return Claim(
        place=place.name,
        place_path=paths.entity(place),
        statute=position.statute or "",
        statute_path=paths.citation(archive, position.statute) if position.statute else "",
        quote=quote,
        anchor=next((passage.anchor for passage in body if quote in passage.plain), "") if quote else "",
    )
