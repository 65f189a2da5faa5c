"""Find a phrase in a text in the slow, certain way, without the browser's code."""

from __future__ import annotations

import re

from archive.record.normalized import is_letter


def places(phrase: str, text: str) -> list[int]:
    """Return where a normalized phrase occurs in a normalized text, as whole words."""
    found = [match.start() for match in re.finditer(f"(?={re.escape(phrase)})", text)] if phrase in text else []
    return [at for at in found if phrase and not _inside(text, at) and not _inside(text, at + len(phrase))]


def _inside(text: str, at: int) -> bool:
    """Return whether a place is inside a word."""
    return 0 < at < len(text) and is_letter(text[at - 1]) and is_letter(text[at])
