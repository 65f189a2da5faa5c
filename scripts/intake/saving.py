"""Have a web archive save a page, through the public API of the Internet Archive or a similar service."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from intake.fetching import FetchError
from intake.visiting import Visitor

_COPY = re.compile(r"https?://[^\s<>\"\\^`{|}]+/\d{4,14}(?:[a-z]{2}_)?/https?:/[^\s<>\"\\^`{|}]+")


def save(url: str, service: str, visitor: Visitor) -> str:
    """Have a web archive copy a page now, and return the copy's address; raises FetchError."""
    answer = visitor.ask(service + url)
    stated = urljoin(answer.url, answer.headers.get("Content-Location", ""))
    for address in (stated, answer.url):
        if 200 <= answer.status < 300 and _COPY.fullmatch(address):
            return address
    raise FetchError(f"{service} must save {url} and say where, and it answers with status {answer.status}.")
