"""Find the changes of every statement in git: one log for all, and the texts of those that changed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path

from archive.history import git
from archive.read import files
from archive.read.files import FOLDER, File
from archive.read.reading import read_text
from archive.record.history import NONE, Change, History, kind_of, runs
from archive.record.model import Archive, Statement
from archive.record.problem import visible

_FORMAT = "%x01%H%x00%cd%x00%s"
_LAST = datetime.datetime(9999, 12, 31, tzinfo=datetime.UTC).timestamp()
_NOTHING = "0" * 40
_FILE = "100"
"""How the mode of a file begins; links and the commits of submodules have others."""
_SUBJECT = 200
"""The most characters of a commit subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    id: str
    date: str
    subject: str
    files: Mapping[str, str]
    """The blob of each file that it touched, by path; zeros if there is no file after it."""


_Touch = tuple[int, _Commit]
"""The number of a commit, from the first, and the commit."""


class _Gone(Enum):
    """Stands for a version whose text is not in the clone."""

    GONE = 0


_Read = Callable[[str, str], Statement | _Gone | None]
"""Reads a version of a record by its path and blob; None if it is no record."""
_State = tuple[_Commit, str, str]
"""A commit with the path and the blob of a statement after it."""


def history(root: Path, archive: Archive) -> History:
    """Return the changes of every statement from git; if git has no history, ``missing`` says why."""
    try:
        git.commit(root, "HEAD")
        shallow = git.is_shallow(root)
    except git.GitError:
        return NONE
    if shallow:
        return History(missing="The site was made from a clone that has only the latest commits")
    try:
        commits = tuple(_commits(root))[::-1]
    except git.GitError:
        return History(missing="The site was made from a damaged clone, whose commits cannot be read")
    touched: dict[str, list[_Touch]] = {}
    for at, commit in enumerate(commits):
        for path in commit.files:
            touched.setdefault(path, []).append((at, commit))
    states = {each.id: _states(each, touched) for each in archive.statements.values()}
    wanted = {blob for found in states.values() if len(found) > 1 for _, _, blob in found}
    try:
        texts = git.held(root, sorted(wanted))
    except git.GitError:
        texts = {}

    @cache
    def read(path: str, blob: str) -> Statement | _Gone | None:
        return _statement(path, texts[blob]) if blob in texts else _Gone.GONE

    return History(changes={id: tuple(_changes(found, read))[::-1] for id, found in states.items() if found})


def _commits(root: Path) -> Iterator[_Commit]:
    """Yield the commits that touched the record, latest first."""
    shown = [
        "--no-merges",
        "--no-renames",
        "--raw",
        "--no-abbrev",
        "-z",
        "--relative",
        "--date=raw",
        f"--format={_FORMAT}",
    ]
    log = git.git(root, "log", *shown, "HEAD", "--", f"{FOLDER}/").decode("utf-8", "surrogateescape")
    parts = iter(log.split("\0"))
    head: tuple[str, str, str] | None = None
    files: dict[str, str] = {}
    for part in parts:
        if part.startswith("\1"):
            if head:
                yield _commit(head, files)
            head, files = (part[1:], next(parts), next(parts)), {}
        elif part.lstrip("\n").startswith(":"):
            _, mode, _, blob, _ = part.split()
            files[next(parts)] = blob if mode.startswith(_FILE) else _NOTHING
    if head:
        yield _commit(head, files)


def _commit(head: tuple[str, str, str], files: Mapping[str, str]) -> _Commit:
    id, date, subject = head
    plain = subject.encode("utf-8", "replace").decode()
    return _Commit(id=id, date=_day(date), subject=visible(plain[:_SUBJECT]), files=files)


def _day(raw: str) -> str:
    """Return the day of a commit in its own time zone, from seconds and zone; empty if it can be none.

    A commit may have any date, and git shows one that it cannot read as the beginning of 1970.
    """
    seconds, _, zone = raw.partition(" ")
    if not (seconds.isdecimal() and zone[1:].isdecimal()):
        return ""
    ahead = (int(zone[1:-2] or 0) * 60 + int(zone[-2:])) * (-60 if zone[0] == "-" else 60)
    local = int(seconds) + ahead
    return (
        f"{datetime.datetime.fromtimestamp(local, datetime.UTC):%Y-%m-%d}"
        if 0 < local < _LAST and seconds != "0"
        else ""
    )


def _states(statement: Statement, touched: Mapping[str, list[_Touch]]) -> list[_State]:
    """Return each commit that changed the statement's file, under its id or an alias, with its path and blob."""
    paths = (statement.origin.path, *(f"{FOLDER}/{alias[:4]}/{alias}.md" for alias in statement.aliases))
    found = [(at, commit, path) for path in paths for at, commit in touched.get(path, ())]
    states = ((commit, path, commit.files[path]) for _, commit, path in sorted(found, key=lambda touch: touch[0]))
    return [state for state in states if state[2] != _NOTHING]


def _changes(states: Sequence[_State], read: _Read) -> Iterator[Change]:
    """Yield the changes, earliest first."""
    first, *_ = states
    yield Change(commit=first[0].id, date=first[0].date, subject=first[0].subject, kind="added")
    for (_, before, old_blob), (commit, path, blob) in pairwise(states):
        old, new = read(before, old_blob), read(path, blob)
        if isinstance(old, _Gone) or isinstance(new, _Gone):
            yield Change(commit=commit.id, date=commit.date, subject=commit.subject, kind="unknown")
            continue
        kind = kind_of(old, new, renamed=before != path)
        same = old is None or new is None or not old.held or old.body.split() == new.body.split()
        words = () if same or old is None or new is None else runs(old.body, new.body)
        yield Change(commit=commit.id, date=commit.date, subject=commit.subject, kind=kind, words=words)


def _statement(path: str, data: bytes) -> Statement | None:
    text, problems = files.decode(path, data)
    file = File(path=path, group=path.split("/")[1], stem=path.rpartition("/")[2].removesuffix(".md"))
    record, _ = (None, ()) if problems else read_text(file, text)
    return record if isinstance(record, Statement) else None
