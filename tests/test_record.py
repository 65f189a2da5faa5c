"""The real record: every file of it is a test, and what must hold of the whole of it."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

import pytest

from archive.check.checking import check
from archive.link.linking import Links, link
from archive.publish.verify import verify
from archive.read import files
from archive.read.reading import Reading, read
from archive.record.model import Statement
from archive.record.problem import Problem
from archive.record.text import fold

TOP = Path(__file__).resolve().parents[1]
TODAY = datetime.datetime.now(datetime.UTC).date()
FILES = sorted(path.path for path in files.walk(TOP) if isinstance(path, files.File))


@functools.cache
def _reading() -> Reading:
    return read(TOP)


@functools.cache
def _problems() -> tuple[Problem, ...]:
    return check(_reading(), TODAY)


@functools.cache
def _links() -> Links:
    return link(_reading().archive)


def _statements() -> tuple[Statement, ...]:
    return tuple(_reading().archive.statements.values())


@pytest.mark.parametrize("path", FILES)
def test_file(path: str) -> None:
    """A file of the record has no problem, not even a warning."""
    assert [str(problem) for problem in _problems() if problem.place.path == path] == []


def test_nothing_else_is_wrong() -> None:
    """Every file under the record was read, and no problem lies outside of them."""
    assert _reading().unread == frozenset()
    assert {problem.place.path for problem in _problems()} <= set(FILES)
    archive = _reading().archive
    read_from = {one.origin.path for group in (archive.statements, archive.speakers) for one in group.values()}
    assert read_from == {path for path in FILES if path.endswith(".md") or "/speakers/" in path}


def test_record_is_there() -> None:
    """The record holds statements; an empty one would pass every other test."""
    assert _statements()


def test_all_pages_are_made(record_site: Path) -> None:
    """Each statement and each entity has its page, and every link leads somewhere."""
    archive = _reading().archive
    groups = ("statements", "speakers", "jurisdictions", "statutes", "policies", "threads")
    expected = {f"{name}/{slug}" for name in groups for slug in getattr(archive, name)}
    made = {path.parent.relative_to(record_site).as_posix() for path in record_site.rglob("index.html")}
    assert expected - made == set()
    assert verify(record_site) == ()


def test_ids_are_short_and_sort_by_time() -> None:
    """An id has at most 70 characters and begins with its date, so that a folder lists in the order of time."""
    for statement in _statements():
        assert len(statement.id) <= 70
        assert statement.id.startswith(f"{statement.date.stem}-")


def test_held_words_have_a_source_and_quotations_come_from_them() -> None:
    """A text that is held says where it can be read, and what a position quotes is in it."""
    for statement in _statements():
        if statement.held:
            assert statement.source.url.startswith(("https://", "http://")), statement.id
            assert statement.source.publisher, statement.id
        for position in statement.positions:
            assert not position.quote or fold(position.quote) in fold(statement.body), statement.id


def test_relations_lead_to_statements_and_back() -> None:
    """Each relation is found again from the statement that it leads to."""
    incoming = _links().incoming
    for statement in _statements():
        for relation, targets in statement.relations.items():
            for target in targets:
                assert statement.id in incoming[target][relation], statement.id


def test_every_entity_is_named_by_something() -> None:
    """A speaker, a jurisdiction or a statute is in the record because something there names it."""
    archive, links = _reading().archive, _links()
    bodies = {office.organization for speaker in archive.speakers.values() for office in speaker.offices}
    bodies |= {speaker.parent for speaker in archive.speakers.values()}
    bodies |= {slug for statute in archive.statutes.values() for slug in statute.enforced_by}
    places = {speaker.jurisdiction for speaker in archive.speakers.values()} | {
        jurisdiction.parent for jurisdiction in archive.jurisdictions.values()
    }
    places |= {office.area for speaker in archive.speakers.values() for office in speaker.offices}
    assert archive.speakers.keys() - links.speakers.keys() - links.offices.keys() - bodies == set()
    assert archive.jurisdictions.keys() - links.jurisdictions.keys() - places == set()
    assert archive.statutes.keys() - links.statutes.keys() == set()
