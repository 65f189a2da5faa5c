"""Rules on what was published before: no permalink is lost, and nothing is rewritten in silence.

They compare the record with ``Context.base``, the record as it stood at an earlier revision; without one they find
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from archive.check.rules.rule import Context, Finding
from archive.record.dates import NO_DATE
from archive.record.model import Correction, Statement
from archive.record.problem import Place

_HINT = "corrections: one more entry, with its `date` and a `note` that says what changed"


def permalink_lost(context: Context) -> Iterator[Finding]:
    """The id and the aliases of a published statement must lead to a record."""
    now = context.archive.permalinks
    base = context.base.archive
    places = {name: base.statements[id].origin.path for name, id in base.permalinks.items()}
    places |= {PurePosixPath(path).stem: path for path in context.base.unread if path.endswith(".md")}
    for name, path in places.items():
        if name not in now and not context.has("statements", name):
            sentence = f"The permalink `{name}` was published and must lead to a record; a renamed one keeps it."
            hint = f"put the file back, or add `aliases: [{name}]` to the record that it became"
            yield Finding(place=Place(path=path), sentence=sentence, hint=hint)


def permalink_moved(context: Context) -> Iterator[Finding]:
    """A permalink must lead to the record that it led to when it was published."""
    now, then = context.archive.permalinks, context.base.archive.permalinks
    for name, was in then.items():
        leads = now.get(name)
        if leads is None:
            continue
        follows = now.get(was, leads)
        if leads != follows or (leads != was and then.get(leads, was) != was):
            other = f"now leads to `{leads}`" if leads != name else "is now another record"
            sentence = f"The permalink `{name}` must lead to the record that was `{was}`, and it {other}."
            yield Finding(place=context.archive.statements[leads].origin.of(name, "aliases"), sentence=sentence)


def words_changed(context: Context) -> Iterator[Finding]:
    """Published words must not change without a new, dated entry in `corrections`."""
    for old, new in _pairs(context):
        if old.held and old.body.split() != new.body.split() and not _fresh(old, new):
            what = "no longer held" if not new.held else "not those that were published"
            sentence = f"The words of a published statement must not change in silence, and these are {what}."
            yield Finding(place=new.origin.in_body(0), sentence=sentence, hint=_HINT)


def added_changed(context: Context) -> Iterator[Finding]:
    """The day on which a record was added must not change without a new, dated entry in `corrections`."""
    for old, new in _pairs(context):
        if NO_DATE not in (old.added, new.added) and old.added != new.added and not _fresh(old, new):
            sentence = f"The record was published as added on {old.added}, and must not say {new.added} in silence."
            yield Finding(place=new.origin.at("added"), sentence=sentence, hint=_HINT)


def correction_lost(context: Context) -> Iterator[Finding]:
    """A published correction must stay as it was published."""
    for old, new in _pairs(context):
        for correction in old.corrections:
            if correction not in new.corrections:
                sentence = f"The correction of {correction.date} was published and must stay as it was."
                hint = "put it back, and say in a further correction what was wrong with it"
                yield Finding(place=new.origin.at("corrections"), sentence=sentence, hint=hint)


def withdrawal_lost(context: Context) -> Iterator[Finding]:
    """A published withdrawal must not be changed or taken back without a new, dated entry in `corrections`."""
    for old, new in _pairs(context):
        if old.withdrawn and new.withdrawn != old.withdrawn and not _fresh(old, new):
            sentence = f"The withdrawal of {old.withdrawn.date} was published and must stay as it was."
            yield Finding(place=new.origin.at("withdrawn"), sentence=sentence, hint=_HINT)


def seal_rewritten(context: Context) -> Iterator[Finding]:
    """A published seal must stay, with the same head and the same entries."""
    now = {seal.head.number: seal for seal in context.archive.seals}
    for seal in context.base.archive.seals:
        kept = now.get(seal.head.number)
        if kept is None or (kept.head, kept.added) != (seal.head, seal.added):
            sentence = f"Seal {seal.head.number} of {seal.head.date} was published and must stay as it was."
            yield Finding(place=Place(path=f"seals/{seal.head.number:04}.json"), sentence=sentence, hint="put it back")


def _pairs(context: Context) -> Iterator[tuple[Statement, Statement]]:
    """Yield each statement that was published with what it is now, under whatever id."""
    now = context.archive.permalinks
    for id, old in context.base.archive.statements.items():
        if id in now:
            yield old, context.archive.statements[now[id]]


def _fresh(old: Statement, new: Statement) -> list[Correction]:
    """Return the corrections that are new; one that is dated before those already there is none."""
    last = max((correction.date.earliest for correction in old.corrections), default=old.added.earliest)
    return [each for each in new.corrections if each not in old.corrections and each.date.latest >= last]
