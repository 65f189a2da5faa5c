"""Results are exported as references, which programs read just like each statement's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Page, expect

from archive.cite import formats
from archive.link.linking import link
from archive.record.model import Archive
from archive.site.site import Settings, Site
from browser.conftest import OpenPage
from browser.filters import tick
from browser.search_page import ask, found, searched, status

ENDINGS = {"RIS": "ris", "BibTeX": "bib"}


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Page:
    """The search page."""
    return searched(open_page(address + "search/"))


def _saved(page: Page, kind: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    assert download.value.suggested_filename == f"search.{ENDINGS[kind]}"
    return Path(download.value.path()).read_text(encoding="utf-8")


def _ris(text: str) -> dict[str, Mapping[str, Any]]:
    return {one["id"]: one for one in rispy.loads(text)}


def _bibtex(text: str) -> dict[str, Mapping[str, Any]]:
    library = parse_string(text)
    assert not library.failed_blocks
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


@pytest.mark.parametrize(("query", "mode"), [("kind:letter", ""), ("compliance", "Words in any form")])
def test_references_are_those_of_the_statements(
    query: str, mode: str, search: Page, address: str, archive: Archive
) -> None:
    """The file has exactly the statements found, each with the author, title, date and address of its own download."""
    ask(search, query, mode)
    ids = [path.split("/")[1] for path in found(search) if path.startswith("statements/")]
    assert len(ids) > 10
    links = link(archive)
    settings = Settings(site_name=search.title().split(" - ")[-1], site_url=address)
    site = Site(links=links, settings=settings)
    own = {statement.id: site.entries[statement.id].reference for statement in links.statements if statement.id in ids}
    ris, bibtex = _ris(_saved(search, "RIS")), _bibtex(_saved(search, "BibTeX"))
    assert list(ris) == list(bibtex) == ids
    for id in ids:
        assert ris[id] == _ris(formats.ris(own[id]))[id]
        assert bibtex[id] == _bibtex(formats.bibtex(own[id]))[id]


def test_only_statements_are_cited(search: Page) -> None:
    """If only people and places were found, no references are offered, but the tables are."""
    ask(search, "Sample")
    tick(search, "Type of page", "Speaker")
    expect(search).to_have_url(re.compile("type=speaker"))
    expect(status(search)).to_contain_text("result")
    expect(search.get_by_role("button", name="CSV")).to_be_visible()
    expect(search.get_by_role("button", name="RIS", exact=True)).to_have_count(0)


def test_references_that_are_missing_are_said(open_page: OpenPage, address: str) -> None:
    """If the references cannot be loaded, the page says so and saves no file."""
    page = searched(open_page(address + "search/?q=kind%3Aletter", allowed="search/references|ERR_FAILED"))
    page.route("**/search/references/*.json.gz", lambda route: route.abort())
    page.get_by_role("button", name="RIS", exact=True).click()
    expect(page.get_by_text("The file could not be made.")).to_be_visible()
