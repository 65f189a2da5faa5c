"""The page on corrections tells of each correction and withdrawal, the latest first, in the record's own words."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import corrections
from archive.record.model import Archive
from archive.site.site import Settings, Site


def _page(links: Links) -> LexborHTMLParser:
    slots = corrections.slots(Site(links=links, settings=Settings(site_name="Toy")))
    return LexborHTMLParser(slots["corrections"]("../"))


def test_every_correction_is_listed(toy: Archive, toy_links: Links) -> None:
    """Each correction and each withdrawal is a row with its day, its record and what was wrong."""
    page = _page(toy_links)
    told = [row.text(separator=" ") for row in page.css("li")]
    for statement in toy.statements.values():
        edits = [(each.date, each.note) for each in statement.corrections]
        edits += [(statement.withdrawn.date, statement.withdrawn.reason)] if statement.withdrawn else []
        for date, text in edits:
            assert any(date.display in row and text in row and statement.title in row for row in told)
    days = [time.attributes["datetime"] or "" for time in page.css("time")]
    assert days == sorted(days, reverse=True)
    assert len(days) > 1


def test_an_archive_without_corrections(toy: Archive) -> None:
    """Where nothing was corrected, the page says so."""
    plain = {id: replace(each, corrections=(), withdrawn=None) for id, each in toy.statements.items()}
    page = _page(link(replace(toy, statements=plain)))
    assert page.css_first("ol") is None
    assert "No record was corrected or withdrawn yet." in page.text()
