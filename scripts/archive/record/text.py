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
"""A span of a text that is a link: its start, its end, the address."""
Linker = Callable[[str], Iterator[Link]]
"""Takes a plain text and yields the links in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of a body."""

    anchor: str
    """``p1``, ``p2``, ... in the order of the page; empty for a gap."""
    plain: str
    """Its words without marks, white space folded."""
    line: int
    """The line of the body that it begins on, from 0."""
    words: str = ""
    """A plain paragraph, as it was written; empty for a block that has marks."""
    tokens: tuple[Token, ...] = ()
    """A block that has marks, parsed."""

    @property
    def is_gap(self) -> bool:
        """Whether it marks words that are not here."""
        return not self.anchor


def passages(body: str) -> tuple[Passage, ...]:
    """Cut a body into its blocks, gaps among them."""
    return tuple(each(body))


def each(body: str) -> Iterator[Passage]:
    """Yield the same one by one, for whoever may not need all."""
    number = 0
    for words, tokens, line in _blocks(body):
        plain = fold(words or _words(tokens))
        gap = plain == GAP
        number += not gap
        anchor = "" if gap else f"p{number}"
        yield Passage(anchor=anchor, plain=plain, line=line, words=words, tokens=tuple(tokens))


def html(passage: Passage, linker: Linker) -> Markup:
    """Render a passage, with the links that ``linker`` finds in its words; safe in a page."""
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
    """Yield each block, as a plain paragraph or else parsed, and its line.

    Nearly all blocks are plain paragraphs, which need no parser. One ends every list and quotation before it, so
    that what is between two of them can be parsed by itself.
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
    """Return whether a block could be anything but one plain paragraph: too often rather than too seldom.

    Every character of an archive comes through here, so it is asked in ways that do not look at each by itself.
    """
    return any(mark in block for mark in _MARKS) or any(map(_begins, block.split("\n")))


def _begins(line: str) -> bool:
    """Return whether a line could begin or end something."""
    first = line[:1]
    return not line or first in _STARTS or (first + line[-1]).strip() != first + line[-1] or bool(_NUMBERED.match(line))


def _paragraph(words: str, links: Sequence[Link]) -> str:
    """Render a plain paragraph just as the parser would."""
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
    """Cut the stream of tokens where a block of the highest level ends."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of some tokens; blocks and line breaks count as white space."""
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
            yield token.copy(tag="h3")  # under the page's own heading, of whatever level it is in the document
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
