"""The canonical text of a source: what its bytes say, without white space.

The rule is written a second time for the browser, so each step is small and each table is here in full. Offsets count
Unicode code points. ``tests/vectors/proof.json`` holds the tables and cases that every writing of the rule must pass.
"""

# ruff: noqa: RUF001 - characters that look alike are its subject
from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

import webencodings

from archive.prove.apart import ApartError, apart
from archive.prove.markup import parsed, tree

WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""Unicode's White_Space property; neither ``str.isspace`` nor ``\\s`` of JavaScript has exactly these."""

DROPPED = ("iframe", "noembed", "noframes", "noscript", "script", "style", "template")
"""The elements of HTML whose text is not part of the document's."""

BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "td", "textarea", "th",
    "title", "tr", "ul",
)  # fmt: skip
"""The elements of HTML that no word runs across: the text has a line feed before and after each."""

FOLDED = {
    "'": "‘’‚‛′ʼ`´‹›",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
}
"""What the typographic level takes for one, by what it becomes: marks that look alike, and what cannot be seen.

Every other character becomes its compatibility decomposition (NFKD), each by itself: ligatures become letters.
"""

JOINING = "-‐‑'’ʼ" + FOLDED[""]
"""What may be between two letters of a word."""

HTML, PDF, PLAIN = "text/html", "application/pdf", "text/plain"
MEDIA_TYPES = (HTML, "application/xhtml+xml", PDF, PLAIN)
"""The media types that can be read."""

LARGEST = 50_000_000
"""Bytes of a source."""

_MARKS = (("utf-8", b"\xef\xbb\xbf"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"\xff\xfe"))
_DECLARED_WITHIN = 1024
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_BROKEN_HYPHEN = re.compile("[\x02\ufffe]")
_WHITE: Mapping[int, str | None] = dict.fromkeys(map(ord, WHITE_SPACE))
_WHITES = frozenset(WHITE_SPACE)
_PLAIN_MARKS = {mark: plain for plain, marks in FOLDED.items() for mark in marks}


class Level(StrEnum):
    """How two texts are compared."""

    EXACT = "exact"
    """White space is ignored; every other character counts."""
    TYPOGRAPHIC = "typographic"
    """Similar marks, ligatures and compatibility forms are equal, and invisible characters are ignored."""


class SourceError(Exception):
    """The bytes cannot be read as their media type; the message says why."""


