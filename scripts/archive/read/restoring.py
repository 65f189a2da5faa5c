"""Restore the files of a record from a published site's ``records.jsonl.gz``, without trusting any of it."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive.prove.canonical import SourceError
from archive.prove.holdings import unpacked
from archive.read.files import BYTES, FOLDER, MAX_BYTES, PACKED, SEALS, File, is_part
from archive.read.ledger import is_of_seal
from archive.read.reading import read_text

NAME = "records.jsonl.gz"
SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"
SEAL = "seals/{}"
"""Where a site has a file of a seal, by its name."""
SHIPPED = "sources/{}.txt.gz"
"""Where a site has the bytes of a source, by their SHA-256. No host takes such a file for a page."""

Fetch = Callable[[str], bytes | None]
"""Gives a file of a published site by its path; None where it has none."""

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


def seals(manifest: bytes, published: Fetch) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the seals that a site's manifest names, by the path within ``statements/``.

    Raises RestoreError.
    """
    try:
        names = [*_heads(json.loads(manifest)["seals"])]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RestoreError(f"data/{MANIFEST} must be a manifest with its seals and the site's settings.") from None
    for name in names:
        found = published(SEAL.format(name))
        if found is None or not is_of_seal(f"{SEALS}/{name}"):
            path = SEAL.format(name)
            raise RestoreError(f"data/{MANIFEST} must name only seals that the site has, and it names {path!r}.")
        yield f"{SEALS}/{name}".removeprefix(f"{FOLDER}/"), found


def _heads(seals: list[dict[str, Any]]) -> Iterator[str]:
    for seal in seals:
        yield from (f"{seal['number']:04}.json", f"{seal['number']:04}.sums", *map(str, seal["stamps"]))


def shipped(files: Mapping[str, bytes], published: Fetch) -> Iterator[tuple[str, bytes]]:
    """Yield the packed bytes of each source that a site publishes, by the path within ``statements/``.

    ``files`` are those of the record, and ``published`` gives a file of the site. Raises RestoreError.
    """
    for path, content in files.items():
        group, _, name = path.partition("/")
        if group != "sources":
            continue
        record = File(path=f"{FOLDER}/{path}", group=group, stem=name.removesuffix(".yml"))
        capture, problems = read_text(record, content.decode())
        if capture is None or problems or capture.kept != "repository":
            continue  # of a broken record the check tells
        packed = published(SHIPPED.format(capture.sha256))
        if packed is None:
            raise RestoreError(f"{SHIPPED.format(capture.sha256)} must be there to read, and the site has none.")
        try:
            unpacked(packed, capture)
        except SourceError as error:
            raise RestoreError(str(error)) from None
        yield f"{BYTES.removeprefix(f'{FOLDER}/')}/{capture.sha256}{PACKED}", packed


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
