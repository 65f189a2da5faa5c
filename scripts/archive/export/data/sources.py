"""The files of the record as written, one per line, from which the archive can be restored."""

from __future__ import annotations

import hashlib
import json

from archive.record.model import Archive

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(archive: Archive) -> bytes:
    """Return a JSON line per file with its path, SHA-256 and text, sorted by path."""
    texts = {**archive.beside, **{file.path: file.text for file in archive.files}}
    return b"".join(_line(path, text) for path, text in sorted(texts.items()))


def _line(path: str, text: str) -> bytes:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _JSON({"path": path, "sha256": digest, "text": text}).encode() + b"\n"
