"""A statement in a list: on one line, or with its first words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from archive.cite.kinds import Reference
from archive.cite.metadata import coins
from archive.record.model import Archive, Entity, Jurisdiction, Policy, Speaker, Statement
from archive.record.positions import Take, in_order
from archive.record.proofs import state
from archive.record.text import passages
from archive.record.vocabulary import label
from archive.record.watch import Event, events
from archive.site import paths
from archive.site.wording import When, cut, shortened, spoken_as

_FIRST_WORDS = 170
"""The most characters of the first words in a list."""
_BLOCKS_TRIED = 4
"""How many blocks are searched for a sentence, since a text can begin with a date line or a heading."""
_SENTENCE = 60
"""A block with fewer characters is not a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every list shows of a statement; made once."""

    id: str
    path: str
    title: str
    when: When
    year: int
    month: int
    who: str
    """The speakers; a single one with the office."""
    where: str
    place: str
    """The place it is about, or ``Several jurisdictions``."""
    kind: str
    stances: tuple[str, ...]
    """Labels without repeats, in the order of the vocabulary."""
    held: bool
    state: str
    """The state of its words, such as ``Text proved``."""
    words: str
    """The first words of the text if it is held, otherwise the archive's summary."""
    cautioned: bool
    withdrawn: bool
    lost: Event | None
    """When and how readers of the source lost the words; None if they still find them."""
    publisher: str
    url: str
    """The address of the source."""
    reference: Reference
    """The facts for citing it."""
    coins: str
    """An OpenURL context object, for reference managers that read the list."""


def entry(archive: Archive, statement: Statement, reference: Reference) -> Entry:
    """Return a statement's entry; ``reference`` has the facts for citing it."""
    places = [archive.jurisdictions[slug].name for slug in statement.jurisdictions]
    return Entry(
        id=statement.id,
        path=paths.statement(statement.id),
        title=statement.title,
        when=When.of(statement.date),
        year=statement.date.year,
        month=statement.date.month,
        who=_who(archive, statement),
        where=shortened(places),
        place=places[0] if len(places) == 1 else "Several jurisdictions",
        kind=label("kind", statement.kind),
        stances=_labels(position.stance for position in statement.positions),
        held=statement.held,
        state=label("proof", state(archive, statement)),
        words=cut(_first_words(statement.body) if statement.held else statement.summary, _FIRST_WORDS),
        cautioned=bool(statement.caution),
        withdrawn=statement.withdrawn is not None,
        lost=next((event for event in events(archive, statement)[:1] if event.is_loss), None),
        publisher=statement.source.publisher,
        url=statement.source.url,
        reference=reference,
        coins=coins(reference),
    )


def on_what(shown: Entry, takes: Iterable[Take], entity: Entity) -> Entry:
    """Return an entry for the page of a place or a law, with only the stances on that place or law."""
    if isinstance(entity, Speaker | Policy):
        return shown
    stances = (
        take.stance
        for take in takes
        if entity.slug == (take.jurisdiction if isinstance(entity, Jurisdiction) else take.statute)
    )
    return replace(shown, stances=_labels(stances))


def _who(archive: Archive, statement: Statement) -> str:
    speakers = [archive.speakers[slug] for slug in statement.speakers]
    title = spoken_as(archive, speakers[0], statement) if len(speakers) == 1 else ""
    return shortened([speaker.name for speaker in speakers]) + (f", {title}" if title else "")


def _labels(stances: Iterable[str]) -> tuple[str, ...]:
    return tuple(label("stance", stance) for stance in in_order("stance", stances))


def _first_words(body: str) -> str:
    """Return the first sentence, reading block by block so that a long text is not parsed as a whole."""
    opening = ""
    for block in islice(body.split("\n\n", _BLOCKS_TRIED), _BLOCKS_TRIED):
        for passage in passages(block):
            if len(passage.plain) >= _SENTENCE:
                return passage.plain
            opening = opening or ("" if passage.is_gap else passage.plain)
    return opening
