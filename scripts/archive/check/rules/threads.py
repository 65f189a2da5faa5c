"""Rules on threads: each collects statements, within its dates, and describes only those."""

from __future__ import annotations

from collections.abc import Iterator

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE
from archive.record.model import Thread
from archive.record.problem import Place
from archive.record.threads import gathered


def thread_gathers(context: Context) -> Iterator[Finding]:
    """A thread must collect at least one statement."""
    for thread in context.archive.threads.values():
        if _followed(context, thread) and not gathered(context.archive, thread):
            keys = [key for key in ("jurisdictions", "statutes", "statements") if thread.origin.front.key(key)]
            sentence = "A thread must collect at least one statement; this one collects none."
            hint = "" if keys else "jurisdictions: [...] or statutes: [...]"
            yield Finding(place=thread.origin.at(*keys[:1]), sentence=sentence, hint=hint)


def thread_statement(context: Context) -> Iterator[Finding]:
    """A turn or an account of a thread must name a statement that the thread collects."""
    for thread in context.archive.threads.values():
        own = gathered(context.archive, thread)
        for statement, place in _described(thread):
            if statement in context.archive.statements and statement not in own:
                sentence = f"The thread must collect `{statement}`, which it describes."
                yield Finding(place=place, sentence=sentence, hint=f"add `- {statement}` under `statements`")


def thread_term(context: Context) -> Iterator[Finding]:
    """A thread must not end before it begins."""
    for thread in context.archive.threads.values():
        if (
            thread.begin
            and thread.end
            and NO_DATE not in (thread.begin, thread.end)
            and thread.begin.earliest > thread.end.latest
        ):
            sentence = f"A thread must not end before it begins; this one is from {thread.begin} to {thread.end}."
            yield Finding(place=thread.origin.at("to"), sentence=sentence)


def _followed(context: Context, thread: Thread) -> bool:
    """Return whether all places and laws that a thread names are in the archive."""
    archive = context.archive
    known = (archive.jurisdictions, thread.jurisdictions), (archive.citations, thread.statutes)
    return all(name in group for group, names in known for name in names)


def _described(thread: Thread) -> Iterator[tuple[str, Place]]:
    for index, turn in enumerate(thread.turns):
        yield turn.statement, thread.origin.at("turns", index, "statement")
    for index, account in enumerate(thread.accounts):
        yield account.statement, thread.origin.at("accounts", index, "statement")
