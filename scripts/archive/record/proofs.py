"""The state of a statement's words: proved, transcribed or catalogued."""

from __future__ import annotations

from archive.record.model import Archive, Capture, Proof, Statement


def proved(archive: Archive, statement: Statement) -> Proof | None:
    """Return the proof of a statement's words, or None.

    The proof of a text from OCR counts only if a second reader is named.
    """
    proof = statement.proof
    if proof is None or not proof.level:
        return None
    return None if is_unread(archive.sources[proof.source], proof) else proof


def is_unread(source: Capture, proof: Proof) -> bool:
    """Whether only a machine has read a source, from a picture: nobody is named who compared the two."""
    return source.method == "ocr" and not proof.second_reader


def state(archive: Archive, statement: Statement) -> str:
    """Return the state of a statement's words, a term of the vocabulary ``proof``."""
    if not statement.held:
        return "catalogued"
    proof = proved(archive, statement)
    return proof.level if proof else "transcribed"
