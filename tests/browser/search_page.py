"""The search page, as a reader uses it: its box, its answer, its results."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect


def searched(page: Page) -> Page:
    """Wait until the answer is shown."""
    expect(page.locator("[data-search=results]:not([aria-busy])")).to_have_count(1)
    return page


def found(page: Page) -> list[str]:
    """Return the addresses of all results, without the part that points to a passage."""
    while (more := searched(page).locator("[data-search=more]")).is_visible():
        shown = page.locator(".hit").count()
        more.click()
        expect(page.locator(".hit").nth(shown)).to_be_visible()
    addresses = page.locator(".hit :is(h2, h3) a").evaluate_all("(links) => links.map((link) => link.pathname)")
    return [address.removeprefix("/some/prefix/") for address in addresses]


def status(page: Page) -> Locator:
    """Return the sentence that says how much was found."""
    return searched(page).get_by_role("status")


def ask(page: Page, query: str, mode: str = "") -> Page:
    """Type a query and submit it; ``mode`` is the label of a search mode."""
    box = page.get_by_role("search", name="Search the archive").get_by_role("combobox")
    box.fill(query)
    box.press("Enter")
    expect(page).to_have_url(re.compile(re.escape("q=" + quote_plus(query, safe="*-._"))))
    if mode and not searched(page).get_by_label(mode).is_checked():
        page.get_by_label(mode).check()
        expect(page).to_have_url(re.compile("mode="))
    return searched(page)
