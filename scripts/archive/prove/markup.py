"""Parse pages within limits: one that can keep a parser busy, or fill the memory, is parsed in another process.

The parser's time grows with the square of the elements that are open at once, and of the attributes of one tag. Its
memory grows with the product of the formatting elements, which it opens again in each block, and all elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser

from archive.prove.apart import apart

_TAGS = 20_000
"""Tags of a page that is parsed in this process."""
_TAG = 20_000
"""Characters of its longest tag."""
_REOPENED = 1_000_000
"""Elements that its formatting elements can become."""

_FORMATTING = re.compile(r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_HIDING = re.compile(r"""=\s*(?:"[^">]*|'[^'>]*)>""")
_OPEN = {mark: re.compile(rf"=\s*{mark}[^{mark}]*\Z") for mark in "\"'"}
"""An attribute's value that has begun and not ended, by its quotation mark."""


def parsed(work: Callable[[bytes], str], page: str) -> str:
    """Return what a function of a module makes of a page in UTF-8; raises ApartError where it takes too much."""
    data = page.encode("utf-8", "surrogatepass")
    return apart(work, data) if _is_demanding(page) else work(data)


def tree(data: bytes) -> LexborHTMLParser:
    """Return the tree of a page from the bytes that ``parsed`` gives its function."""
    return LexborHTMLParser(data.decode("utf-8", "surrogatepass"))


def _is_demanding(page: str) -> bool:
    tags = page.count("<")
    return (
        tags > _TAGS
        or sum(1 for _ in _FORMATTING.finditer(page)) * tags > _REOPENED
        or max(map(len, page.split(">"))) > _TAG
        or (_HIDING.search(page) is not None and _longest(page) > _TAG)
    )


def _longest(page: str) -> int:
    """Return the most characters that a tag can have, where any ``>`` may be hidden in an attribute's value.

    Only a parser knows where a tag begins, and so which quotation marks count.
    """
    longest = run = 0
    within: set[str] = set()
    for piece in page.split(">"):
        run += len(piece) + 1
        within = {mark for mark in _OPEN if (mark in within and mark not in piece) or _opens(mark, piece)}
        if not within:
            longest, run = max(longest, run), 0
    return max(longest, run)


def _opens(mark: str, piece: str) -> bool:
    return "=" in piece and _OPEN[mark].search(piece) is not None
