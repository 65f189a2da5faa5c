"""Write words as the Markdown of a body, so that reading it returns the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.record.text import GAP, fold

_MARK = re.compile(r"[\\*_]")
_BEGINS = re.compile(r"[>#+-]")
_NUMBERED = re.compile(r"(\d+)([.)])")


def body(passages: Sequence[tuple[int, str]]) -> str:
    """Join passages, each with its number in the source; a gap marks each place where numbers are skipped."""
    parts: list[str] = []
    last = 0
    for number, text in passages:
        if last and number != last + 1:
            parts.append(GAP)
        parts.append(escaped(fold(text)))
        last = number
    return "\n\n".join(parts)


def escaped(words: str) -> str:
    """Write a paragraph of words so that none of its characters is read as markup."""
    plain = _MARK.sub(lambda mark: "\\" + mark[0], words)
    if _BEGINS.match(plain) or plain == GAP:
        return "\\" + plain
    return _NUMBERED.sub(r"\1\\\2", plain, count=1) if _NUMBERED.match(plain) else plain
