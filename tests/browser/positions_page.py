"""The table of positions, as a reader uses it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

CITY = "exampleton/99-usc-1234"
"""The pair of a place and a law that tests look at."""


def asked(page: Page) -> dict[str, list[str]]:
    """Return the address's parameters."""
    return parse_qs(urlsplit(page.url).query)


def cell(page: Page, side: str, key: str = CITY) -> Locator:
    return page.locator(f'tr[data-key="{key}"] td[data-side="{side}"]')


def pairs(page: Page) -> int:
    """Count the pairs of a place and a law, shown or not."""
    return page.locator("[data-key]").count()


def shown(page: Page) -> Locator:
    """Return the pairs that are shown, each in its own row or with those that share exactly the same statements."""
    return page.locator("[data-key]:visible")


def said(page: Page, side: str, stance: str) -> Locator:
    """Return the dates that a stance rests on."""
    return cell(page, side).locator(".matter", has_text=stance).locator("time")


def ready(page: Page) -> Page:
    """Wait until the scripts have taken over the table."""
    expect(page.locator("[data-form]")).to_be_visible()
    return page
