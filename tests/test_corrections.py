"""Corrections, withdrawals and changed sources are listed, latest first, in the record's own words."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from archive.link.linking import Links, link
from archive.pages import corrections
from archive.record.model import Archive
from archive.record.watch import events
from archive.site.site import Settings, Site


def _page(links: Links, slot: str = "corrections") -> LexborHTMLParser:
    slots = corrections.slots(Site(links=links, settings=Settings(site_name="Toy")))
    return LexborHTMLParser(slots[slot]("../"))


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
    """If nothing was corrected, the page says so."""
    plain = {id: replace(each, corrections=(), withdrawn=None) for id, each in toy.statements.items()}
    page = _page(link(replace(toy, statements=plain)))
    assert page.css_first("ol") is None
    assert "No record was corrected or withdrawn yet." in page.text()


def test_every_changed_source_is_listed(toy: Archive, toy_links: Links) -> None:
    """Each event of a source is a row with its day, owner and finding; if there is none, the page says so."""
    told = [row.text(separator=" ") for row in _page(toy_links, "changed-sources").css("li")]
    found = [(statement, event) for statement in toy.statements.values() for event in events(toy, statement)]
    assert len(told) == len(found) > 0
    for statement, event in found:
        (row,) = (row for row in told if event.date.display in row)
        assert all(words in row for words in (event.heading, event.text, statement.title, statement.source.publisher))
    nothing = _page(link(replace(toy, watched={})), "changed-sources")
    assert "No source was found changed yet." in nothing.text()
