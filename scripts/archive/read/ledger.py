"""Read the seals in ``statements/seals/``, each of two files that ``manage.py seal`` wrote, and their time stamps.

``0001.json`` is the head of the first seal and ``0001.sums`` has its entries; ``0001.tsr`` and ``0001-<name>.tsr`` are
time stamps. A seal never changes, so its files must match byte for byte.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from archive.read.files import SEALS, is_record
from archive.record.ledger import Entry, Head, Ledger, Seal
from archive.record.problem import Place, Problem

_MOST = 100_000_000
"""The most bytes in a seal's file, enough for half a million entries."""
_STAMPED = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
"""One of these checksums of a seal's head is in each of its time stamps, whose signature only a reader can judge."""
_NAME = re.compile(r"(\d{4})(\.json|\.sums|(?:-[a-z0-9]+)*\.tsr)", re.ASCII)
_ENTRY = re.compile(r"([0-9a-f]{64})  (\S+)", re.ASCII)
_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


def read_ledger(root: Path) -> tuple[tuple[Seal, ...], tuple[Problem, ...]]:
    """Read the seals of the archive in ``root``; if one is broken, it and all later ones are left out."""
    folder = root / SEALS
    try:
        names = _names(folder)
    except OSError as error:
        return (), (_problem("", f"The folder of the seals must be readable: {error.strerror}."),)
    ledger, problems = Ledger(), list(_strange(names))
    for number in sorted({int(match[1]) for match in map(_NAME.fullmatch, names) if match}):
        stem = f"{number:04}"
        place = next(name for name in (f"{stem}.json", *names) if name in names and name.startswith(stem))
        try:
            seal = _seal(folder, stem, ledger, names)
        except OSError as error:
            problems.append(_problem(place, f"Both files of a seal must be readable: {error.strerror}."))
            break
        except ValueError as error:
            problems.append(_problem(place, str(error)))
            break
        ledger = Ledger(seals=(*ledger.seals, seal))
    return ledger.seals, tuple(problems)


def is_of_seal(path: str) -> bool:
    """Return whether a path, with forward slashes, is that of a seal's file."""
    folder, _, name = path.rpartition("/")
    return folder == SEALS and _NAME.fullmatch(name) is not None


def _names(folder: Path) -> list[str]:
    if folder.is_symlink():
        raise OSError(0, "it is a link")
    entries = folder.iterdir() if folder.exists() else ()
    return sorted(entry.name for entry in entries if not entry.name.startswith("."))


def _strange(names: list[str]) -> Iterator[Problem]:
    for name in names:
        if not _NAME.fullmatch(name):
            yield _problem(name, f"A file in {SEALS}/ must be a seal's head, its entries or a time stamp.")


def _seal(folder: Path, stem: str, before: Ledger, names: list[str]) -> Seal:
    """Read a seal that follows others; raises ValueError with a message, and OSError."""
    if int(stem) != len(before.seals) + 1:
        raise ValueError(f"Seals must be numbered without a gap; number {len(before.seals) + 1} is missing.")
    sums = _bytes(folder / f"{stem}.sums")
    added = tuple(_entries(f"{stem}.sums", sums))
    seal = Ledger(seals=before.seals, pending=added).next(_date(folder / f"{stem}.json"))
    text = _bytes(folder / f"{stem}.json")
    if text != seal.head.text.encode():
        raise ValueError(_difference(text, seal.head))
    if sums != seal.sums.encode():
        raise ValueError(f"{stem}.sums must be, byte for byte, as `seal` wrote it.")
    if before.day and seal.head.date and seal.head.date < before.day:
        raise ValueError(f"A seal must not be dated before the previous one, which is from {before.day}.")
    stamps = {name: _bytes(folder / name) for name in names if name.startswith(stem) and name.endswith(".tsr")}
    for name, stamp in stamps.items():
        if not any(digest(text).digest() in stamp for digest in _STAMPED):
            raise ValueError(f"{name} must be a time stamp of {stem}.json; it lacks its checksum.")
    return Seal(head=seal.head, added=added, stamps=stamps)


def _date(file: Path) -> datetime.date:
    match _json(_bytes(file)):
        case {"date": str(date)}:
            try:
                return datetime.date.fromisoformat(date)
            except ValueError:
                pass
    raise ValueError("The head of a seal must be JSON with its date, as `seal` wrote it.")


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _difference(text: bytes, wanted: Head) -> str:
    """Return how the head of a seal differs from the one that its entries give."""
    found = _json(text)
    for key, value in json.loads(wanted.text).items():
        if isinstance(found, dict) and found.get(key) != value:
            return f"A seal must have the `{key}` that follows from its entries and the previous seal: {value}."
    return "The head of a seal must be, byte for byte, as `seal` wrote it."


def _entries(name: str, data: bytes) -> Iterator[Entry]:
    if not data:
        raise ValueError("A seal must add at least one entry.")
    for number, text in enumerate(data.decode("ascii", "replace").splitlines(), start=1):
        match = _ENTRY.fullmatch(text)
        if not match or not is_record(match[2]):
            raise ValueError(f"Line {number} of {name} must be the SHA-256 and the path of a record's file.")
        yield match[1], match[2]


def _bytes(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        if os.fstat(descriptor).st_size > _MOST:
            raise ValueError(f"{file.name} must have at most {_MOST:,} bytes.")
        return stream.read()


def _problem(name: str, sentence: str) -> Problem:
    hint = "restore the committed seal, or delete an unfinished one and run `seal` again"
    return Problem(place=Place(path=f"{SEALS}/{name}"), rule="seal", sentence=sentence, hint=hint)
