"""The filters that the timeline, the search and the table of positions share, as a reader uses them."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def unfold(page: Page) -> None:
    """Show the filters if they are collapsed."""
    expect(page.locator(".filters")).to_be_attached()
    folded = page.locator(".fold[aria-expanded=false]")
    if folded.count():
        folded.click()


def panel(page: Page, facet: str) -> Locator:
    """Open a facet's panel, and the filters if they are collapsed; returns the panel."""
    unfold(page)
    found = page.locator("details.filter", has=page.locator("summary", has_text=facet))
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    expect(found.locator("li").first).to_be_visible()
    return found


def value(page: Page, facet: str, label: str) -> Locator:
    """Return a value's line in the open panel of its facet."""
    return panel(page, facet).locator("li", has=page.get_by_text(label, exact=True))


def tick(page: Page, facet: str, label: str) -> None:
    """Check a value of a facet, or uncheck it."""
    value(page, facet, label).get_by_role("checkbox").click()


def counts(page: Page, facet: str) -> dict[str, int]:
    """Return how many results each value of a facet would have, by label."""
    lines = panel(page, facet).locator("li label").all()
    read = [(line.locator("span").first.inner_text(), line.locator(".count").inner_text()) for line in lines]
    return {label: int(count.replace(",", "")) for label, count in read}
