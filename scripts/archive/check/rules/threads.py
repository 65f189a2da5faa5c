"""Rules on threads: each gathers something, within its dates, and tells only of what it gathers."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE
from archive.record.model import Thread
from archive.record.problem import Place
from archive.record.threads import gathered


def thread_gathers(context: Context) -> Iterator[Finding]:
    """A thread must gather at least one statement."""
    for one in context.archive.threads.values():
        if _followed(context, one) and not gathered(context.archive, one):
            keys = [key for key in ("jurisdictions", "statutes", "statements") if one.origin.front.key(key)]
            sentence = "A thread must gather at least one statement, and this one gathers none."
            hint = "" if keys else "jurisdictions: [...] or statutes: [...]"
            yield Finding(place=one.origin.at(*keys[:1]), sentence=sentence, hint=hint)


def thread_statement(context: Context) -> Iterator[Finding]:
    """A turn or an account of a thread must name a statement that the thread gathers."""
    for one in context.archive.threads.values():
        own = gathered(context.archive, one)
        for statement, place in _told(one):
            if statement in context.archive.statements and statement not in own:
                sentence = f"The thread must gather `{statement}`, which it tells of."
                yield Finding(place=place, sentence=sentence, hint=f"add `- {statement}` under `statements`")


def thread_term(context: Context) -> Iterator[Finding]:
    """A thread must not end before it begins."""
    for one in context.archive.threads.values():
        if one.begin and one.end and NO_DATE not in (one.begin, one.end) and one.begin.earliest > one.end.latest:
            sentence = f"A thread must not end before it begins; this one is from {one.begin} to {one.end}."
            yield Finding(place=one.origin.at("to"), sentence=sentence)


def _followed(context: Context, one: Thread) -> bool:
    """Whether all that a thread gathers by is in the archive."""
    archive = context.archive
    known = (archive.jurisdictions, one.jurisdictions), (archive.citations, one.statutes)
    return all(name in group for group, names in known for name in names)


def _told(one: Thread) -> Iterator[tuple[str, Place]]:
    for index, turn in enumerate(one.turns):
        yield turn.statement, one.origin.at("turns", index, "statement")
    for index, account in enumerate(one.accounts):
        yield account.statement, one.origin.at("accounts", index, "statement")
