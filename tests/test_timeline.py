"""The timeline as it is built: its histogram, its lists, and the data that its scripts load."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

import made_up
from archive.export import timeline
from archive.link.linking import Links, link
from archive.pages import lists
from archive.pages.histogram import HEIGHT, WIDTH, Histogram, histogram
from archive.pages.timeline import drawn
from archive.record.dates import Date
from archive.record.model import Archive
from archive.site.entry import Entry
from archive.site.pagination import paginate
from archive.site.site import Settings, Site
from building import TOP

VECTORS = TOP / "tests" / "vectors" / "histogram.json"

MOST = 150_000
"""Bytes of the timeline's data before anybody asks for anything."""

_DIGITS = {digit: at for at, digit in enumerate(timeline._DIGITS)}


@pytest.fixture(scope="module")
def site(toy_links: Links) -> Site:
    """The made-up archive."""
    return _site(toy_links)


@pytest.fixture(scope="module")
def index(site: Site) -> Any:
    """Its index, as a browser reads it."""
    (found,) = [one.make() for one in timeline.outputs(site) if one.path == "timeline/data/index.json"]
    return json.loads(found)


def _site(links: Links) -> Site:
    return Site(links=links, settings=Settings(site_name="The Toy Archive"))


def _unpacked(text: str, count: int) -> list[int]:
    width = len(text) // count
    digits = [[_DIGITS[digit] for digit in text[at * width : (at + 1) * width]] for at in range(count)]
    return [sum(digit << 6 * place for place, digit in enumerate(reversed(one))) for one in digits]


def _values(index: Any, name: str) -> list[list[str]]:
    """Return the keys that each statement has of a facet, in the order of time."""
    facet = index["facets"][name]
    sets = [[facet["values"][value][0] for value in values] for values in facet["sets"]]
    return [sets[number] for number in _unpacked(facet["of"], len(index["gaps"]))]


def test_statements_stand_in_the_order_of_time(site: Site, index: Any) -> None:
    """The gaps between the dates add up from the first day of the first statement to that of the last."""
    first = datetime.date.fromisoformat(index["first"])
    days = [first + datetime.timedelta(days=sum(index["gaps"][: at + 1])) for at in range(len(index["gaps"]))]
    assert days == [statement.date.earliest for statement in site.links.statements]


def test_a_date_keeps_its_precision(site: Site, index: Any) -> None:
    """A date known only to the month or year is distinct from the first day of it."""
    dates = [statement.date for statement in site.links.statements]
    assert [str(dates[at]) for at in index["years"]] == ["2015~"]
    assert [str(dates[at]) for at in index["months"]] == ["2017-03", "2018-01?", "2018-03"]


def test_a_speaker_speaks_for_an_organization(index: Any) -> None:
    """A statement has its speakers first, and then the organizations whose pages list it."""
    spoken = _values(index, "speaker")[3]
    assert spoken[0] == "ada-sample"
    assert "city-of-exampleton" in spoken


def test_a_part_of_a_law_is_cited_with_the_whole(index: Any) -> None:
    """A statement that cites a paragraph has its subsection and section too, whether or not it names them."""
    cited = set(_values(index, "statute")[3])
    assert cited == {"99-usc-1234", "99-usc-1234.a", "99-usc-1234.b", "99-usc-1234.b-1"}


def test_a_place_knows_what_contains_it(index: Any) -> None:
    """The places facet also lists the places that contain a place, linked by the parent's number, in any order."""
    facet = index["facets"]["jurisdiction"]
    keys = [key for key, _ in facet["values"]]
    above = {key: keys[parent] for key, parent in zip(keys, facet["parents"], strict=True) if parent >= 0}
    assert above == {"example": "us", "exampleton": "example", "sample-county": "example"}


def test_what_changes_the_law_is_known(index: Any) -> None:
    """Statutes and orders change the law itself; a ruling is what a court says about it."""
    assert set(index["law"]) == {"statute", "executive-order"}


