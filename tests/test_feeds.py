"""Feeds and calendars, read by independent parsers."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import pytest

from archive.export import calendars, feeds
from archive.link.linking import Links, link
from archive.record.dates import Date
from archive.record.model import Archive, Correction, Statement
from archive.site import paths
from archive.site.site import Settings, Site

_ADDRESS = "https://archive.example/under/"
BURST = 2_500
"""Statements of one day; three files of a feed."""


def _parsed(data: bytes) -> Any:
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def _feeds(links: Links, site_url: str = _ADDRESS) -> dict[str, bytes]:
    site = Site(links=links, settings=Settings(site_name="Archive", site_url=site_url))
    return {output.path: output.make() for output in feeds.outputs(site)}


def _many(archive: Archive, dates: list[Date]) -> Links:
    """Return an archive of one statement for each date."""
    pattern = archive.statements["2017-03-08-sample-says-exampleton-complies"]
    made = (
        replace(pattern, id=f"{date.stem}-{number}", date=date, added=date, relations={}, aliases=(), corrections=())
        for number, date in enumerate(dates)
    )
    return link(replace(archive, statements={statement.id: statement for statement in made}, threads={}))


def test_everything_has_a_feed(toy_links: Links) -> None:
    """The archive, each thread, and each speaker, jurisdiction and statute with statements have a feed that parses."""
    found = _feeds(toy_links)
    expected = {"feed.xml", "threads/exampleton-and-1234/feed.xml", "speakers/ada-sample/feed.xml"}
    expected |= {"jurisdictions/exampleton/feed.xml", "statutes/99-usc-1234/feed.xml"}
    assert expected <= set(found)
    assert "jurisdictions/us/feed.xml" in found
    assert "jurisdictions/example/feed.xml" not in found  # nothing is about the state itself
    for data in found.values():
        assert _parsed(data).entries


def test_corrections_have_a_feed(toy: Archive, toy_links: Links) -> None:
    """The corrections feed has exactly the records that were corrected or withdrawn, and may be empty."""
    parsed = _parsed(_feeds(toy_links)["corrections/feed.xml"])
    changed = {each.title for each in toy.statements.values() if each.corrections or each.withdrawn}
    assert {entry.title for entry in parsed.entries} == changed
    nothing = _many(toy, [Date.parse("2017-05-05")])
    assert not _parsed(_feeds(nothing)["corrections/feed.xml"]).entries


def test_changed_sources_have_a_feed(toy: Archive, toy_links: Links) -> None:
    """The feed of changed sources has an entry for each event, by the day it was found, and may be empty."""
    parsed = _parsed(_feeds(toy_links)["watch/feed.xml"])
    changed, moved = parsed.entries
    assert changed.title == "Source changed: The Office of Instances tells Exampleton that it found no violation"
    assert "Department of Examples: passage 2 has “some” where it had “no”" in changed.summary
    assert (changed.updated[:10], moved.updated[:10]) == ("2018-06-01", "2018-02-01")
    assert changed.id != moved.id
    assert changed.link == moved.link
    nothing = link(replace(toy, watched={}))
    assert not _parsed(_feeds(nothing)["watch/feed.xml"]).entries


def test_an_entry_leads_to_its_statement(toy_links: Links) -> None:
    """An entry has the statement's title, speakers, date and permalink, and a unique id."""
    parsed = _parsed(_feeds(toy_links)["speakers/ada-sample/feed.xml"])
    assert parsed.feed.title == "Ada Sample - Archive"
    assert parsed.feed.link == f"{_ADDRESS}speakers/ada-sample/"
    entry = next(item for item in parsed.entries if item.title == "Sample and Instance welcome the finding")
    assert entry.link == f"{_ADDRESS}statements/2017-09-20-sample-instance-welcome-finding/"
    assert entry.published == "2017-09-20T00:00:00Z"
    assert [author.name for author in entry.authors] == ["Ada Sample", "Clara Instance"]
    whole = _parsed(_feeds(toy_links)["feed.xml"])
    assert len({entry.id for entry in whole.entries}) == len(toy_links.statements)
    assert entry.id in {entry.id for entry in whole.entries}


def test_links_work_without_an_address(toy_links: Links) -> None:
    """If the site does not know its address, an entry's link is relative to the feed."""
    data = _feeds(toy_links, "")["threads/exampleton-and-1234/feed.xml"]
    parsed = feedparser.parse(
        data, response_headers={"content-location": f"{_ADDRESS}threads/exampleton-and-1234/feed.xml"}
    )
    assert parsed.entries[0].link.startswith(f"{_ADDRESS}statements/")


def test_a_correction_comes_up_again(toy_links: Links) -> None:
    """A corrected or withdrawn record is updated on that day, and keeps its own publication date."""
    parsed = _parsed(_feeds(toy_links)["feed.xml"])
    assert parsed.entries[0].title == "The Conference of Mayors disputes the order"
    assert parsed.entries[0].updated == "2018-06-01T00:00:00Z"
    corrected = next(entry for entry in parsed.entries if entry.title.startswith("Sample says"))
    assert (corrected.published[:10], corrected.updated[:10]) == ("2017-03-08", "2017-05-02")
    assert parsed.feed.updated == parsed.entries[0].updated


def test_an_old_text_that_is_added_today_comes_first(toy: Archive) -> None:
    """A feed is ordered by the day a record was added, not by the date of its statement."""
    links = _many(toy, [Date(1990 + number, 1, 1) for number in range(9)])
    old = replace(links.statements[0], id="1990-01-01-old", added=Date(2026, 11, 24))
    late = link(replace(links.archive, statements={**links.archive.statements, old.id: old}))
    first = _parsed(_feeds(late)["feed.xml"]).entries[0]
    assert first.link == f"{_ADDRESS}statements/1990-01-01-old/"
    assert (first.published[:10], first.updated[:10]) == ("2026-11-24", "2026-11-24")


