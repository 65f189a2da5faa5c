"""The manifest: every file of the record with its checksum, and the head that covers all of them.

Whoever keeps one can say later what was changed since (``manage.py audit --since``): of each statement it has what must
not change in silence, as sums, so that it gives no words away and stays small.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import Any

from archive.record.ledger import Seal
from archive.record.model import Archive, Proof, Statement
from archive.site.site import Settings

VERSION = 1

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(archive: Archive, settings: Settings) -> bytes:
    """Return the manifest as JSON, with a line for each seal and each file, sorted by path.

    The settings are those of the site, with which an audit makes it again.
    """
    kept = {statement.origin.path: _statement(statement) for statement in archive.statements.values()}
    kept |= {capture.origin.path: {"bytes": capture.sha256} for capture in archive.sources.values()}
    files = [
        {"path": file.path, "sha256": file.sha256, "size": len(file.data)} | kept.get(file.path, {})
        for file in archive.files
    ]
    head = _JSON(archive.ledger.head.text)
    seals = [_seal(seal) for seal in archive.seals]
    site = _JSON(dataclasses.asdict(settings))
    start = f'{{"version":{VERSION},"site":{site},\n"head":{head},'
    return f'{start}\n"seals":[{_lines(seals)}],\n"files":[{_lines(files)}]}}\n'.encode()


def _lines(values: list[dict[str, Any]]) -> str:
    return ",".join(f"\n{_JSON(value)}" for value in values)


def _seal(seal: Seal) -> dict[str, Any]:
    date = seal.head.date.isoformat() if seal.head.date else None
    return {"number": seal.head.number, "date": date, "sha256": seal.head.sha256, "stamps": list(seal.stamps)}


def _statement(statement: Statement) -> dict[str, Any]:
    kept: dict[str, Any] = {"date": str(statement.date), "speakers": list(statement.speakers)}
    kept |= {"added": str(statement.added), "words": words(statement)}
    kept["aliases"] = list(statement.aliases)
    kept["corrections"] = [digest(str(each.date), each.note) for each in statement.corrections]
    if statement.withdrawn:
        kept["withdrawn"] = digest(str(statement.withdrawn.date), statement.withdrawn.reason)
    if statement.proof and statement.proof.level:
        kept |= {"source": statement.proof.source, "proof": proof(statement.proof)}
    return {key: value for key, value in kept.items() if value}


def words(statement: Statement) -> str:
    """Return the checksum of a statement's words without white space; empty if they are not held."""
    return digest(*statement.body.split()) if statement.held else ""


def proof(proof: Proof) -> str:
    """Return the checksum of a proof without its second reader, who may be named later."""
    said = proof.source, proof.level, str(proof.proved), proof.canonical, str(proof.characters), proof.words
    return digest(*said, *map(str, proof.passages))


def digest(*texts: str) -> str:
    """Return the SHA-256 of texts, each followed by a line feed."""
    return hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()