def test_an_entry_has_what_its_list_shows(site: Site) -> None:
    """A year's file has its statements in chronological order, with each one's holder and what it answers."""
    (data,) = [one.make() for one in timeline.outputs(site) if one.path == "timeline/data/2017.json.gz"]
    found = {one["id"]: one for one in json.loads(gzip.decompress(data))}
    ids = [statement.id for statement in site.links.statements]
    assert list(found) == [identifier for identifier in ids if identifier.startswith("2017")]
    mayor = found["2017-03-08-sample-says-exampleton-complies"]
    assert mayor["positions"] == [
        [
            "Asserts compliance",
            "City of Exampleton",
            "The jurisdiction",
            "Exampleton, Example",
            "99 U.S.C. § 1234 and 99 U.S.C. § 1234(a)",
        ]
    ]
    assert ["Responds to", [ids.index("2017-03-01-department-letter-asks-for-proof")]] in mayor["relations"]


def test_an_archive_without_statements_has_an_index() -> None:
    """A new archive builds, and its index counts nothing."""
    empty = _site(link(Archive(statements={}, speakers={}, jurisdictions={}, statutes={})))
    (only,) = timeline.outputs(empty)
    assert json.loads(only.make())["gaps"] == []


@given(some.lists(some.integers(min_value=0, max_value=9_999)))
def test_packed_numbers_come_out_again(numbers: list[int]) -> None:
    """Numbers written in base 64 read back the same."""
    below = max(numbers, default=0) + 1
    text = timeline.packed(numbers, below)
    assert not text or _unpacked(text, len(numbers)) == numbers
    assert text or below == 1 or not numbers


def test_one_number_needs_no_digit() -> None:
    """A column with the same value for every statement takes no space."""
    assert timeline.packed([0] * 10_000, 1) == ""


@pytest.fixture(scope="module")
def many(toy: Archive) -> Links:
    """Ten thousand statements over twenty years."""
    return made_up.copies(toy, 10_000)


def test_the_index_of_ten_thousand_is_small(many: Links) -> None:
    """Before a reader asks for anything, a browser loads at most 150 KB of data."""
    index, *_ = timeline.outputs(_site(many))
    assert len(index.make()) <= MOST


def test_the_opening_page_of_ten_thousand_is_small(many: Links) -> None:
    """The timeline's own page shows only the newest statements, with links to each year, which has all of its own.

    Page and data are small as a host sends them.
    """
    site = _site(many)
    opening = lists.slots(site)["timeline"]("../")
    parsed = LexborHTMLParser(str(opening))
    assert len(parsed.css(".entry")) == 60
    years = {link.attributes["href"] for link in parsed.css(".picture a")}
    assert {f"../timeline/{year}/#y{year}" for year in range(2000, 2020)} <= years
    index, *_ = timeline.outputs(site)
    assert len(gzip.compress(opening.encode())) + len(gzip.compress(index.make())) <= MOST
    page = next(one for one in lists.outputs(site) if one.path == "timeline/2010/index.html").make()
    of_year = sum(identifier.date.year == 2010 for identifier in many.statements)
    assert len(LexborHTMLParser(str(page.content)).css(".entry")) == of_year


def _entries(*dates: str) -> list[Entry]:
    """Return entries of which only the date matters."""
    blank: dict[str, Any] = {field.name: "" for field in dataclasses.fields(Entry)}
    parsed = (Date.parse(date) for date in dates)
    return [Entry(**blank | {"year": date.year, "month": date.month}) for date in parsed]


def _drawn(*dates: str) -> Histogram:
    return histogram(_entries(*dates), lambda year, month: f"#{year}-{month}")


def test_bars_have_the_height_of_their_counts() -> None:
    """The highest bar is as high as the drawing, the others are in proportion, and zero has no height."""
    bars = _drawn("2001", "2001", "2001", "2001", "2003", "2003", "2005").bars
    assert [bar.height for bar in bars] == [HEIGHT, 0, HEIGHT / 2, 0, HEIGHT / 4]
    assert [bar.count for bar in bars] == [4, 0, 2, 0, 1]
    assert bars[-1].x + bars[-1].width <= WIDTH


def test_one_statement_among_thousands_is_seen() -> None:
    """A bar with any statement is never too low to see."""
    assert min(bar.height for bar in _drawn("2001", *["2002"] * 5000).filled) > 2


