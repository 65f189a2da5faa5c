"""Turn the Markdown body of a statement into passages, each with an anchor, its plain words and clean HTML.

Only a subset of Markdown is supported, because the words are the speaker's: paragraphs, headings, lists, block
quotations, emphasis and hard line breaks. Links, images, tables, code and HTML are shown as typed. A line ``[...]``
alone is a gap: words are missing here or in the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape as html_escape
from itertools import groupby

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

GAP = "[...]"

_RULES = ["blockquote", "list", "heading", "emphasis", "escape", "newline"]
_TAGS = {"p", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "br", "a"}
_ATTRIBUTES = {"a": {"href", "class"}, "ol": {"start"}}
_MARKS = "\\*_\r\0"
_STARTS = frozenset(">#+-")
_NUMBERED = re.compile(r"\d+[.)]")
_BETWEEN = "\n\n"

Link = tuple[int, int, str]
"""A link in a text: its start, its end, the address."""
Linker = Callable[[str], Iterator[Link]]
"""Yields the links in a plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a body."""

    anchor: str
    """``p1``, ``p2``, ... in the order of the page; empty for a gap."""
    plain: str
    """Its words without markup, with white space folded."""
    line: int
    """Its first line in the body, from 0."""
    words: str = ""
    """A plain paragraph as written; empty for a block with markup."""
    tokens: tuple[Token, ...] = ()
    """A parsed block with markup."""

    @property
    def is_gap(self) -> bool:
        """Whether it is a gap."""
        return not self.anchor


def passages(body: str) -> tuple[Passage, ...]:
    """Split a body into its blocks, including gaps."""
    return tuple(each(body))


def each(body: str) -> Iterator[Passage]:
    """Yield the passages of a body, for callers that may not need all."""
    number = 0
    for words, tokens, line in _blocks(body):
        plain = fold(words or _words(tokens))
        gap = plain == GAP
        number += not gap
        anchor = "" if gap else f"p{number}"
        yield Passage(anchor=anchor, plain=plain, line=line, words=words, tokens=tuple(tokens))


def html(passage: Passage, linker: Linker) -> Markup:
    """Render a passage as safe HTML, with the links that ``linker`` finds in its words."""
    if passage.words:
        links = tuple(linker(passage.words))
        if not links:
            return Markup(f"<p>{_escaped(passage.words)}</p>\n")
        rendered = _paragraph(passage.words, links)
    else:
        rendered = _parser().renderer.render(list(_linked(passage.tokens, linker)), _parser().options, {})
    return Markup(nh3.clean(rendered, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None))


def fold(text: str) -> str:
    """Fold every run of white space into one space, and trim."""
    return " ".join(text.split())


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(_RULES)


def _blocks(body: str) -> Iterator[tuple[str, Sequence[Token], int]]:
    """Yield each block, as a plain paragraph or parsed, and its line.

    Nearly all blocks are plain paragraphs, which need no parser. A plain paragraph ends every list and quotation
    before it, so the blocks between two of them can be parsed separately.
    """
    parts = body.split(_BETWEEN) if body else []
    line = 0
    for marked, group in groupby(parts, key=_is_marked):
        if marked:
            text = _BETWEEN.join(group)
            for block in _cut(_parser().parse(text)):
                yield "", block, line + (block[0].map[0] if block[0].map else 0)
            line += text.count("\n") + 2
        else:
            for words in group:
                yield words, (), line
                line += words.count("\n") + 2


def _is_marked(block: str) -> bool:
    """Return whether a block may be anything but a plain paragraph; false positives are harmless.

    It runs over every character of the archive, so it avoids looking at each individually.
    """
    return any(mark in block for mark in _MARKS) or any(map(_begins, block.split("\n")))


def _begins(line: str) -> bool:
    """Return whether a line may begin or end a block."""
    first = line[:1]
    return not line or first in _STARTS or (first + line[-1]).strip() != first + line[-1] or bool(_NUMBERED.match(line))


def _paragraph(words: str, links: Sequence[Link]) -> str:
    """Render a plain paragraph exactly as the parser would."""
    parts: list[str] = []
    done = 0
    for start, end, address in links:
        link = f'<a href="{escape(address)}" class="citation">{_escaped(words[start:end])}</a>'
        parts += (_escaped(words[done:start]), link)
        done = end
    return f"<p>{''.join(parts)}{_escaped(words[done:])}</p>\n"


def _escaped(words: str) -> str:
    return html_escape(words, quote=False)


def _cut(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Split the token stream at the end of each top-level block."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of tokens; blocks and line breaks count as white space."""
    parts: list[str] = []
    for token in tokens:
        if token.children is not None:
            parts.append(_words(token.children) + "\n")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts)


def _linked(tokens: Sequence[Token], linker: Linker) -> Iterator[Token]:
    for token in tokens:
        if token.type == "inline":
            copy = token.copy()
            copy.children = list(_link_inline(token.children or [], linker))
            yield copy
        elif token.type in ("heading_open", "heading_close"):
            yield token.copy(tag="h3")  # below the page's own headings, whatever its level in the document
        else:
            yield token


def _link_inline(children: Sequence[Token], linker: Linker) -> Iterator[Token]:
    """Split texts at their links. A citation that spans a change of emphasis stays plain."""
    for child in _joined(children):
        if child.type != "text":
            yield child
            continue
        done = 0
        for start, end, address in linker(child.content):
            yield _text(child.content[done:start])
            yield Token("link_open", "a", 1, attrs={"href": address, "class": "citation"})
            yield _text(child.content[start:end])
            yield Token("link_close", "a", -1)
            done = end
        yield _text(child.content[done:])


def _joined(children: Sequence[Token]) -> Iterator[Token]:
    """Join texts that are separated only by line wrapping in the source."""
    words = ""
    for child in children:
        if child.type in ("text", "softbreak"):
            words += "\n" if child.type == "softbreak" else child.content
            continue
        if words:
            yield _text(words)
            words = ""
        yield child
    if words:
        yield _text(words)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
