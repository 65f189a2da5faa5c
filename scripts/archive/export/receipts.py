"""Receipts, which prove that a statement's file is covered by a head of the ledger; and the seals."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from functools import partial

from archive.record.model import Archive, Statement
from archive.site import paths
from archive.site.output import Output
from archive.site.site import Site

VERSION = 1

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def outputs(site: Site) -> Iterator[Output[bytes]]:
    """Yield the receipt of each statement, and the files of each seal as they are in the repository."""
    archive = site.links.archive
    for statement in archive.statements.values():
        yield Output(path=paths.receipt(statement.id), make=partial(_receipt, archive, statement))
    for seal in archive.seals:
        files = {
            f"{seal.head.number:04}.json": seal.head.text.encode(),
            f"{seal.head.number:04}.sums": seal.sums.encode(),
        }
        for name, data in (files | dict(seal.stamps)).items():
            yield Output(path=paths.seal(name), make=partial(bytes, data))


def _receipt(archive: Archive, statement: Statement) -> bytes:
    file = statement.origin
    proof = archive.ledger.proof(file.path)
    receipt = {
        "version": VERSION,
        "file": file.path,
        "sha256": file.sha256,
        "entry": proof.index,
        "path": [base64.b64encode(node).decode() for node in proof.path],
        "head": proof.head.text,
        "stamps": [paths.seal(name) for name in proof.seal.stamps] if proof.seal else [],
    }
    return f"{_JSON(receipt)}\n".encode()