@pytest.mark.parametrize(
    ("dates", "unit", "first", "last"),
    [
        (("2017-03", "2018-01-05"), "month", "March 2017", "January 2018"),
        (("2017", "2018-01-05"), "year", "2017", "2018"),
        (("1996-08-22", "2018-10-12"), "year", "1996", "2018"),
        (("1776", "2018-10-12"), "decade", "1770s", "2010s"),
    ],
)
def test_bars_claim_no_more_than_the_dates(dates: tuple[str, ...], unit: str, first: str, last: str) -> None:
    """Bars are months if every month is known and there are not too many, otherwise years, or decades."""
    found = _drawn(*dates)
    assert (found.unit, found.bars[0].name, found.bars[-1].name) == (unit, first, last)


def test_a_stretch_has_the_unit_that_the_browser_draws() -> None:
    """Pages draw time in the same unit as the browser, or in months if the browser's is finer."""
    for first, last, unit, count in json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]:
        found = _drawn(first, last)
        finer = unit in ("day", "week")
        assert (first, last, found.unit) == (first, last, "month" if finer else unit)
        assert finer or len(found.bars) == count


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2017-11", "2018-02", ["Nov 2017", "Dec", "Jan 2018", "Feb"]),
        ("2016-06", "2018-02", ["2017", "2018"]),
        ("2001", "2004", ["2001", "2002", "2003", "2004"]),
        ("1996", "2018", [str(year) for year in range(1996, 2019, 2)]),
    ],
)
def test_an_axis_has_room_for_its_labels(first: str, last: str, labels: list[str]) -> None:
    """Few months are all labeled; of many, only the years; of many years, every second or third."""
    assert [label.text for label in _drawn(first, last).labels] == labels


def test_a_histogram_is_a_table_too(site: Site) -> None:
    """Everything that the bars show, the table says in words, and both link to the same places."""
    newest = tuple(site.entries.values())[::-1]
    parsed = LexborHTMLParser(str(drawn(next(paginate("timeline/", newest)), "timeline/", newest, months=True)))
    bars = [(link.attributes["href"], link.text().partition(" statement")[0]) for link in parsed.css(".plot a")]
    links, counts = parsed.css("tbody a"), parsed.css("tbody td")
    rows = [(one.attributes["href"], f"{one.text()}: {count.text()}") for one, count in zip(links, counts, strict=True)]
    assert bars == rows
    assert {link.attributes["aria-hidden"] for link in parsed.css("svg")} == {"true"}
    assert {link.attributes["tabindex"] for link in parsed.css("svg a")} == {"-1"}


def test_a_short_list_has_no_histogram(site: Site) -> None:
    """A list of four statements has no picture; a list of five has one."""
    entries = tuple(site.entries.values())
    four, five = (
        drawn(next(paginate("speakers/x/", few)), "speakers/x/", few, months=False)
        for few in (entries[:4], entries[:5])
    )
    assert four == ""
    assert "<svg" in five


def test_a_nested_part_counts_for_all_that_it_is_part_of(toy: Archive) -> None:
    """A statement that cites (b)(1) is found under (b) and under the section, as its thread and its page have it."""
    (statute,) = (one for one in toy.statutes.values() if one.citation == "99 U.S.C. § 1234")
    parts = ("99 U.S.C. § 1234(b)", "99 U.S.C. § 1234(b)(1)")
    archive = dataclasses.replace(
        toy, statutes={**toy.statutes, statute.slug: dataclasses.replace(statute, subsections=parts)}
    )
    assert archive.known_parts(parts[1]) == (parts[1], parts[0], statute.citation)
    assert archive.known_parts("99 U.S.C. § 1234(b)(1)(A)") == (parts[1], parts[0], statute.citation)
    assert archive.known_parts("98 U.S.C. § 1(b)") == ()


def test_a_changed_source_is_noted(site: Site) -> None:
    """An entry says since when its source differs, whose it is and what changed; no other entry does."""
    years = [one.make() for one in timeline.outputs(site) if one.path != "timeline/data/index.json"]
    noted = [entry for year in years for entry in json.loads(gzip.decompress(year)) if "since" in entry]
    (entry,) = noted
    assert entry["since"].startswith(
        "Source changed, found on 1 June 2018. Department of Examples: passage 2 has “some”"
    )
    assert "Source changed" in entry["flags"]
