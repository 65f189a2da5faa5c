"""Disputes: the statements of a thread, and the side of each.

A thread collects the statements that are about its jurisdictions and cite its statutes, within its dates, and those
that its file names. It also includes statements that these answer, contradict, supersede or quote, and those that
answer or contradict a statement that is only about the thread's places. Belonging to the same event adds nothing: one
release can announce letters to many places.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from archive.record.model import Archive, Statement, Thread
from archive.record.parts import falls_under
from archive.record.positions import side_on

Incoming = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By id and relation, the ids of the statements that point to it."""

_BACK = ("responds-to", "contradicts", "supersedes", "retracts", "affirms", "reverses", "stays", "quotes")
_ANSWERS = ("responds-to", "contradicts")
_ANSWERS_IN_A_DAY = 12
"""The rest of a longer chain of answers within one day is sorted by id."""


def gathered(archive: Archive, thread: Thread) -> frozenset[str]:
    """Return the ids of the statements that a thread collects, without those that relations add."""
    own = (statement.id for statement in archive.statements.values() if _belongs(thread, statement))
    return frozenset(own) | frozenset(thread.statements)


def tied(archive: Archive, incoming: Incoming, thread: Thread) -> frozenset[str]:
    """Return the ids of all statements of a thread, including those that relations add."""
    own = gathered(archive, thread)
    return own.union(*(_ties(archive.statements[item], incoming, thread) for item in own))


def in_sequence(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Sort statements as an exchange: by date, with an answer after what it answers wherever its date allows.

    A statement of "April 2017" that answers one of 21 April comes after that day; otherwise it comes before the days
    of the month, as everywhere in the archive.
    """
    ordered = sorted(statements, key=lambda statement: (statement.date, statement.id))
    days = {statement.id: statement.date.earliest for statement in ordered}
    depths = dict.fromkeys(days, 0)
    for _ in range(_ANSWERS_IN_A_DAY):
        was = dict(days), dict(depths)
        for statement in ordered:
            days[statement.id], depths[statement.id] = _day_and_depth(statement, days, depths)
        if was == (days, depths):
            break
    return tuple(
        sorted(
            ordered,
            key=lambda statement: (
                days[statement.id],
                days[statement.id] > statement.date.earliest,
                depths[statement.id],
                statement.date,
            ),
        )
    )


def side_in(archive: Archive, thread: Thread, statement: Statement) -> str:
    """Return the side, a term of the vocabulary ``side``, of a statement in a thread.

    If it takes no position on the thread's places, it has the side that its speakers would take one on.
    """
    return side_on(archive, statement, thread.jurisdictions or statement.jurisdictions)


def _belongs(thread: Thread, statement: Statement) -> bool:
    if not thread.jurisdictions and not thread.statutes:
        return False
    if thread.jurisdictions and not set(thread.jurisdictions) & set(statement.jurisdictions):
        return False
    if thread.statutes and not any(falls_under(citation, thread.statutes) for citation in statement.statutes):
        return False
    begun = thread.begin is None or statement.date.latest >= thread.begin.earliest
    return begun and (thread.end is None or statement.date.earliest <= thread.end.latest)


def _day_and_depth(
    statement: Statement, days: Mapping[str, datetime.date], depths: Mapping[str, int]
) -> tuple[datetime.date, int]:
    """Return the earliest possible day of a statement, and how many answers come before it on that day."""
    before = [target for relation in _BACK for target in statement.relations.get(relation, ()) if target in days]
    before = [target for target in before if days[target] <= statement.date.latest and target != statement.id]
    day = max([statement.date.earliest, *(days[target] for target in before)])
    return day, max((depths[target] + 1 for target in before if days[target] == day), default=0)


def _ties(statement: Statement, incoming: Incoming, thread: Thread) -> Iterator[str]:
    for relation in _BACK:
        yield from statement.relations.get(relation, ())
    if set(statement.jurisdictions) <= set(thread.jurisdictions):
        for relation in _ANSWERS:
            yield from incoming.get(statement.id, {}).get(relation, ())
