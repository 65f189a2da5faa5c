"""A timeline, as a reader uses it: opened, filtered, read."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from playwright.sync_api import Page, expect


def opened(page: Page, address: str, query: str = "", *, at: str = "timeline") -> Page:
    """Open a site's timeline, or another page's, filtered by a query, and wait until its scripts have taken over."""
    page.goto(f"{address}{at}/?{query}" if query else f"{address}{at}/")
    if at != "timeline" and not query:
        page.get_by_role("button", name="Filter, zoom and compare").click()
    expect(page.locator(".toolbar .shown")).to_have_text(re.compile(r"\d"))
    page.evaluate("document.fonts.ready.then(() => true)")  # nothing moves anymore
    return page


def asked(page: Page) -> dict[str, list[str]]:
    """Return the address's parameters."""
    return parse_qs(page.evaluate("location.search.slice(1)"))


def shown(page: Page) -> str:
    """Return how many statements the page says are left."""
    return page.locator(".toolbar .shown").inner_text()


def titles(page: Page) -> list[str]:
    """Return the titles in the list that the scripts made."""
    return page.locator(".made .entry h4").all_inner_texts()
