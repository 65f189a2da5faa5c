"""Rules on published records: no permalink is lost, and nothing is silently rewritten.

They compare the record with ``Context.base``, the record at an earlier revision; without it they find nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from archive.check.rules.rule import Context, Finding
from archive.read.files import SEALS
from archive.record.dates import NO_DATE
from archive.record.model import Archive, Correction, Proof, Statement
from archive.record.problem import Place

_HINT = "add an entry to `corrections`, with a `date` and a `note` that says what changed"


def permalink_lost(context: Context) -> Iterator[Finding]:
    """The id and the aliases of a published statement must lead to a record."""
    now = context.archive.permalinks
    base = context.base.archive
    places = {name: base.statements[id].origin.path for name, id in base.permalinks.items()}
    places |= {PurePosixPath(path).stem: path for path in context.base.unread if path.endswith(".md")}
    for name, path in places.items():
        if name not in now and not context.has("statements", name):
            sentence = f"The permalink `{name}` was published and must still lead to a record."
            hint = f"restore the file, or add `aliases: [{name}]` to the renamed record"
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
            sentence = f"The permalink `{name}` must lead to the record that was `{was}`; it {other}."
            yield Finding(place=context.archive.statements[leads].origin.of(name, "aliases"), sentence=sentence)


def words_changed(context: Context) -> Iterator[Finding]:
    """Published words must not change without a new, dated entry in `corrections`."""
    for old, new in _pairs(context):
        if old.held and old.body.split() != new.body.split() and not _fresh(old, new):
            what = "are gone" if not new.held else "differ from the published ones"
            sentence = f"The words of a published statement must not change silently; these {what}."
            yield Finding(place=new.origin.in_body(0), sentence=sentence, hint=_HINT)


def attribution_changed(context: Context) -> Iterator[Finding]:
    """The date and the speakers of a published statement must not change without a new entry in `corrections`."""
    for old, new in _pairs(context):
        if old.date != new.date and not _fresh(old, new):
            sentence = (
                f"The statement was published with the date {old.date}, which must not silently become {new.date}."
            )
            yield Finding(place=new.origin.at("date"), sentence=sentence, hint=_HINT)
        renamed = _names(context.base.archive, old) == _names(context.archive, new)  # the file of a speaker
        if old.speakers != new.speakers and not renamed and not _fresh(old, new):
            was, now = (" and ".join(f"`{slug}`" for slug in each.speakers) for each in (old, new))
            sentence = f"The statement was published with the speaker {was}, which must not silently become {now}."
            yield Finding(place=new.origin.at("speaker"), sentence=sentence, hint=_HINT)


def proof_changed(context: Context) -> Iterator[Finding]:
    """The proof of published words must not be lost or changed without a new, dated entry in `corrections`.

    Changed words need a new proof, another source may prove the same words, and a second reader may be named later.
    """
    for old, new in _pairs(context):
        was, now = old.proof, new.proof
        if not was or not was.level or old.body.split() != new.body.split() or _fresh(old, new):
            continue
        lost = now is None or not now.level
        if lost or (now and now.source == was.source and _without_reader(now, was) != _without_reader(was, was)):
            sentence = (
                f"The proof of published words must stay as it was; this one {'is missing' if lost else 'has changed'}."
            )
            yield Finding(place=new.origin.at("proof"), sentence=sentence, hint=_HINT)


def source_changed(context: Context) -> Iterator[Finding]:
    """A published source must keep its SHA-256; other bytes are another source."""
    for slug, old in context.base.archive.sources.items():
        new = context.archive.sources.get(slug)
        if new and new.sha256 != old.sha256:
            sentence = f"The source `{slug}` was published with the SHA-256 {old.sha256} and must keep it."
            hint = "restore it, and add another file in statements/sources/ for the other bytes"
            yield Finding(place=new.origin.at("sha256"), sentence=sentence, hint=hint)


def added_changed(context: Context) -> Iterator[Finding]:
    """The day on which a record was added must not change without a new, dated entry in `corrections`."""
    for old, new in _pairs(context):
        if NO_DATE not in (old.added, new.added) and old.added != new.added and not _fresh(old, new):
            sentence = f"The record was published as added on {old.added}, which must not silently become {new.added}."
            yield Finding(place=new.origin.at("added"), sentence=sentence, hint=_HINT)


def correction_lost(context: Context) -> Iterator[Finding]:
    """A published correction must stay as it was published."""
    for old, new in _pairs(context):
        for correction in old.corrections:
            if correction not in new.corrections:
                sentence = f"The correction of {correction.date} was published and must stay as it was."
                hint = "restore it, and say in another correction what was wrong with it"
                yield Finding(place=new.origin.at("corrections"), sentence=sentence, hint=hint)


def withdrawal_lost(context: Context) -> Iterator[Finding]:
    """A published withdrawal must not be changed or removed without a new, dated entry in `corrections`."""
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
            place = Place(path=f"{SEALS}/{seal.head.number:04}.json")
            yield Finding(place=place, sentence=sentence, hint="restore it")


def _pairs(context: Context) -> Iterator[tuple[Statement, Statement]]:
    """Yield each published statement with its current version, under any id."""
    now = context.archive.permalinks
    for id, old in context.base.archive.statements.items():
        if id in now:
            yield old, context.archive.statements[now[id]]


def _names(archive: Archive, statement: Statement) -> list[str]:
    """Return the names of a statement's speakers."""
    return [archive.speakers[slug].name if slug in archive.speakers else slug for slug in statement.speakers]


def _without_reader(proof: Proof, was: Proof) -> Proof:
    """Return a proof without a second reader that ``was`` did not have, since one may be named later."""
    return proof if was.second_reader else replace(proof, second_reader="")


def _fresh(old: Statement, new: Statement) -> list[Correction]:
    """Return the new corrections; one that is dated before the existing ones does not count."""
    last = max((correction.date.earliest for correction in old.corrections), default=old.added.earliest)
    return [each for each in new.corrections if each not in old.corrections and each.date.latest >= last]
