"""Read the files in ``statements/`` into an Archive, with every problem found on the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.prove.holdings import Holdings
from archive.read import files, frontmatter
from archive.read.files import File
from archive.read.ledger import read_ledger
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD
from archive.record.model import Archive
from archive.record.nodes import Node, Origin
from archive.record.problem import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The archive, and the problems of single files."""

    archive: Archive
    problems: tuple[Problem, ...]
    unread: frozenset[str]
    """Paths of files that could not be read as records, so that references to them are not called unknown."""
    holdings: Holdings = field(default_factory=Holdings)
    """The available bytes of sources."""


NOTHING = Reading(
    archive=Archive(statements={}, speakers={}, jurisdictions={}, statutes={}), problems=(), unread=frozenset()
)
"""The result of reading no record."""


def read(root: Path) -> Reading:
    """Read the archive in ``root``, the folder that contains ``statements``."""
    return Reader(root).read()


class Reader:
    """Reads an archive repeatedly, without rereading unchanged files."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, tuple[_Stamp, _Read]] = {}
        self._holdings = Holdings((root / files.BYTES, root / files.VAULT))

    def read(self) -> Reading:
        """Read the archive as it is now."""
        groups: dict[str, dict[str, Any]] = {"statements": {}, **{group: {} for group in files.GROUPS}}
        problems: list[Problem] = []
        unread: set[str] = set()
        known, self._known = self._known, {}
        with _uncollected():
            for found in files.walk(self._root):
                if isinstance(found, Problem):
                    problems.append(found)
                    unread.add(found.place.path)
                    continue
                record, faults = self._record(found, known)
                problems.extend(faults)
                group = groups["statements" if found.is_statement else found.group]
                if record is None:
                    unread.add(found.path)
                elif found.stem in group:
                    problems.append(_twice(found, group[found.stem].origin.path))
                else:
                    group[found.stem] = record
            texts = {}
            for file in files.beside(self._root):
                texts[file.path], faults = files.read(self._root, file)
                problems.extend(faults)
            seals, faults = read_ledger(self._root)
            problems.extend(faults)
        return Reading(
            archive=Archive(**_sorted(groups), seals=seals, beside=texts, kept=files.kept(self._root)),
            problems=tuple(problems),
            unread=frozenset(unread),
            holdings=self._holdings,
        )

    def _record(self, file: File, known: Mapping[str, tuple[_Stamp, _Read]]) -> _Read:
        stamp = _stamp(self._root / file.path)
        if stamp is None:  # reading it will report why
            return read_record(self._root, file)
        if file.path not in known or known[file.path][0] != stamp:
            self._known[file.path] = stamp, read_record(self._root, file)
        else:
            self._known[file.path] = known[file.path]
        return self._known[file.path][1]


_Stamp = tuple[int, int, int, int]
_Read = tuple[Any, tuple[Problem, ...]]


def _stamp(file: Path) -> _Stamp | None:
    """Return what changes with a file's content: its times, size and inode."""
    try:
        found = file.lstat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def read_record(root: Path, file: File) -> tuple[Any, tuple[Problem, ...]]:
    """Read a file into a record, or None if it cannot be parsed, with its problems."""
    text, problems = files.read(root, file)
    return (None, problems) if problems else read_text(file, text)


def read_text(file: File, text: str) -> tuple[Any, tuple[Problem, ...]]:
    """Read the text of a file into a record, or None if it cannot be parsed, with its problems."""
    split = frontmatter.split_statement if file.is_statement else frontmatter.split_authority
    document = split(file.path, text)
    if document.front is None:
        return None, document.problems
    found = list(document.problems)

    def report(node: Node, rule: str, sentence: str, hint: str = "") -> None:
        place = Place(path=file.path, line=node.line, column=node.column)
        found.append(Problem(place=place, rule=rule, sentence=sentence, hint=hint))

    origin = Origin(path=file.path, front=document.front, body_line=document.body_line, text=text)
    if file.is_statement:
        record = STATEMENT_RECORD.read(document.front, report, id=file.stem, body=document.body, origin=origin)
    else:
        record = AUTHORITIES[file.group].read(document.front, report, slug=file.stem, origin=origin)
    return record, tuple(found)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Exclude the records from garbage collection, now and later, since they are never part of a cycle."""
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()  # the records of an earlier reading may be collected
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _sorted(groups: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: dict(sorted(group.items())) for name, group in groups.items()}


def _twice(file: File, other: str) -> Problem:
    sentence = f"An id must belong to only one record; {other} already has it."
    return Problem(place=Place(path=file.path), rule="id-unique", sentence=sentence)
