"""What a record's words rest on: a proof, a transcription, or nothing yet."""

from __future__ import annotations

from archive.record.model import Archive, Proof, Statement


def proved(archive: Archive, statement: Statement) -> Proof | None:
    """Return the proof of a statement's words; None where there is none that counts.

    What a machine read from a picture counts only where a second reader is named.
    """
    proof = statement.proof
    if proof is None or not proof.level:
        return None
    source = archive.sources[proof.source]
    return proof if source.method != "ocr" or proof.second_reader else None


def state(archive: Archive, statement: Statement) -> str:
    """Return the state of a statement's words, a term of the vocabulary ``proof``."""
    if not statement.held:
        return "catalogued"
    proof = proved(archive, statement)
    return proof.level if proof else "transcribed"
