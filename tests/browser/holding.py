"""Requests that are kept from being answered until a test lets them go."""

from __future__ import annotations

from playwright.sync_api import Page, Route


def hold(page: Page, pattern: str) -> list[Route]:
    """Hold what a page asks for from now on; the list that is given grows with it."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep)
    return held
