"""The files of the record as they were written, one a line: from them the archive can be made again."""

from __future__ import annotations

import json

from archive.record.model import Archive
from archive.record.nodes import Origin

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(archive: Archive) -> bytes:
    """Return a line of JSON for each file, with its path, the SHA-256 of its bytes and its text; sorted by path."""
    return b"".join(map(_line, archive.files))


def _line(file: Origin) -> bytes:
    return _JSON({"path": file.path, "sha256": file.sha256, "text": file.text}).encode() + b"\n"
