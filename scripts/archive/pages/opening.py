"""The opening of the home page: a claim and, facing it in the same size, what contradicts it.

The rule, which knows no record by its name: the claim is in the newest statement whose words are held, which says
whether a place complies, and against which something stands. That is a statement said to contradict it; without one, a
statement of another holder on the same place that says otherwise and that the claim does not itself replace. Of
several, the nearest in time faces it. An archive without such a pair opens with its newest fit passage alone,
and one without passages with nothing. A withdrawn record never opens the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.pages.byline import who
from archive.record.caveats import Caveat, caveats
from archive.record.model import Position, Statement
from archive.record.text import Passage, fold, passages
from archive.record.vocabulary import Term, vocabulary
from archive.site.entry import Entry
from archive.site.site import Site

_SHORTEST, _LONGEST = 60, 330
"""The most characters of a passage shown alone, in large type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One side of the exchange: who said what, and when."""

    words: str
    anchor: str
    """The address of the passage; empty if the words are the archive's summary."""
    who: str
    """The speakers with office and body."""
    about: tuple[str, ...]
    """The stances and the name of the place; none if no place is in question."""
    entry: Entry
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A claim and what contradicts it."""

    claim: Said
    answer: Said | None
    contradicts: bool
    """Whether the record says that the answer contradicts the claim; otherwise it is what another holder says."""


def opening(site: Site) -> Opening | None:
    """Return the opening of the home page by the rule above, or None."""
    alone = None
    for statement in _fit_to_face(site):
        found = _faced(site, statement)
        if found:
            return found
        alone = alone or ((statement, passage) if (passage := _passage(statement)) else None)
    if alone is None:
        return None
    statement, passage = alone
    return Opening(claim=_said(site, statement, "", passage), answer=None, contradicts=False)


def facing(site: Site) -> Iterator[Opening]:
    """Yield each claim that a statement is known to contradict, the newest first, facing the nearest of them."""
    for statement in _fit_to_face(site):
        found = _faced(site, statement) if _contradicting(site, statement) else None
        if found:
            yield found


def _fit_to_face(site: Site) -> Iterator[Statement]:
    return (statement for statement in reversed(site.links.statements) if statement.held and not statement.withdrawn)


def _faced(site: Site, claim: Statement) -> Opening | None:
    """Return a claim and what contradicts it; None if there is no claim or nothing contradicts it."""
    stated = _contradicting(site, claim)
    for position in claim.positions:
        if _term(position.stance).matter != "compliance" or not position.quote:
            continue
        passage = _resting(claim, position)
        answer = _nearest(claim, stated or _otherwise(site, claim, position))
        if passage and answer:
            return Opening(
                claim=_said(site, claim, position.jurisdiction, passage),
                answer=_said(site, answer, position.jurisdiction, _passage(answer, position.jurisdiction)),
                contradicts=bool(stated),
            )
    return None


def _contradicting(site: Site, claim: Statement) -> tuple[Statement, ...]:
    ids = site.links.incoming.get(claim.id, {}).get("contradicts", ())
    known = (site.links.archive.statements[identifier] for identifier in ids)
    return tuple(statement for statement in known if not statement.withdrawn)


def _otherwise(site: Site, claim: Statement, position: Position) -> Iterator[Statement]:
    """Yield the statements of other holders that say the opposite on whether the place complies."""
    holders = {take.holder for take in site.links.takes[claim.id]}
    asked = _term(position.stance)
    replaced = {*claim.relations.get("supersedes", ()), *claim.relations.get("retracts", ())}
    for statement in site.links.jurisdictions[position.jurisdiction]:
        contrary = any(
            take.jurisdiction == position.jurisdiction
            and take.holder not in holders
            and _term(take.stance).matter == asked.matter
            and _term(take.stance).mark != asked.mark
            for take in site.links.takes[statement.id]
        )
        if contrary and not statement.withdrawn and statement.id not in replaced:
            yield statement


def _nearest(claim: Statement, others: Iterable[Statement]) -> Statement | None:
    """Return the nearest in time; of several, one whose words are held, then the first by id."""
    day = claim.date.earliest
    return min(
        others,
        key=lambda statement: (abs(statement.date.earliest - day), not statement.held, statement.id),
        default=None,
    )


def _resting(statement: Statement, position: Position) -> Passage | None:
    """Return a passage of suitable length that a position rests on."""
    return next((passage for passage in _fit(statement.body) if fold(position.quote) in passage.plain), None)


def _passage(statement: Statement, place: str = "") -> Passage | None:
    """Return the first fit passage that a position rests on, one on the place if named, otherwise the first of all."""
    quotes = [
        fold(position.quote)
        for position in statement.positions
        if position.quote and place in ("", position.jurisdiction)
    ]
    fit = sorted(_fit(statement.body), key=lambda passage: not any(quote in passage.plain for quote in quotes))
    return fit[0] if fit else None


@lru_cache(maxsize=16)  # a body is long to parse, and each of a statement's positions asks for it
def _fit(body: str) -> tuple[Passage, ...]:
    return tuple(each for each in passages(body) if each.anchor and _SHORTEST <= len(each.plain) <= _LONGEST)


def _said(site: Site, statement: Statement, place: str, passage: Passage | None) -> Said:
    name = site.links.archive.jurisdictions[place].name if place else ""
    taken = dict.fromkeys(position.stance for position in statement.positions if position.jurisdiction == place)
    return Said(
        words=passage.plain if passage else statement.summary,
        anchor=passage.anchor if passage else "",
        who=who(site, statement),
        about=tuple(filter(None, ("; ".join(_term(take).label for take in taken), name))),
        entry=site.entries[statement.id],
        caveats=caveats(statement),
    )


def _term(stance: str) -> Term:
    return vocabulary("stance")[stance]
