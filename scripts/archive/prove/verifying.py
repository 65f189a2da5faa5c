"""Prove the words of statements against sources, and write the proof into the text of their files."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.prove.canonical import SourceError
from archive.prove.holdings import Found, Holdings, passages_of
from archive.record.dates import Date
from archive.record.model import Archive, Capture, Proof, Statement

_SHOWN = 300
"""The most characters of a source in a report."""
KEPT_HERE = "repository"
"""The term of the vocabulary ``kept`` for bytes in the repository."""
_KEY = re.compile(r"^proof:.*\n(?:[ \t].*\n|\n(?=[ \t]))*", re.MULTILINE)
_CLOSE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class UseError(Exception):
    """The request is impossible; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The result for one statement."""

    statement: Statement
    lines: tuple[str, ...]
    """The report."""
    fine: bool
    text: str = ""
    """The statement's file with the proof; empty if it does not change."""


def verify(
    archive: Archive, ids: Sequence[str], holdings: Holdings, given: bytes | None, today: datetime.date
) -> Iterator[Verified]:
    """Prove statements, all that name a source or those of some ids; ``given`` is the source of a single one.

    Raises UseError.
    """
    unknown = [name for name in ids if name not in archive.permalinks]
    if unknown:
        raise UseError(f"A statement must be in the archive; {unknown[0]} is not.")
    chosen = [archive.statements[archive.permalinks[name]] for name in ids]
    if given is not None and len(chosen) != 1:
        raise UseError("A file must be the source of one statement: name its id before --against.")
    for statement in chosen or [each for each in archive.statements.values() if each.proof]:
        yield _verified(archive, statement, holdings, given, today)


def _verified(
    archive: Archive, statement: Statement, holdings: Holdings, given: bytes | None, today: datetime.date
) -> Verified:
    try:
        capture = _capture(archive, statement, given)
        data = holdings.data(capture) if given is None else given
        if data is None:
            return _not_held(statement, capture)
        if not statement.held:
            return _said(statement, "There are no words to prove.")
        found = holdings.find(capture, data, passages_of(statement.body))
    except SourceError as error:
        return _said(statement, str(error))
    if found.match.missing:
        return Verified(statement=statement, lines=tuple(_difference(found)), fine=False)
    held = sum(place.end - place.start for place in found.proof.passages)
    lines = [f"proved, {found.proof.level}: {held:,} of {found.proof.characters:,} characters of {capture.slug}"]
    lines += [
        f"  {each.words} is the editor's; the source has {f'“{each.replaced}”' if each.replaced else 'nothing there'}"
        for each in found.match.insertions
    ]
    old = statement.proof or Proof(source=capture.slug)
    if found.proof == replace(old, proved=None, second_reader="") and old.proved:
        return Verified(statement=statement, lines=tuple(lines), fine=True)
    if old.level:
        lines.append(f"  the record's proof differs in {', '.join(_differing(old, found.proof))}")
    made = replace(found.proof, proved=Date.parse(today.isoformat()), second_reader=old.second_reader)
    return Verified(statement=statement, lines=tuple(lines), fine=True, text=written(statement.origin.text, made))


def _not_held(statement: Statement, capture: Capture) -> Verified:
    if capture.kept == KEPT_HERE:
        sentence = f"The bytes of {capture.slug} must be in the repository, named by their SHA-256; they are not."
        return _said(statement, sentence)
    return _said(statement, f"The bytes of {capture.slug} are not here: name their folder with --vault.", fine=True)


def _differing(old: Proof, new: Proof) -> Iterator[str]:
    """Yield the keys in which two proofs differ."""
    names = ("source", "level", "canonical", "characters", "words", "passages")
    yield from [name for name in names if getattr(old, name) != getattr(new, name)] or ["proved"]


def _said(statement: Statement, sentence: str, *, fine: bool = False) -> Verified:
    return Verified(statement=statement, lines=(sentence,), fine=fine)


def _capture(archive: Archive, statement: Statement, given: bytes | None) -> Capture:
    """Return the source to prove against: the one that the statement names, or the one with the given bytes."""
    named = archive.sources.get(statement.proof.source) if statement.proof else None
    if given is None:
        if named is None:
            raise SourceError("A statement must name a source under `proof`, or be proved with --against FILE.")
        return named
    total = hashlib.sha256(given).hexdigest()
    known = [capture for capture in archive.sources.values() if capture.sha256 == total]
    if named in known:
        known = [named]
    if not known:
        sentence = "No source has the SHA-256 of this file: write statements/sources/<name>.yml first, with"
        raise SourceError(f"{sentence} sha256: {total}, size: {len(given)}, and how and when it was captured.")
    return known[0]


def _difference(found: Found) -> Iterator[str]:
    missing = found.match.missing
    assert missing is not None
    yield f"not proved; passage {missing.passage + 1}: {missing.reason}"
    if missing.end:
        words = " ".join(found.text[missing.start : missing.end].split())
        yield f"  the source has: “{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"
    for change in missing.changes[:20]:
        yield f"  source “{change.source}”, record “{change.record}”"


def written(text: str, proof: Proof) -> str:
    """Return a statement's file with a proof in its front matter; every other byte is unchanged."""
    block = "".join(f"{line}\n" for line in _block(proof))
    end = _CLOSE.search(text, 4)
    assert end is not None
    front, rest = text[: end.start()], text[end.start() :]
    old = _KEY.search(front)
    return (front[: old.start()] + block + front[old.end() :] if old else front + block) + rest


def _block(proof: Proof) -> Iterator[str]:
    yield "proof:"
    yield f"  source: {proof.source}"
    if proof.second_reader:
        yield "  second_reader: '{}'".format(proof.second_reader.replace("'", "''"))
    yield f"  level: {proof.level}"
    yield f"  proved: {proof.proved}"
    yield f"  canonical: {proof.canonical}"
    yield f"  characters: {proof.characters}"
    yield f"  words: {proof.words}"
    yield "  passages:"
    yield from (f"    - {place}" for place in proof.passages)
