"""The files of the record as they were written, one a line: from them the archive can be made again."""

from __future__ import annotations

import hashlib
import json

from archive.record.model import Archive

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(archive: Archive) -> bytes:
    """Return a line of JSON for each file, with its path, the SHA-256 of its bytes and its text; sorted by path."""
    texts = {**archive.beside, **{file.path: file.text for file in archive.files}}
    return b"".join(_line(path, text) for path, text in sorted(texts.items()))


def _line(path: str, text: str) -> bytes:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _JSON({"path": path, "sha256": digest, "text": text}).encode() + b"\n"
