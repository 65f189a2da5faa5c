"""Words as the Markdown of a body, so that they come out of it as they went in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.record.text import GAP, fold

_MARK = re.compile(r"[\\*_]")
_BEGINS = re.compile(r"[>#+-]")
_NUMBERED = re.compile(r"(\d+)([.)])")


def body(passages: Sequence[tuple[int, str]]) -> str:
    """Join passages, each with its number in the source; a gap stands where numbers are left out between two."""
    parts: list[str] = []
    last = 0
    for number, text in passages:
        if last and number != last + 1:
            parts.append(GAP)
        parts.append(escaped(fold(text)))
        last = number
    return "\n\n".join(parts)


def escaped(words: str) -> str:
    """Write one paragraph of words so that none of its characters is read as a mark."""
    plain = _MARK.sub(lambda mark: "\\" + mark[0], words)
    if _BEGINS.match(plain) or plain == GAP:
        return "\\" + plain
    return _NUMBERED.sub(r"\1\\\2", plain, count=1) if _NUMBERED.match(plain) else plain
