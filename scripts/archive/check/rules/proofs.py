"""Rules on proofs: they match the current body and, if the source is available, its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.check.rules.rule import Context, Finding
from archive.prove.canonical import SourceError
from archive.prove.holdings import passages_of, sum_of
from archive.read.files import BYTES
from archive.record.model import Proof, Statement
from archive.record.problem import Place
from archive.record.proofs import is_unread

_HINT = "manage.py verify {id}"


def proof_current(context: Context) -> Iterator[Finding]:
    """A proof must match the current words of the body."""
    for statement, proof in _proofs(context):
        if proof.level and proof.words != sum_of(passages_of(statement.body)):
            sentence = "A proof must match the current words of the body; they have changed since."
            yield Finding(
                place=statement.origin.at("proof", "words"), sentence=sentence, hint=_HINT.format(id=statement.id)
            )


def proof_stands(context: Context) -> Iterator[Finding]:
    """A proof must be complete, and its passages must be where it says if the source's bytes are available."""
    for statement, proof in _proofs(context):
        place = statement.origin.at("proof", "level" if proof.level else "source")
        sentence = _incomplete(statement, proof) or _refuted(context, statement, proof)
        if sentence:
            yield Finding(place=place, sentence=sentence, hint=_HINT.format(id=statement.id))


def source_bytes(context: Context) -> Iterator[Finding]:
    """The bytes in the repository must be those of the sources that are kept there, whose rights allow it."""
    for capture in context.archive.sources.values():
        try:
            held = context.holdings.data(capture) is not None
        except SourceError as error:
            yield Finding(place=capture.origin.at("sha256"), sentence=str(error))
            continue
        if capture.kept == "repository" and not held and context.holdings.folders:  # else nobody looked
            sentence = f"The bytes of a source that is kept in the repository must be in {BYTES}/{capture.sha256}.gz."
            yield Finding(place=capture.origin.at("kept"), sentence=sentence, hint="kept: vault")
    for name in sorted(context.archive.kept.keys() - context.archive.shipped.keys()):
        sentence = "Bytes in the repository must be those of a source that says `kept: repository`, and none says so."
        yield Finding(place=Place(path=f"{BYTES}/{name}.gz"), sentence=sentence, hint="move the file to vault/")


def second_reader(context: Context) -> Iterator[Finding]:
    """A proof by a source that a machine read must name a second reader before its words count as proved."""
    for statement, proof in _proofs(context):
        capture = context.archive.sources.get(proof.source)
        if capture and proof.level and is_unread(capture, proof):
            sentence = "Words that a machine read must have a second reader; until one is named, they stay transcribed."
            hint = "second_reader: the name of who compared the words with the picture"
            yield Finding(place=statement.origin.at("proof", "level"), sentence=sentence, hint=hint)


def _proofs(context: Context) -> Iterator[tuple[Statement, Proof]]:
    for statement in context.archive.statements.values():
        if statement.proof:
            yield statement, statement.proof


def _incomplete(statement: Statement, proof: Proof) -> str:
    """Return what is wrong with a proof itself; empty if it only names its source."""
    written = (proof.level, proof.proved, proof.canonical, proof.characters, proof.words, proof.passages)
    if not any(written):
        return ""
    if not statement.held or proof.level not in ("exact", "typographic") or not all(written):
        return "A proof must have a body and everything that `verify` writes; remove the rest, or run `verify` again."
    ends = [0, *(end for place in proof.passages for end in place), proof.characters]
    passages = sum(passage != "[...]" for passage in passages_of(statement.body))
    if ends != sorted(ends) or len(proof.passages) > passages:
        return "The passages of a proof must be those of the body, in order, within the source."
    return ""


def _refuted(context: Context, statement: Statement, proof: Proof) -> str:
    """Return how the source's bytes, if available, contradict a proof."""
    capture = context.archive.sources.get(proof.source)
    if capture is None or not proof.level:
        return ""
    try:
        data = context.holdings.data(capture)
        if data is None:
            return ""
        found = context.holdings.find(capture, data, passages_of(statement.body))
    except SourceError:
        return ""  # another rule reports it
    if found.match.missing:
        return f"Proved words must be in their source: {found.match.missing.reason}"
    if found.proof != replace(proof, proved=None, second_reader=""):
        return "A proof must be what `verify` finds in the source; this one differs."
    return ""
