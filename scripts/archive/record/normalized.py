"""Normalize text for comparison, as the browser does in ``docs/assets/js/shared/normalise.js``.

The tests compare both implementations.
"""

# ruff: noqa: RUF001 - characters that look alike are its subject
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

ALIKE = {
    "'": "‘’‚‛′ʼ`´‹›",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
}
"""The marks that count as each plain mark; under the empty text, invisible characters."""
_PLAIN = {mark: plain for plain, marks in ALIKE.items() for mark in marks} | {
    "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_RUN = re.compile("[a-z0-9]+")


class _Lowered(dict[int, str]):
    """The normalized form of each character by code point; filled on demand."""

    def __missing__(self, number: int) -> str:
        self[number] = _lower(_plain(chr(number)))
        return self[number]


def normalized(text: str) -> str:
    """Return the normalized form of a text."""
    return re.sub("-{2,}", "-", re.sub(" {2,}", " ", _lowered(text))).strip(" ")


def words(text: str) -> set[str]:
    """Return the normalized runs of plain letters and digits in a text.

    If a text contains a phrase as whole words, each run of the phrase is also a run of the text, because the same
    characters end it in both.
    """
    return set(_RUN.findall(_lowered(text)))  # spaces and hyphens that are not folded yet are not part of a run


def is_letter(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit or a mark on one."""
    return unicodedata.category(character)[0] in "LNM"


@cache
def _table() -> _Lowered:
    """Return the character table, shared by all texts."""
    return _Lowered()


def _lowered(text: str) -> str:
    """Return a text with normalized characters, before runs of spaces and hyphens are folded."""
    if any(map(_is_mark, set(text))):
        return "".join(_lower(_plain(character)) for character in _characters(text))
    return text.translate(_table())  # the same, but much faster


@cache
def _is_mark(point: str) -> bool:
    return unicodedata.category(point)[0] == "M"


def _characters(text: str) -> Iterator[str]:
    """Split a text into characters, each with its combining marks."""
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
