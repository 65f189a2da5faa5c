"""What a page loads for its first view, and what it loads later."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page, Response, expect

from bench.serving import EMPTY
from browser.conftest import OpenPage

MOST = 150_000
"""Compressed bytes of a first view, however many statements there are."""
FIRST = ("", "timeline/", "search/", "threads/", "statements/")
"""Without the positions: that page has every pair of a place and a law."""
LATER = {
    "timeline/": ("/timeline/data/", "/timeline/view.js"),
    "positions/": ("/positions/data.json",),
    "search/": ("/pagefind/", "/search/exact/index.json"),
}
"""The pages that load data after their first view, and what: parts of addresses."""
STARTS = """performance.getEntriesByType("resource").map(({ name, startTime }) => [name, startTime])"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventStart"
PACKED = (".woff2", ".gz", ".png")


def ready(page: Page) -> Page:
    """Wait for what comes after the first view."""
    expect(page.locator("[aria-busy], .timeline-view[data-timeline]:not(.live)")).to_have_count(0)
    return page


@pytest.mark.parametrize("path", FIRST)
def test_a_first_view_is_small(path: str, open_page: OpenPage, large_address: str) -> None:
    """Until it has loaded, a page of a large archive takes at most 150 KB as hosts compress them."""
    page = open_page(large_address + EMPTY, fresh=True)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108 - Playwright marks what it calls
    page.goto(large_address + path)
    ready(page)
    end = page.evaluate(LOADED)
    starts = dict(page.evaluate(STARTS))  # without the page itself, and without what a worker loads after it
    first = [one for one in loaded if one.url == page.url or starts.get(one.url, end + 1) <= end]
    assert len(first) > 5
    assert sum(_transferred(one) for one in first) <= MOST


def _transferred(response: Response) -> int:
    """Return the size of a response as a static host sends it."""
    body = response.body()
    return len(body if response.url.endswith(PACKED) else gzip.compress(body, 6))


@pytest.mark.parametrize("path", LATER)
def test_data_come_after_the_first_view(path: str, open_page: OpenPage, address: str) -> None:
    """What filters and results need is not loaded before the page itself."""
    page = ready(open_page(address + path, fresh=True))
    end = page.evaluate(LOADED)
    starts = page.evaluate(STARTS)
    for part in LATER[path]:
        times = [start for name, start in starts if part in name]
        assert times, part
        assert min(times) >= end, part


@pytest.mark.parametrize("query", ["", "?kind=letter"])
def test_a_search_without_words_loads_few_words(query: str, open_page: OpenPage, large_address: str) -> None:
    """A search without words finds every page without loading the index of words."""
    page = open_page(large_address + EMPTY, fresh=True)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{large_address}search/{query}")
    expect(ready(page).locator(".results li").first).to_be_visible()
    assert sum(".pf_index" in url for url in asked) == 1
    assert "zzeverypagezz" not in page.locator("main").inner_text()
