"""Hold requests unanswered until a test releases them."""

from __future__ import annotations

from playwright.sync_api import Page, Route


def hold(page: Page, pattern: str) -> list[Route]:
    """Hold a page's requests from now on; the given list grows with them."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep)
    return held
