"""Zotero's own import keeps what the record says: its saved responses are compared with the record field by field.

``zotero_answers.py`` queries the server again.
"""

from __future__ import annotations

import calendar
import html
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from archive.cite.kinds import Author, Reference, refer
from archive.record.caveats import caveats
from archive.record.dates import Date
from archive.record.model import Archive
from archive.record.vocabulary import label
from zotero_cases import ADDRESS, ANSWERS, FILES, LISTS

Items = dict[str, list[dict[str, Any]]]
SAVED: Items = json.loads(ANSWERS.read_text(encoding="utf-8"))
ALL = [(path, at) for path, items in SAVED.items() for at in range(len(items))]


@pytest.fixture
def asked(request: pytest.FixtureRequest, toy: Archive) -> tuple[str, dict[str, Any], Reference]:
    """An item, where it came from, and the statement that it must match."""
    path, at = request.param
    item = SAVED[path][at]
    identifier = item["url"].removeprefix(f"{ADDRESS}statements/").rstrip("/")
    return path, item, refer(toy, toy.statements[identifier], "Compliance Statement Archive", item["url"])


def _each(test: Any) -> Any:
    return pytest.mark.parametrize("asked", ALL, ids=[f"{path}-{at}" for path, at in ALL], indirect=True)(test)


def _creator(author: Author, path: str) -> tuple[str, str]:
    """A comma separates names in RIS, so an organization's name has a dash instead."""
    if author.given:
        return author.given, author.family
    return "", author.name.replace(", ", " – ") if path.endswith(".ris") else author.name


def _day(date: Date) -> set[str]:
    """Return the ways that Zotero's translators write a date."""
    day, month = f" {date.day}," if date.day else "", calendar.month_name[date.month]
    return {date.stem, date.stem.replace("-", "/"), f"{month}{day} {date.year}".strip()}


@_each
def test_a_report_by_its_speakers(asked: tuple[str, dict[str, Any], Reference]) -> None:
    """Each item is a report with its title, every person in two parts and every organization in one, in their order."""
    path, item, cited = asked
    assert item["itemType"] == "report"
    assert item["title"] == cited.shown
    creators = [(each.get("firstName", ""), each.get("lastName") or each["name"]) for each in item["creators"]]
    assert creators == [_creator(author, path) for author in cited.authors]
    assert [("name" in each) for each in item["creators"]] == [author.is_body for author in cited.authors]


@_each
def test_its_institution_date_and_address(asked: tuple[str, dict[str, Any], Reference]) -> None:
    """The institution is the body that spoke, never who published the copy; the date has the record's precision."""
    _, item, cited = asked
    assert item.get("institution", "") == cited.institution
    assert "publisher" not in item
    date = item["date"].removesuffix("~") if cited.date.mark else item["date"]  # CSL knows of a doubt
    assert date in _day(cited.date)
    assert item["url"] == cited.url


@_each
def test_its_caveats_and_source_come_along(asked: tuple[str, dict[str, Any], Reference], toy: Archive) -> None:
    """Note, extra or abstract has each caveat; in a file it also says who published the copy, and where."""
    path, item, cited = asked
    said = html.unescape(
        re.sub(r"<[^>]*>", "", " ".join(item.get(key, "") for key in ("note", "extra", "abstractNote")))
    )
    for caveat in caveats(toy.statements[cited.id]):
        assert caveat.heading in said
        assert caveat.opening in said
    if path in FILES:
        assert cited.source.publisher in said
        assert cited.source.url in said


@_each
def test_its_kind(asked: tuple[str, dict[str, Any], Reference], toy: Archive) -> None:
    """The kind of document is the report's type, wherever the route to Zotero has a field for it."""
    path, item, cited = asked
    if "reportType" in item or path in FILES:
        assert item["reportType"] == label("kind", toy.statements[cited.id].kind)


def test_every_way_was_tried() -> None:
    """Pages, lists and all three files were imported, and each list and file has the same statements."""
    assert {*LISTS, *FILES} < set(SAVED)
    given = [sorted(item["url"] for item in SAVED[path]) for path in (*LISTS, *FILES)]
    assert all(urls == given[0] for urls in given)
    assert sorted(_pages()) == given[0]


def _pages() -> Iterator[str]:
    return (item["url"] for path, items in SAVED.items() for item in items if path not in (*LISTS, *FILES))
