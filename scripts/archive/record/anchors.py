"""Where the quotations stand that a statement's positions rest on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from archive.record.model import Statement
from archive.record.text import fold, passages


def anchor(statement: Statement, quote: str) -> str:
    """Return the anchor of the passage that a position's quotation, folded, is in; empty where none has all of it."""
    return _anchors(statement.body, tuple(fold(it.quote) for it in statement.positions if it.quote)).get(quote, "")


@lru_cache(maxsize=1024)
def _anchors(body: str, quotes: tuple[str, ...]) -> Mapping[str, str]:
    """Find all quotations at once: a body is long to parse, and each place of a statement has a page."""
    found = passages(body) if quotes else ()
    return {quote: next((each.anchor for each in found if quote in each.plain), "") for quote in set(quotes)}
