"""A reader takes a citation away in the chosen style, copied or as a file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import Page, expect

from browser.accessible import faults_in_every_variant
from browser.conftest import OpenPage

HELD = "statements/2017-10-12-sample-department-confirms-compliance/"
OTHER = "statements/2017-10-11-department-gives-a-last-chance/"


@pytest.fixture
def box(open_page: OpenPage, address: str) -> Page:
    """A statement's page with its citations open, in a browser that allows clipboard access."""
    page = open_page(address + HELD, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("In a style or a format").click()
    return page


def _choose(page: Page, kind: str) -> None:
    page.get_by_label("Style or format of the citation").select_option(label=kind)


def test_one_citation_shows_at_a_time(box: Page) -> None:
    """Of the eight citations only the chosen one shows, and only a format can be downloaded."""
    shown = box.locator(".citations section:visible")
    for kind, has_file in (("Bluebook", False), ("APA", False), ("RIS", True), ("Wikipedia", False)):
        _choose(box, kind)
        expect(shown).to_have_count(1)
        assert shown.get_attribute("data-name") == {"Wikipedia": "wikitext"}.get(kind, kind.lower())
        expect(box.locator(".citations").get_by_role("button", name="Download")).to_be_visible(visible=has_file)


def test_a_citation_is_copied_with_the_whole_address(box: Page, address: str) -> None:
    """A site that did not know its address when built fills it in wherever a citation has it."""
    _choose(box, "MLA")
    box.locator(".citations").get_by_role("button", name="Copy", exact=True).click()
    expect(box.locator(".citations").get_by_role("button", name="Copied")).to_be_visible()
    copied = str(box.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("Sample, Ada. [Sample says the Department has confirmed")
    assert f" {address}{HELD} [Exampleton Courier, " in copied


def test_a_format_is_downloaded_as_a_file(box: Page, address: str, tmp_path: Path) -> None:
    """The file is named after the statement, and a program reads the same report from it."""
    for kind, ending in (("RIS", "ris"), ("CSL-JSON", "json"), ("BibTeX", "bib")):
        _choose(box, kind)
        with box.expect_download() as downloading:
            box.locator(".citations").get_by_role("button", name="Download").click()
        assert downloading.value.suggested_filename == f"{HELD.split('/')[1]}.{ending}"
        downloading.value.save_as(tmp_path / ending)
    (ris,) = rispy.loads((tmp_path / "ris").read_text(encoding="utf-8"))
    assert (ris["authors"], ris["urls"]) == (["Sample, Ada"], [address + HELD])
    assert json.loads((tmp_path / "json").read_bytes())[0]["URL"] == address + HELD
    assert (tmp_path / "bib").read_text(encoding="utf-8").startswith("@techreport{")


def test_the_choice_holds_for_the_next_page(box: Page, address: str) -> None:
    """The chosen style is kept for the next statement."""
    _choose(box, "Chicago")
    box.goto(address + OTHER)
    box.get_by_text("In a style or a format").click()
    assert box.locator(".citations section:not([hidden])").get_attribute("data-name") == "chicago"


@pytest.mark.parametrize("kind", ["Bluebook", "BibTeX"])
def test_axe_finds_nothing(open_page: OpenPage, address: str, kind: str) -> None:
    """With the citations open no rule of accessibility is broken, and nothing is wider than the window."""
    page = open_page(address + HELD)
    page.get_by_text("In a style or a format").click()
    _choose(page, kind)
    assert faults_in_every_variant(page) == []


def test_a_host_may_unpack_the_formats(open_page: OpenPage, address: str, site: Path) -> None:
    """A format also shows if the host makes the browser decompress its file on the way."""
    page = open_page(address + HELD)
    plain = gzip.decompress((site / "search/references/2017.json.gz").read_bytes())
    page.route("**/search/references/*", lambda route: route.fulfill(body=plain))
    page.get_by_text("In a style or a format").click()
    _choose(page, "RIS")
    expect(page.locator(".citations section:visible")).to_contain_text("TY  - RPRT")


def test_a_format_that_is_missing_is_said(open_page: OpenPage, address: str) -> None:
    """If a format cannot be loaded, the page says so and offers no empty file; a style still shows."""
    page = open_page(address + HELD, allowed="search/references|ERR_FAILED")
    page.route("**/search/references/*", lambda route: route.abort())
    page.get_by_text("In a style or a format").click()
    _choose(page, "RIS")
    expect(page.get_by_text("The citation could not be loaded.")).to_be_visible()
    expect(page.locator(".citations").get_by_role("button", name="Download")).to_be_disabled()
    _choose(page, "MLA")
    expect(page.locator(".citations section:visible")).to_contain_text("Sample, Ada")


def test_without_scripts_every_style_is_there(open_page: OpenPage, address: str) -> None:
    """Without scripts the four styles are listed, each under its name, with a link to the formats."""
    page = open_page(address + HELD, java_script_enabled=False)
    page.get_by_text("In a style or a format").click()
    expect(page.locator(".citations section:visible")).to_have_count(4)
    expect(page.locator(".citations .scriptless a")).to_have_attribute("href", "../../data/")
    expect(page.locator(".citations h3").first).to_have_text("Bluebook")
