"""Find the files of the record and read their text, without trusting either.

Layout: ``statements/<year>/<id>.md`` for statements and ``statements/<group>/<slug>.yml`` for authority files, plus
README and LICENSE, ``statements/bytes/<sha256>.gz`` and the seals. Names that begin with a dot are ignored; anything
else is a problem, because an unread file is a lost record.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.record.characters import refused
from archive.record.problem import Place, Problem

FOLDER = "statements"
GROUPS = ("speakers", "jurisdictions", "statutes", "policies", "threads", "sources", "watched", "unwatched")

BYTES = f"{FOLDER}/bytes"
"""The folder of the sources' bytes that may be published: ``<sha256>.gz``."""
PACKED = ".gz"
SEALS = f"{FOLDER}/seals"
"""The folder of the seals, which ``ledger`` reads."""
VAULT = "vault"
"""The folder of the bytes that may not be published, which git ignores: ``<sha256>``."""

MAX_BYTES = 1_000_000
"""The longest official documents have some hundred thousand characters."""

MAX_STEM = 70

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_BESIDE = re.compile(r"(README|LICENSE)(\.[a-z]+)?")
_KEPT = re.compile(rf"[0-9a-f]{{64}}{re.escape(PACKED)}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A record's file before it is read."""

    path: str
    """Relative to the archive's root, with forward slashes."""
    group: str
    """A year, or one of GROUPS; empty for README and LICENSE."""
    stem: str

    @property
    def is_statement(self) -> bool:
        """Whether it is a statement rather than an authority file."""
        return self.group not in GROUPS


def is_slug(text: str) -> bool:
    """Return whether a text can name a record: lower-case letters, digits and single hyphens."""
    return _SLUG.fullmatch(text) is not None


def is_part(path: str) -> bool:
    """Return whether a path, with forward slashes, is that of a record, README or LICENSE."""
    folder, _, name = path.partition("/")
    return is_record(path) or (folder == FOLDER and _BESIDE.fullmatch(name) is not None)


def is_record(path: str) -> bool:
    """Return whether a path, with forward slashes, is that of a record."""
    folder, group, name = parts if len(parts := path.split("/")) == 3 else ("", "", "")
    ending = ".yml" if group in GROUPS else ".md"
    stem = name.removesuffix(ending)
    known = folder == FOLDER and (group in GROUPS or _YEAR.fullmatch(group) is not None)
    return known and stem != name and is_slug(stem) and len(stem) <= MAX_STEM


def walk(root: Path) -> Iterator[File | Problem]:
    """Yield every record's file in ``root``, and a problem for anything else; sorted by path."""
    top = root / FOLDER
    if not top.is_dir():
        yield _problem(FOLDER, "file-place", "An archive must have a `statements` folder.")
        return
    for entry in _entries(top):
        path = f"{FOLDER}/{entry.name}"
        if entry.is_symlink():
            yield _link(path)
        elif path in (BYTES, SEALS) and entry.is_dir(follow_symlinks=False):
            yield from _strange(top / entry.name) if path == BYTES else ()
        elif entry.is_dir(follow_symlinks=False) and (entry.name in GROUPS or _YEAR.fullmatch(entry.name)):
            yield from _group(top / entry.name, path, entry.name)
        elif not _BESIDE.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
            sentence = "A record must be in the folder of its year or kind."
            yield _problem(path, "file-place", sentence, f"statements/<year>/<id>.md, or one of {', '.join(GROUPS)}")


def beside(root: Path) -> Iterator[File]:
    """Yield README and LICENSE if they exist, sorted by path."""
    top = root / FOLDER
    for entry in _entries(top) if top.is_dir() else ():
        if _BESIDE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            yield File(path=f"{FOLDER}/{entry.name}", group="", stem=entry.name)


def kept(root: Path) -> Mapping[str, Path]:
    """Return the file of all bytes in the repository, by the SHA-256 that its name says."""
    try:
        entries = _entries(root / BYTES)
    except OSError:
        return {}  # where there is a folder, ``walk`` says why it cannot be read
    return {entry.name.removesuffix(PACKED): Path(entry.path) for entry in entries if _is_kept(entry)}


def _is_kept(entry: os.DirEntry[str]) -> bool:
    return _KEPT.fullmatch(entry.name) is not None and entry.is_file(follow_symlinks=False)


def _strange(folder: Path) -> Iterator[Problem]:
    """Yield a problem for whatever in the folder of bytes cannot be those of a source."""
    try:
        entries = _entries(folder)
    except OSError as error:
        yield _unreadable(BYTES, error)
        return
    for entry in entries:
        if not _is_kept(entry):
            sentence = f"A file in {BYTES}/ must be the bytes of a source, packed, and named by their SHA-256."
            yield _problem(f"{BYTES}/{entry.name}", "file-name", sentence, "<sha256>.gz")


def _group(folder: Path, path: str, group: str) -> Iterator[File | Problem]:
    suffix = ".yml" if group in GROUPS else ".md"
    try:
        entries = _entries(folder)
    except OSError as error:
        yield _unreadable(path, error)
        return
    for entry in entries:
        inner = f"{path}/{entry.name}"
        stem = entry.name.removesuffix(suffix)
        if entry.is_symlink():
            yield _link(inner)
        elif not entry.is_file(follow_symlinks=False):
            yield _problem(inner, "file-type", "A record must be a regular file.")
        elif stem == entry.name:
            yield _problem(inner, "file-name", f"A record in {path}/ must be a file that ends in {suffix}.")
        elif not is_slug(stem):
            sentence = "A record's name must be lower-case letters, digits and single hyphens."
            yield _problem(inner, "file-name", sentence, _suggest(stem) + suffix)
        elif len(stem) > MAX_STEM:
            sentence = f"A record's name must have at most {MAX_STEM} characters; this one has {len(stem)}."
            yield _problem(inner, "file-name", sentence)
        else:
            yield File(path=inner, group=group, stem=stem)


def read(root: Path, file: File) -> tuple[str, tuple[Problem, ...]]:
    """Read a file's text; if it is not valid, the text is empty and a problem says why."""
    try:
        descriptor = os.open(root / file.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            large = os.fstat(descriptor).st_size > MAX_BYTES
            data = b"" if large else stream.read()
    except OSError as error:
        return "", (_unreadable(file.path, error),)
    if large:
        return "", (_problem(file.path, "file-size", f"A record must have at most {MAX_BYTES:,} bytes."),)
    return decode(file.path, data)


def decode(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode a file's bytes; if they are not valid, the text is empty and a problem says why."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"A record must be UTF-8 text; the byte 0x{data[error.start]:02x} here is not."
        place = _place(path, data[: error.start].decode("utf-8", "replace"))
        return "", (Problem(place=place, rule="encoding", sentence=sentence, hint="save the file as UTF-8"),)
    if not text.strip():
        return "", (_problem(path, "file-empty", "A record must not be empty."),)
    if text.startswith("\ufeff"):
        sentence = "A record must not begin with a byte-order mark."
        return "", (_problem(path, "byte-order-mark", sentence, "save the file as UTF-8 without BOM"),)
    if "\r" in text:
        place = _place(path, text[: text.index("\r")])
        sentence = "A record's lines must end with a line feed only, not a carriage return."
        hint = "save the file with LF line endings"
        return "", (Problem(place=place, rule="line-ending", sentence=sentence, hint=hint),)
    if found := refused(text):
        place = _place(path, text[: found.offset])
        return "", (Problem(place=place, rule="character", sentence=found.sentence, hint=found.hint),)
    return text, ()


def _place(path: str, before: str) -> Place:
    """Return the location after the text ``before``."""
    return Place(path=path, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _suggest(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:MAX_STEM] or "short-name"


def _link(path: str) -> Problem:
    return _problem(path, "file-link", "A record must be a regular file, not a symbolic link.")


def _unreadable(path: str, error: OSError) -> Problem:
    return _problem(path, "file-unreadable", f"A record must be readable: {error.strerror}.")


def _problem(path: str, rule: str, sentence: str, hint: str = "") -> Problem:
    return Problem(place=Place(path=path), rule=rule, sentence=sentence, hint=hint)
