"""The search reads citations of law as the build does."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from bench.serving import EMPTY
from browser.conftest import OpenPage
from test_law import EXAMPLES, NOTHING

OPEN = """(url) => Promise.all([
  import(url + "assets/js/search/citations.js"),
  fetch(url + "search/exact/index.json").then((answer) => answer.json()),
]).then(([{ Citations }, index]) => { globalThis.citations = new Citations(index); })"""
WHOLE = "(texts) => texts.map((text) => citations.whole(text)?.canonical ?? null)"
READ = [
    (name, words, canonical)
    for name, texts in EXAMPLES.items()
    for (words, canonical), *_ in texts.values()  # a further section of a plural is none by itself
]
"""The form of a citation, its words, and what the build reads in them."""


@pytest.fixture
def script(open_page: OpenPage, address: str) -> Page:
    """A page with the browser's module loaded, and the index that the build wrote."""
    page = open_page(address + EMPTY)
    page.evaluate(OPEN, address)
    return page


def whole(script: Page, texts: list[str]) -> list[Any]:
    """Return the canonical form of each text, None if it is not a citation."""
    return list(script.evaluate(WHOLE, texts))


def test_every_spelling(script: Page) -> None:
    """The search reads each spelling that the build reads; a bare section, without text around it, stays bare."""
    found = whole(script, [words for _, words, _ in READ])
    for (name, words, canonical), read in zip(READ, found, strict=True):
        expected = "§ " + canonical.rpartition("§ ")[2] if name == "Bare section" else canonical
        assert (words, (read or "").replace(",", "")) == (words, expected.replace(",", ""))


def test_capitals_do_not_matter(script: Page) -> None:
    """Nobody types capitals in a search: lowercase gives the same citation."""
    texts = [words for _, words, _ in READ]
    small = whole(script, [words.lower() for words in texts])
    assert [read.lower() for read in small] == [read.lower() for read in whole(script, texts)]


def test_what_is_no_citation(script: Page) -> None:
    """A text that the build does not read as a citation is none in the search, which also reads sections of no law."""
    texts = [text for text in NOTHING if text not in ("§ 13730", "Section 12")]
    assert whole(script, texts) == [None] * len(texts)
