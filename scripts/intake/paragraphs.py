"""Split a text into paragraphs that a person can take or leave."""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborNode

from archive.prove.markup import tree
from archive.record.text import fold
from intake.page import within_limits

_BLANK = re.compile(r"\n[^\S\n]*\n")
_ENDS = '.!?:;”"’)'
_FULL = 0.85
"""The share of the longest line that a line fills if its paragraph continues."""
_DROPPED = "script, style, noscript, template, iframe, object, svg, head"
_BLOCKS = (
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_BREAK = "\x00"
_EDGES = {**dict.fromkeys(_BLOCKS.split(), _BREAK), "br": " "}
"""The text placed before and after an element's text."""


def of_text(text: str) -> tuple[str, ...]:
    """Split a plain text at its empty lines, or at every line if none is empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = _BLANK.split(text.strip())
    return tuple(filter(None, map(fold, parts if len(parts) > 1 else text.split("\n"))))


def of_lines(text: str) -> tuple[str, ...]:
    """Join the printed lines of a PDF into paragraphs: one ends where a short line ends a sentence.

    A soft hyphen at the end of a line marks a broken word.
    """
    lines = [fold(line) for line in text.replace("\u00ad\r\n", "").replace("\u00ad\n", "").splitlines()]
    width = max(map(len, lines), default=0)
    parts: list[list[str]] = [[]]
    for line in lines:
        parts[-1].append(line)
        if not line or (line[-1] in _ENDS and len(line) < _FULL * width):
            parts.append([])
    return tuple(filter(None, (fold(" ".join(part)).replace("\u00ad", "") for part in parts)))


def of_html(html: str) -> tuple[str, ...]:
    """Split a piece of HTML into its blocks; anything that no reader sees is left out. Raises InputError."""
    return tuple(json.loads(within_limits(_blocks, html)))


def _blocks(data: bytes) -> str:
    page = tree(data)
    page.strip_tags(_DROPPED.split(", "))
    if page.body is None:
        return "[]"
    parts: list[str] = []
    ahead: list[LexborNode | str] = [page.body]  # not a recursion: a page may nest deeper than Python does
    while ahead:
        node = ahead.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "-text":
            parts.append(node.text(deep=False))
        else:
            edge = _EDGES.get(node.tag or "", "")
            parts.append(edge)
            ahead += (edge, *reversed(list(node.iter(include_text=True))))
    return json.dumps(list(filter(None, map(fold, "".join(parts).split(_BREAK)))))
