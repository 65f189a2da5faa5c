"""The files of the record as they were written, one a line: from them the archive can be made again."""

from __future__ import annotations

import hashlib
import json
from itertools import chain

from archive.record.model import Archive

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(archive: Archive) -> bytes:
    """Return a line of JSON for each file, with its path, the SHA-256 of its bytes and its text; sorted by path."""
    groups = (archive.statements, *archive.entities.values(), archive.threads)
    records = chain.from_iterable(group.values() for group in groups)
    origins = sorted((record.origin for record in records), key=lambda origin: origin.path)
    return b"".join(_line(origin.path, origin.text) for origin in origins)


def _line(path: str, text: str) -> bytes:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _JSON({"path": path, "sha256": digest, "text": text}).encode() + b"\n"
