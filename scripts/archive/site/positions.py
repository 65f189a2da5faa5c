"""The positions of a statement for its page: owner, stance, place, law, and the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.link.linking import Links
from archive.record.model import Archive, Position, Statement
from archive.record.positions import Take
from archive.record.text import Passage, fold
from archive.record.vocabulary import Term, label, vocabulary
from archive.site import paths
from archive.site.stances import Holder, holder
from archive.site.wording import spoken_as

UNFOLDED = 8
"""A stance with more claims than this is shown folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody who takes a position."""

    name: str
    title: str
    """The office; empty if unknown, or if it covers several speakers at once."""
    path: str
    side: Term
    holder: Holder | None
    """The holder; None if that is the owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A stance's place and law, with the words behind it."""

    place: str
    place_path: str
    statute: str
    """Empty if the speaker named none."""
    statute_path: str
    quote: str
    """Empty if the words are not held."""
    anchor: str
    """The passage that contains the words; empty if they span more than one."""
    basis: str
    """The label of what it rests on; empty if the record does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A stance, its owners, and its claims."""

    stance: Term
    owners: tuple[Owner, ...]
    claims: tuple[Claim, ...]

    @property
    def folded(self) -> bool:
        """Whether there are too many claims to show at once."""
        return len(self.claims) > UNFOLDED


def stands(links: Links, statement: Statement, body: Sequence[Passage]) -> tuple[Stand, ...]:
    """Group a statement's positions by stance and owners, in order of first occurrence."""
    by_number: dict[int, list[Take]] = {}
    for take in links.takes[statement.id]:
        by_number.setdefault(take.number, []).append(take)
    grouped: dict[tuple[str, tuple[tuple[str, str], ...]], list[Sequence[Take]]] = {}
    for takes in by_number.values():
        key = takes[0].stance, tuple((take.holder, take.side) for take in takes)
        grouped.setdefault(key, []).append(takes)
    return tuple(
        Stand(
            stance=vocabulary("stance")[stance],
            owners=tuple(_owners(links.archive, statement, found[0])),
            claims=tuple(_claim(links.archive, statement.positions[takes[0].number - 1], body) for takes in found),
        )
        for (stance, _), found in grouped.items()
    )


def _owners(archive: Archive, statement: Statement, takes: Iterable[Take]) -> Iterator[Owner]:
    for take in takes:
        for slug in take.speakers:
            speaker = archive.speakers[slug]
            yield Owner(
                name=speaker.name,
                title=spoken_as(archive, speaker, statement),
                path=paths.entity(speaker),
                side=vocabulary("side")[take.side],
                holder=holder(archive, take.holder) if take.holder != slug else None,
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
        basis=label("basis", position.basis) if position.basis else "",
    )
