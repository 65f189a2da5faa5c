"""Pages that tests use in turn: a context and a renderer of its own cost more than most pages under test."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize

_MOST = 50
"""Tests that use a page before it is closed, so that the memory of its renderer stays small."""


@dataclass(slots=True)
class Shared:
    """A page in its own context, and how many tests have used it."""

    page: Page
    uses: int = 0

    def show(self, size: ViewportSize, scheme: Any) -> Page:
        """Return the page with a size and a color scheme."""
        self.uses += 1
        self.page.set_viewport_size(size)
        self.page.emulate_media(
            color_scheme=scheme, media="null", reduced_motion="null", forced_colors="null", contrast="null"
        )
        return self.page

    def clear(self) -> None:
        """Leave nothing of a test but cached files: no window, route, or choice that the site remembers."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate("localStorage.clear()")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")
        self.page.mouse.move(-1, -1)


class Pool:
    """The shared pages of one process that no test uses now."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: list[Shared] = []

    def take(self) -> Shared:
        """Return an empty page, opening one if none is idle."""
        if self._idle:
            return self._idle.pop()
        return Shared(self._browser.new_context().new_page())

    def give_back(self, shared: Shared, hosts: Container[str]) -> None:
        """Clear a page after a good test for the next one, or close it if it is old or has left its hosts."""
        if shared.uses < _MOST and urlsplit(shared.page.url).netloc in hosts:
            shared.clear()
            self._idle.append(shared)
        else:
            shared.page.context.close()

    def close(self) -> None:
        """Close all pages."""
        while self._idle:
            self._idle.pop().page.context.close()
