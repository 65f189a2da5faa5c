"""Choose the statements that answer the questions at the top of a page.

A withdrawn record is never an answer. If dates leave open which of several came first or last, all of them are
answers. What somebody *last said* is the last step in ``archive.record.positions``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import chain

from archive.record.positions import History, Take
from archive.record.vocabulary import vocabulary


def first_to_claim(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that a place complies that may have been the first."""
    return earliest(take for take in takes if claims(take))


def disputing(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return the takes that a place does not or may not comply, where this is the holder's last word."""
    return tuple(take for take in last_words(histories) if disputes(take))


def last_of_each(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return what each holder said last, on any matter."""
    known = tuple(takes)
    holders = dict.fromkeys(take.holder for take in known)
    return tuple(chain.from_iterable(latest(take for take in known if take.holder == holder) for holder in holders))


def earlier(takes: Iterable[Take], last: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes of statements that none of the last ones is in."""
    told = {take.statement.id for take in last}
    return tuple(take for take in _known(takes) if take.statement.id not in told)


def last_rulings(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return the last ruling of each court on each law."""
    return tuple(take for take in last_words(histories) if take.matter == "ruling")


def latest_of_each_stance(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the latest takes of each stance, the stance that was taken last first."""
    known = tuple(takes)
    found = (latest(take for take in known if take.stance == name) for name in vocabulary("stance"))
    ordered = sorted(found, key=_day, reverse=True)
    return tuple(chain.from_iterable(ordered))


def _day(takes: Sequence[Take]) -> datetime.date:
    return max((take.statement.date.latest for take in takes), default=datetime.date.min)


def last_words(histories: Iterable[History]) -> tuple[Take, ...]:
    """Return the last takes of each holder on each matter, each once."""
    last = (take for history in histories for track in history for step in track.steps[-1:] for take in step.takes)
    return tuple({(take.statement.id, take.number, take.holder): take for take in last}.values())


def claims(take: Take) -> bool:
    """Return whether a take says that a place complies."""
    return _on_compliance(take, "solid")


def disputes(take: Take) -> bool:
    """Return whether a take says that a place does not or may not comply."""
    return _on_compliance(take, "hatched")


def earliest(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that may have been the first: none is certainly earlier."""
    known = _known(takes)
    edge = min((take.statement.date.latest for take in known), default=None)
    return tuple(take for take in known if edge and take.statement.date.earliest <= edge)


def latest(takes: Iterable[Take]) -> tuple[Take, ...]:
    """Return the takes that may have been the last: none is certainly later."""
    known = _known(takes)
    edge = max((take.statement.date.earliest for take in known), default=None)
    return tuple(take for take in known if edge and take.statement.date.latest >= edge)


def _known(takes: Iterable[Take]) -> tuple[Take, ...]:
    return tuple(take for take in takes if take.stance and not take.statement.withdrawn)


def _on_compliance(take: Take, mark: str) -> bool:
    term = vocabulary("stance").get(take.stance)
    return term is not None and term.matter == "compliance" and term.mark == mark