def test_a_burst_is_never_lost(toy: Archive) -> None:
    """A feed has all statements of the thirty days before the newest, and none from the day before those."""
    burst = [Date(2017, 5, 1)] * 3 + [Date(2017, 5, day) for day in range(1, 32)] * 2
    links = _many(toy, [Date(2017, 4, 30)] * 9 + burst)
    assert len(_parsed(_feeds(links)["feed.xml"]).entries) == len(burst)


def test_a_quiet_feed_has_fifty(toy: Archive) -> None:
    """A feed has the fifty newest, however old, and no more."""
    links = _many(toy, [Date(1990 + number // 12, number % 12 + 1, 1) for number in range(120)])
    parsed = _parsed(_feeds(links)["feed.xml"])
    assert len(parsed.entries) == feeds.LEAST == 50
    assert parsed.entries[0].published[:10] == "1999-12-01"


def test_a_burst_goes_on_in_further_files(toy: Archive) -> None:
    """Every feed file is smaller than 5 MB, each links to the next, and together they have every entry once."""
    found = _feeds(_many(toy, [Date(2017, 5, 1)] * BURST))
    assert all(len(data) < 5_000_000 for data in found.values())
    path, seen, files = "feed.xml", [], 0
    while path:
        parsed = _parsed(found[path])
        seen += [entry.id for entry in parsed.entries]
        following = [link.href for link in parsed.feed.links if link.rel == "next"]
        path, files = following[0].removeprefix(_ADDRESS) if following else "", files + 1
    assert files == 3
    assert len(seen) == len(set(seen)) == BURST


def test_an_empty_archive_has_a_feed() -> None:
    """The feed that every page names exists even if the archive is empty."""
    nothing = link(Archive(statements={}, speakers={}, jurisdictions={}, statutes={}))
    assert _parsed(_feeds(nothing)["feed.xml"]).entries == []


def test_ids_stay_when_the_site_moves(toy_links: Links) -> None:
    """An entry's id is the same wherever the site is, so that no feed reader shows it twice."""
    here, there = (_parsed(_feeds(toy_links, address)["feed.xml"]) for address in (_ADDRESS, "https://other.example/"))
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]
    assert here.feed.id == there.feed.id


@pytest.mark.parametrize("words", ['<b> & "quotes" ]]>', "é – § 1234 “x”"])
def test_words_come_through_a_feed(toy: Archive, words: str) -> None:
    """A title with characters that are special in XML reads as it was written."""
    links = _many(toy, [Date(2017, 1, 1)])
    (statement,) = links.statements
    changed = link(replace(links.archive, statements={statement.id: replace(statement, title=words)}))
    assert _parsed(_feeds(changed)["feed.xml"]).entries[0].title_detail.value == words


def _calendar(links: Links) -> tuple[bytes, Any]:
    site = Site(links=links, settings=Settings(site_name="Archive", site_url=_ADDRESS))
    (output,) = calendars.outputs(site)
    assert output.path == paths.events("exampleton-and-1234")
    data = output.make()
    return data, icalendar.Calendar.from_ical(data)


def test_a_thread_has_a_calendar(toy_links: Links) -> None:
    """A thread's calendar has each of its statements as an event on the days that its date can mean."""
    _, calendar = _calendar(toy_links)
    found = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(toy_links.threads["exampleton-and-1234"])
    day = found["Sample says that Exampleton complies with § 1234"]
    assert (day["dtstart"].dt, day["dtend"].dt) == (datetime.date(2017, 3, 8), datetime.date(2017, 3, 9))
    assert day["url"] == f"{_ADDRESS}statements/2017-03-08-sample-says-exampleton-complies/"
    month = found["Specimen says that Exampleton violates § 1234"]
    assert (month["dtstart"].dt, month["dtend"].dt) == (datetime.date(2017, 3, 1), datetime.date(2017, 4, 1))
    assert "day not known" in month["description"]


def test_a_calendar_keeps_to_its_form(toy: Archive) -> None:
    """No line of a calendar is longer than 75 octets, lines end correctly, and words with commas survive."""
    title = "One, two; three \\ four – " + "é§" * 60
    statement = toy.statements["2017-03-08-sample-says-exampleton-complies"]
    data, calendar = _calendar(
        link(replace(toy, statements={**toy.statements, statement.id: replace(statement, title=title)}))
    )
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"One\\, two\\; three \\\\ four" in data
    assert title in {str(event["summary"]) for event in calendar.walk("VEVENT")}


def test_every_page_names_the_feed(site: Path) -> None:
    """Each page's head links to the archive's feed, and pages with their own feed link to that."""
    for page, own in (
        ("index.html", None),
        ("about/index.html", None),
        ("speakers/ada-sample/index.html", "speakers"),
    ):
        head = (site / page).read_text(encoding="utf-8").partition("</head>")[0]
        assert head.count('type="application/atom+xml"') == (2 if own else 1)
    thread = (site / "threads" / "exampleton-and-1234" / "index.html").read_text(encoding="utf-8")
    assert 'type="text/calendar"' in thread.partition("</head>")[0]


def test_a_withdrawn_or_corrected_day_counts(toy: Archive) -> None:
    """The last public change of a record is the latest of its dates, and never before the statement."""
    statement: Statement = toy.statements["2017-03-08-sample-says-exampleton-complies"]
    early = Correction(date=Date(2016, 1, 1), note="Before.")
    assert feeds.updated(replace(statement, corrections=(early,))) == datetime.date(2017, 3, 8)
    assert feeds.updated(statement) == datetime.date(2017, 5, 2)
