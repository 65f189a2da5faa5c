"""Which statements answer the questions that a page opens with, by rules that know no record by its name.

A record that was withdrawn answers nothing. Where dates leave open which of several came first or last, all of those
answer. What somebody *last said* is what ``archive.record.positions`` has standing last.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from archive.record.positions import History, Take
from archive.record.vocabulary import vocabulary


def first_to_claim(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that a place complies of which none is certainly later than another one."""
    return earliest(take for take in takes if claims(take))


def disputing(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return the takes that a place does not or may not comply which are the last word of their holders on that."""
    return tuple(take for take in last_words(histories) if disputes(take))


def last_of_side(takes: Iterable[Take], side: str) -> tuple[Take, ...]:
    """Return what each holder of a side said last, on whichever matter."""
    of_side = [take for take in takes if take.side == side]
    holders = dict.fromkeys(take.holder for take in of_side)
    return tuple(chain.from_iterable(latest(take for take in of_side if take.holder == holder) for holder in holders))


def last_rulings(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return the last ruling of each court on each law."""
    return tuple(take for take in last_words(histories) if take.matter == "ruling")


def latest_of_each_stance(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the latest takes of each stance, the stances in the order of the vocabulary."""
    known = tuple(takes)
    return tuple(
        chain.from_iterable(latest(one for one in known if one.stance == name) for name in vocabulary("stance"))
    )


def last_words(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return what stands last of each holder on each matter, each take once."""
    last = (take for history in histories for track in history for step in track.steps[-1:] for take in step.takes)
    return tuple({(take.statement.id, take.number, take.holder): take for take in last}.values())


def claims(take: Take) -> bool:
    """Tell whether a take is that a place complies, whoever says so."""
    return _on_compliance(take, "solid")


def disputes(take: Take) -> bool:
    """Tell whether a take is that a place does not or may not comply."""
    return _on_compliance(take, "hatched")


def earliest(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that can have been the first: those that nothing is certainly earlier than."""
    known = _known(takes)
    edge = min((take.statement.date.latest for take in known), default=None)
    return tuple(take for take in known if edge and take.statement.date.earliest <= edge)


def latest(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that can have been the last: those that nothing is certainly later than."""
    known = _known(takes)
    edge = max((take.statement.date.earliest for take in known), default=None)
    return tuple(take for take in known if edge and take.statement.date.latest >= edge)


def _known(takes: Iterable[Take]) -> tuple[Take, ...]:
    return tuple(take for take in takes if take.stance and not take.statement.withdrawn)


def _on_compliance(take: Take, mark: str) -> bool:
    term = vocabulary("stance").get(take.stance)
    return term is not None and term.matter == "compliance" and term.mark == mark
