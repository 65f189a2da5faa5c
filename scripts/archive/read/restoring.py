"""Restore the files of a record from a published site's ``records.jsonl.gz``, without trusting any of it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping

from archive.read.files import FOLDER, MAX_BYTES, is_part

NAME = "records.jsonl.gz"
SUMS = "SHA256SUMS"

_LARGEST = 2_000_000_000
"""The most bytes that are unpacked."""
_SUM = re.compile(r"([0-9a-f]{64})  (\S+)", re.ASCII)


class RestoreError(Exception):
    """The published files are not a valid record; the message says why."""


def restored(data: bytes, sums: str) -> Mapping[str, bytes]:
    """Return the bytes of each file by its path in ``statements/``; raises RestoreError.

    ``data`` is the published file and ``sums`` the list of checksums next to it.
    """
    wanted = {match[2]: match[1] for match in map(_SUM.fullmatch, sums.splitlines()) if match}.get(NAME, "")
    if hashlib.sha256(data).hexdigest() != wanted:
        raise RestoreError(f"{NAME} must have the checksum that {SUMS} gives; it has another.")
    found: dict[str, bytes] = {}
    for path, content in _files(_unpacked(data)):
        if path in found:
            raise RestoreError(f"{NAME} must contain each file only once; {path!r} appears again.")
        found[path] = content
    if not found:
        raise RestoreError(f"{NAME} must contain files; it contains none.")
    return found


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)  # 16: with a gzip header
    try:
        unpacked = unpacking.decompress(data, _LARGEST)
    except zlib.error:
        raise RestoreError(f"{NAME} must be a complete gzip file.") from None
    if unpacking.unconsumed_tail:
        raise RestoreError(f"{NAME} must contain at most {_LARGEST:,} bytes.")
    if not unpacking.eof:
        raise RestoreError(f"{NAME} must be a complete gzip file.")
    return unpacked


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            match json.loads(line):
                case {"path": str(path), "sha256": str(digest), "text": str(text)}:
                    content = text.encode()
                case _:
                    raise ValueError
        except (ValueError, RecursionError):
            raise RestoreError(f"Line {number} of {NAME} must be JSON with a path, a checksum and a text.") from None
        if not is_part(path):
            raise RestoreError(f"Line {number} of {NAME} must name a file of a record; {path!r} is not one.")
        if len(content) > MAX_BYTES:
            raise RestoreError(f"Line {number} of {NAME} must contain at most {MAX_BYTES:,} bytes.")
        if hashlib.sha256(content).hexdigest() != digest:
            raise RestoreError(f"Line {number} of {NAME} must match its own checksum; it does not.")
        yield path.removeprefix(f"{FOLDER}/"), content
