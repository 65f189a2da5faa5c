"""The rule by which words are compared, written a second time, so that the browser's can be held against it."""

# ruff: noqa: RUF001 - characters that look alike are its subject
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SAME = {
    "'": "‘’‚‛′ʼ`´‹›",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
}
_PLAIN = {mark: plain for plain, marks in _SAME.items() for mark in marks} | {
    "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip


class _Lowered(dict[int, str]):
    """What each character that stands alone becomes, by its number; filled as it is asked."""

    def __missing__(self, number: int) -> str:
        self[number] = _lower(_plain(chr(number)))
        return self[number]


def normalised(text: str) -> str:
    """Give a text as it is compared."""
    if any(_is_mark(point) for point in set(text)):
        lower = "".join(_lower(_plain(character)) for character in _characters(text))
    else:
        lower = text.translate(_Lowered())  # the same, and much quicker
    return re.sub("-{2,}", "-", re.sub(" {2,}", " ", lower)).strip(" ")


def places(phrase: str, text: str) -> list[int]:
    """Give where a normalised phrase stands in a normalised text, as whole words."""
    found = [match.start() for match in re.finditer(f"(?={re.escape(phrase)})", text)] if phrase in text else []
    return [at for at in found if phrase and not _inside(text, at) and not _inside(text, at + len(phrase))]


def _inside(text: str, at: int) -> bool:
    """Tell whether a place is inside a word."""
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _is_mark(point: str) -> bool:
    return unicodedata.category(point)[0] == "M"


def _characters(text: str) -> Iterator[str]:
    """Cut a text into characters, each with the marks that belong to it."""
    character = ""
    for point in text:
        if character and not _is_mark(point):
            yield character
            character = ""
        character += point
    if character:
        yield character


def _plain(character: str) -> str:
    if len(character) == 1 and (unicodedata.category(character)[0] == "Z" or character in "\t\n\v\f\r\x85"):
        return " "
    return _PLAIN.get(character, unicodedata.normalize("NFC", character))


def _lower(character: str) -> str:
    return character.lower().replace("ς", "σ")
