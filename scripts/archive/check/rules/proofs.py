"""Rules on proofs: they are of the body as it is, and stand in the bytes that are held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.check.rules.rule import Context, Finding
from archive.prove.canonical import SourceError
from archive.prove.holdings import passages_of, sum_of
from archive.record.model import Proof, Statement

_HINT = "manage.py verify {id}"


def proof_current(context: Context) -> Iterator[Finding]:
    """A proof must be of the words as the body has them."""
    for statement, proof in _proofs(context):
        if proof.level and proof.words != sum_of(passages_of(statement.body)):
            sentence = "A proof must be of the words as the body has them, and they have changed since."
            yield Finding(
                place=statement.origin.at("proof", "words"), sentence=sentence, hint=_HINT.format(id=statement.id)
            )


def proof_stands(context: Context) -> Iterator[Finding]:
    """A proof must be complete, and its passages stand where it says in any source whose bytes are held."""
    for statement, proof in _proofs(context):
        place = statement.origin.at("proof", "level" if proof.level else "source")
        sentence = _incomplete(statement, proof) or _fallen(context, statement, proof)
        if sentence:
            yield Finding(place=place, sentence=sentence, hint=_HINT.format(id=statement.id))


def source_bytes(context: Context) -> Iterator[Finding]:
    """The bytes of a source that is kept in the repository must be there, and be those of its SHA-256.

    A record that was written back from a site has no folder of bytes, and its proofs are taken as they are.
    """
    restored = not any(folder.is_dir() for folder in context.holdings.folders)
    for capture in context.archive.sources.values():
        try:
            held = context.holdings.data(capture) is not None
        except SourceError as error:
            yield Finding(place=capture.origin.at("sha256"), sentence=str(error))
            continue
        if capture.kept == "repository" and not held and not restored:
            sentence = f"The bytes of a source that is kept in the repository must be in sources/{capture.sha256}.gz."
            yield Finding(place=capture.origin.at("kept"), sentence=sentence, hint="kept: vault")


def _proofs(context: Context) -> Iterator[tuple[Statement, Proof]]:
    for statement in context.archive.statements.values():
        if statement.proof:
            yield statement, statement.proof


def _incomplete(statement: Statement, proof: Proof) -> str:
    """Say what a proof lacks by itself; nothing of one that only names its source."""
    written = (proof.level, proof.proved, proof.canonical, proof.characters, proof.words, proof.passages)
    if not any(written):
        return ""
    if not statement.held or proof.level not in ("exact", "typographic") or not all(written):
        return "A proof must have a body, and all that `verify` writes: remove what is left of it, or prove it again."
    ends = [0, *(end for place in proof.passages for end in place), proof.characters]
    passages = sum(passage != "[...]" for passage in passages_of(statement.body))
    if ends != sorted(ends) or len(proof.passages) > passages:
        return "The passages of a proof must be those of the body, in their order, within the source."
    return ""


def _fallen(context: Context, statement: Statement, proof: Proof) -> str:
    """Say where the bytes, if they are held, do not bear a proof out."""
    capture = context.archive.sources.get(proof.source)
    if capture is None or not proof.level:
        return ""
    try:
        data = context.holdings.data(capture)
        if data is None:
            return ""
        found = context.holdings.find(capture, data, passages_of(statement.body))
    except SourceError:
        return ""  # another rule tells of it
    if found.match.missing:
        return f"Proved words must stand in their source: {found.match.missing.reason}"
    if found.proof != replace(proof, proved=None, second_reader=""):
        return "A proof must say what `verify` finds in the source, and this one says something else."
    return ""
