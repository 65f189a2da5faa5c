"""Watch a page for everything that a reader's browser must not meet on this site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

_SILENT = ("blob", "data", "about")
_MILD = ("log", "info", "debug")


class Watch:
    """The faults on a page, in order; empty at the end of a good test."""

    def __init__(self, page: Page, host: str, allowed: str = "") -> None:
        """Watch a page of the site at ``host``; faults that match ``allowed`` are expected by the test."""
        self._host = host
        self._allowed = re.compile(allowed) if allowed else None
        self.faults: list[str] = []
        self._page = page
        self._listeners = {
            "console": self._console,
            "pageerror": self._error,
            "request": self._request,
            "requestfailed": self._failed,
            "response": self._response,
        }
        for event, listener in self._listeners.items():
            page.on(event, listener)  # type: ignore[call-overload] # mypy does not see which event it is

    def end(self) -> None:
        """Stop watching."""
        for event, listener in self._listeners.items():
            self._page.remove_listener(event, listener)

    def _note(self, fault: str) -> None:
        if not (self._allowed and self._allowed.search(fault)):
            self.faults.append(fault)

    def _error(self, error: Error) -> None:
        self._note(f"error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in _MILD:
            self._note(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in _SILENT and address.netloc != self._host:
            self._note(f"off the host: {request.url}")

    def _failed(self, request: Request) -> None:
        # Leaving a page aborts whatever it was still loading, which is not a fault.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"{response.status}: {response.url}")
