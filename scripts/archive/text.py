"""The body of a statement: from Markdown to passages, each with an anchor, its plain words and clean HTML.

The Markdown of a body is small on purpose, because the words are the speaker's: paragraphs, headings, lists, block
quotations, emphasis and hard line breaks. Links, images, tables, code and HTML are not read as such; their marks
stay on the page as they were typed. A line ``[...]`` alone is a gap: words were left out, or the source has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

GAP = "[...]"

_RULES = ["blockquote", "list", "heading", "emphasis", "escape", "newline"]
_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "br", "a"}
_ATTRIBUTES = {"a": {"href", "class"}, "ol": {"start"}}
_SPACE = re.compile(r"\s+")

Linker = Callable[[str], Iterator[tuple[int, int, str]]]
"""Takes a plain text and gives the spans in it that are links: start, end, address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a body."""

    anchor: str
    """``p1``, ``p2``, ... in the order of the page; empty for a gap."""
    plain: str
    """Its words without marks, white space folded."""
    line: int
    """The line of the body that it begins on, from 0."""
    tokens: tuple[Token, ...]

    @property
    def is_gap(self) -> bool:
        """Whether it stands for words that are not here."""
        return not self.anchor


def passages(body: str) -> tuple[Passage, ...]:
    """Cut a body into its blocks, gaps among them."""
    found: list[Passage] = []
    number = 0
    for tokens in _blocks(_parser().parse(body)):
        plain = fold(_words(tokens))
        gap = plain == GAP
        number += not gap
        line = tokens[0].map[0] if tokens[0].map else 0
        found.append(Passage(anchor="" if gap else f"p{number}", plain=plain, line=line, tokens=tuple(tokens)))
    return tuple(found)


def html(passage: Passage, linker: Linker) -> Markup:
    """Render a passage, with the links that ``linker`` finds in its words; safe to stand in a page."""
    rendered = _parser().renderer.render(list(_linked(passage.tokens, linker)), _parser().options, {})
    return Markup(nh3.clean(rendered, tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None))


def fold(text: str) -> str:
    """Fold every run of white space into one space, and trim."""
    return _SPACE.sub(" ", text).strip()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(_RULES)


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut the stream of tokens where a block of the highest level ends."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _words(tokens: Sequence[Token]) -> str:
    """Give the words of some tokens; blocks and line breaks count as white space."""
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
            yield token.copy(tag=f"h{min(int(token.tag[1]) + 2, 4)}")
        else:
            yield token


def _link_inline(children: Sequence[Token], linker: Linker) -> Iterator[Token]:
    """Cut texts at the links in them. A citation that runs over a change of emphasis stays plain."""
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
    """Join texts that only the wrapping of the source's lines keeps apart."""
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
