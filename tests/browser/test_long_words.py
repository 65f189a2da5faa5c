"""Words without a place to break, in either direction of writing, fit a phone."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.check.checking import check
from archive.read.reading import read
from archive.record.problem import errors
from bench.serving import served
from browser.conftest import OpenPage
from building import TODAY, built

PHONE = 390
LONG = (
    "w" * 150,
    "Donaudampfschifffahrtsgesellschaft" * 4,
    "\u05e9\u05dc\u05d5\u05dd" * 40,
    "\u0645\u0631\u062d\u0628\u0627" * 30,
    "in \u05e2\u05d1\u05e8\u05d9\u05ea " + "w" * 120,
)
VALUE = re.compile(r"(?m)^( *(?:- )?(?:title|name|summary|publisher|caution|note|reason|capacity|label)): .+$")
BODY = "\n\n".join(("", "w" * 900, *LONG, "> " + "w" * 400, "- https://example.org/" + "w" * 300, ""))
CHOSEN = {
    "a search": "search/?q=exampleton",
    "lines": "search/?q=exampleton&mode=exact&view=lines",
    "a filter": "timeline/?speaker=ada-sample&lanes=speaker",
    "two days": "positions/changes/?from=2017-01-01&to=2018-12-31",
    "a written page with tables": "benchmark/",
}


@pytest.fixture(scope="module")
def site(toy_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the made-up archive with such words in every title, name and text that takes them."""
    root = tmp_path_factory.mktemp("long") / "archive"
    shutil.copytree(toy_root, root, ignore=shutil.ignore_patterns("seals"))
    words = (f"{number} {LONG[number % len(LONG)]}" for number in itertools.count())
    for file in sorted((root / "statements").glob("*/*.[my]*")):
        old = file.read_text(encoding="utf-8")
        head, end, body = old.partition("\n---\n")
        longer = VALUE.sub(lambda match: f"{match[1]}: {next(words)}", head)
        if not _try(root, file, longer + end + body):
            for match in VALUE.finditer(head):
                text = file.read_text(encoding="utf-8")
                _try(root, file, text.replace(match[0], f"{match[1]}: {next(words)}", 1))
        if body.strip():
            _try(root, file, file.read_text(encoding="utf-8").rstrip() + BODY)
    return built(root, root.parent / "site")


def _try(root: Path, file: Path, text: str) -> bool:
    """Change a file if the record stays without errors; return whether it did."""
    old = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    refused = bool(errors(check(read(root), TODAY)))
    if refused:
        file.write_text(old, encoding="utf-8")
    return not refused


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of that site."""
    with served(site) as host:
        yield host.address


def test_no_page_scrolls_sideways(site: Path, address: str, open_page: OpenPage) -> None:
    """The largest page of each folder, be it whole or in a frame, is no wider than a phone."""
    largest = {
        file.parent.parent: file for file in sorted(site.rglob("index.html"), key=lambda file: file.stat().st_size)
    }
    page = open_page(address, width=PHONE)
    wide = {file: _over(page, f"{address}{file.parent.relative_to(site).as_posix()}/") for file in largest.values()}
    assert len(wide) > 10
    assert {file: over for file, over in wide.items() if over} == {}


@pytest.mark.parametrize("path", CHOSEN.values(), ids=CHOSEN)
def test_nothing_chosen_scrolls_sideways(path: str, address: str, open_page: OpenPage) -> None:
    """Neither does what a reader asks for."""
    assert _over(open_page(address, width=PHONE), address + path) == 0


def _over(page: Page, address: str) -> int:
    """Return by how many pixels a page is wider than its window."""
    page.goto(address)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