@dataclass(frozen=True)
class Canonical:
    """A text in canonical form, with the offsets in the original."""

    text: str
    level: Level = Level.EXACT

    @cached_property
    def form(self) -> str:
        """The text without white space, folded at the typographic level."""
        return self.text.translate(_table(self.level))

    @cached_property
    def offsets(self) -> array[int]:
        """For each character of the form, the offset of its character in the text."""
        if self.level is Level.EXACT:
            return array("L", [offset for offset, character in enumerate(self.text) if character not in _WHITES])
        table = _table(self.level)
        return array("L", [offset for offset, each in enumerate(self.text) for _ in table[ord(each)] or ()])

    def splits_word(self, offset: int) -> bool:
        """Whether the form, cut before the character at ``offset``, is cut inside a word of the text.

        A word is made of digits and of letters that have a case, since other scripts may write nothing between words;
        an apostrophe, a hyphen or what cannot be seen may stand between two of them.
        """
        if not 0 < offset < len(self.form) or not (_may_join(self.form[offset - 1]) and _may_join(self.form[offset])):
            return False
        cut = self.offsets[offset]
        before, after = self.text[max(0, cut - 2) : cut], self.text[cut : cut + 2]
        if before and after and _in_word(before[-1]):
            return _in_word(after[0]) or (after[0] in JOINING and len(after) > 1 and _in_word(after[1]))
        return len(before) > 1 and before[1] in JOINING and _in_word(before[0]) and _in_word(after[0])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text for the characters from ``start`` to ``end`` of the form."""
        return (self.offsets[start], self.offsets[end - 1] + 1) if end > start else (0, 0)


def text_of(data: bytes, media_type: str, charset: str = "") -> str:
    """Return the text of a source; ``charset`` is the encoding that its headers declare. Raises SourceError."""
    if len(data) > LARGEST:
        raise SourceError(f"A source must have at most {LARGEST:,} bytes, and this has {len(data):,}.")
    if media_type not in MEDIA_TYPES:
        raise SourceError(f"A source must be one of {', '.join(MEDIA_TYPES)}; this one is {media_type}.")
    if media_type == PLAIN:
        return decode(data, charset)
    try:
        return apart(_layer, data) if media_type == PDF else parsed(_page, decode(data, charset, markup=True))
    except ApartError as error:
        what = "PDF" if media_type == PDF else "page"
        raise SourceError(f"A {what} must be readable: {str(error).rstrip('.')}.") from None


def decode(data: bytes, charset: str = "", *, markup: bool = False) -> str:
    """Decode by a byte-order mark, else the declared charset, else the ``<meta>`` of markup within 1,024 bytes.

    Where none of them is there or known: UTF-8 if the bytes are that, otherwise windows-1252. Labels are those of the
    WHATWG's Encoding standard. What cannot be decoded becomes U+FFFD, as in a browser.
    """
    for codec, mark in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    encoding = webencodings.lookup(charset) or (_meta(data) if markup else None)
    if encoding is None:
        try:
            return data.decode()
        except UnicodeDecodeError:
            encoding = webencodings.lookup("windows-1252")
            assert encoding is not None
    return _decoded(data, encoding)


def _meta(data: bytes) -> webencodings.Encoding | None:
    found = _META.search(_COMMENT.sub(b"", data[:_DECLARED_WITHIN]))
    encoding = webencodings.lookup(found[1].decode("ascii", "replace")) if found else None
    if encoding is not None and encoding.name.startswith("utf-16"):
        return webencodings.UTF8  # a declaration that could be read in ASCII is wrong
    return encoding


def _decoded(data: bytes, encoding: webencodings.Encoding) -> str:
    """Decode as browsers do: bytes below 0xA0 that a code page leaves undefined become control characters."""
    name = encoding.codec_info.name
    if not re.match(r"(cp|windows-)\d+$", name) or name in ("cp932", "cp949", "cp936", "cp950"):
        return str(encoding.codec_info.decode(data, "replace")[0])
    text = str(encoding.codec_info.decode(data, "surrogateescape")[0])
    return re.sub("[\udc80-\udcff]", lambda match: _undefined(ord(match[0]) - 0xDC00), text)


def _undefined(byte: int) -> str:
    return chr(byte) if byte < 0xA0 else "\ufffd"


def _page(data: bytes) -> str:
    """Return the text of the DOM, as ``DOMParser`` builds it, without dropped elements."""
    parser = tree(data)
    for node in parser.css(",".join(DROPPED)):
        node.decompose()
    for node in parser.css(",".join(BLOCKS)):
        node.insert_before("\n")
        node.insert_after("\n")
    return parser.root.text(deep=True, separator="", strip=False) if parser.root else ""


def _layer(data: bytes) -> str:
    """Return the text layer of a PDF, page by page; a hyphen at the end of a line is a soft hyphen."""
    import pypdfium2  # slow to load, and few archives have a PDF

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    return _BROKEN_HYPHEN.sub("\u00ad", "\n".join(pages))


def _in_word(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Nd")


def _may_join(character: str) -> bool:
    return character in JOINING or _in_word(character)


class _Typographic(dict[int, str | None]):
    """The folded form of each character by code point; filled on demand."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        plain = _PLAIN_MARKS.get(character)
        if plain is None:
            plain = unicodedata.normalize("NFKD", character)
            plain = "".join(_PLAIN_MARKS.get(part, part) for part in plain).translate(_WHITE)
        self[number] = plain
        return plain


@cache
def _table(level: Level) -> Mapping[int, str | None]:
    return _WHITE if level is Level.EXACT else _Typographic()
