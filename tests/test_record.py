"""The real record: every file is a test. The tests require only that it has no problems and makes a site."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.publish.verify import Checker, verify
from archive.read import files
from archive.read.reading import Reading, read
from archive.record.problem import Problem

TOP = Path(__file__).resolve().parents[1]
TODAY = datetime.datetime.now(datetime.UTC).date()
FILES = sorted(path.path for path in files.walk(TOP) if isinstance(path, files.File))


@functools.cache
def _reading() -> Reading:
    return read(TOP)


@functools.cache
def _problems() -> tuple[Problem, ...]:
    return check(_reading(), TODAY)


@pytest.mark.parametrize("path", FILES)
def test_file(path: str) -> None:
    """A file of the record has no problems, not even a warning."""
    assert [str(problem) for problem in _problems() if problem.place.path == path] == []


def test_nothing_else_is_wrong() -> None:
    """Every file of the record was read, and no problem lies outside them."""
    assert _reading().unread == frozenset()
    assert {problem.place.path for problem in _problems()} <= set(FILES)
    archive = _reading().archive
    read_from = {one.origin.path for group in (archive.statements, archive.speakers) for one in group.values()}
    assert read_from == {path for path in FILES if path.endswith(".md") or "/speakers/" in path}


def test_record_is_there() -> None:
    """The record holds statements; an empty one would pass every other test."""
    assert _reading().archive.statements


def test_all_pages_are_made(record_site: Path) -> None:
    """Each statement and each entity has a page, and no link is broken."""
    archive = _reading().archive
    groups = ("statements", "speakers", "jurisdictions", "statutes", "policies", "threads")
    expected = {f"{name}/{slug}" for name in groups for slug in getattr(archive, name)}
    made = {path.parent.relative_to(record_site).as_posix() for path in record_site.rglob("index.html")}
    assert expected - made == set()
    assert verify(record_site, Checker()) == ()
