"""Prove words and evidence of statements against sources, and write where they are into the text of their files."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from archive.prove.canonical import SourceError
from archive.prove.evidence import located
from archive.prove.holdings import Found, Holdings, passages_of
from archive.record.dates import Date
from archive.record.model import Archive, Capture, Evidence, Proof, Statement
from archive.record.proofs import is_unread

_SHOWN = 300
"""The most characters of a source in a report."""
KEPT_HERE = "repository"
"""The term of the vocabulary ``kept`` for bytes that are in the repository."""
_VALUE = r".*\n(?:[ \t-].*\n|\n(?=[ \t-]))*"
"""What follows a key at the start of a line: its value, which is indented or a list."""
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
        worded = [item for item in statement.evidence if item.words]
        if not statement.held and not worded:
            return _said(statement, "There are no words to prove.")
        places = holdings.places(capture, data, worded)
        found = holdings.find(capture, data, passages_of(statement.body)) if statement.held else None
    except SourceError as error:
        return _said(statement, str(error))
    lacking = [item for item in worded if not places[item.words]]
    if lacking or (found and found.match.missing):
        lines = (*(_difference(found) if found and found.match.missing else ()), *map(_lacking, lacking))
        return Verified(statement=statement, lines=lines, fine=False)
    evidence = located(statement.evidence, places)
    lines = (*(_proved(statement, found, capture) if found else ()), *_located(statement, evidence))
    text = statement.origin.text
    if found and not _as_before(statement, found):
        reader = statement.proof.second_reader if statement.proof else ""
        text = written(text, replace(found.proof, proved=Date.parse(today.isoformat()), second_reader=reader))
    if evidence != statement.evidence:
        text = _with(text, "evidence", evidence_lines(evidence))
    return Verified(statement=statement, lines=lines, fine=True, text=text if text != statement.origin.text else "")


def _as_before(statement: Statement, found: Found) -> bool:
    """Whether the record has this proof already, whatever its day."""
    old = statement.proof
    return bool(old and old.proved) and found.proof == replace(old or found.proof, proved=None, second_reader="")


def _proved(statement: Statement, found: Found, capture: Capture) -> Iterator[str]:
    held = sum(place.end - place.start for place in found.proof.passages)
    unread = is_unread(capture, statement.proof or found.proof)
    verb = "found" if unread else "proved"
    yield f"{verb}, {found.proof.level}: {held:,} of {found.proof.characters:,} characters of {capture.slug}"
    for each in found.match.insertions:
        replaced = f"“{each.replaced}”" if each.replaced else "nothing there"
        yield f"  {each.words} is the editor's; the source has {replaced}"
    if unread:
        yield "  not proved yet: a machine read this source; `second_reader` must name who compared them"
    old = statement.proof
    if old and old.level and not _as_before(statement, found):
        yield f"  the record's proof differs in {', '.join(_differing(old, found.proof))}"


def _located(statement: Statement, evidence: Sequence[Evidence]) -> Iterator[str]:
    for old, new in zip(statement.evidence, evidence, strict=True):
        if new.words:
            moved = f", and not at {old.at}" if old.at and old.at != new.at else ""
            yield f"evidence of {new.field} at {new.at}{moved}: “{new.words}”"


def _lacking(item: Evidence) -> str:
    return f"not in the source: “{item.words}”, the evidence of {item.field}"


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
    return _with(text, "proof", _block(proof))


def _with(text: str, key: str, lines: Iterable[str]) -> str:
    """Return a statement's file with the lines of a key in place of those that it has, or after all other keys."""
    block = "".join(f"{line}\n" for line in lines)
    end = _CLOSE.search(text, 4)
    assert end is not None
    front, rest = text[: end.start()], text[end.start() :]
    old = re.search(rf"^{key}:{_VALUE}", front, re.MULTILINE)
    return (front[: old.start()] + block + front[old.end() :] if old else front + block) + rest


def evidence_lines(evidence: Iterable[Evidence]) -> Iterator[str]:
    """Yield the lines of a statement's file with its evidence."""
    yield "evidence:"
    for item in evidence:
        said = {"field": item.field, "words": item.words, "at": str(item.at or ""), "judgment": item.judgment}
        shown = (
            f"{key}: {value if key in ('field', 'at') else json.dumps(value, ensure_ascii=False)}"
            for key, value in said.items()
            if value
        )
        yield f"  - {{{', '.join(shown)}}}"


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
