"""The one rule by which words are compared, as the browser has it in ``docs/assets/js/shared/normalise.js``.

The tests hold both against each other.
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
"""By each plain mark, those that count as the same; by the empty text, those that cannot be seen."""
_PLAIN = {mark: plain for plain, marks in ALIKE.items() for mark in marks} | {
    "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_RUN = re.compile("[a-z0-9]+")


class _Lowered(dict[int, str]):
    """What each single character becomes, by its code point; filled on demand."""

    def __missing__(self, number: int) -> str:
        self[number] = _lower(_plain(chr(number)))
        return self[number]


def normalized(text: str) -> str:
    """Return a text as it is compared."""
    return re.sub("-{2,}", "-", re.sub(" {2,}", " ", _lowered(text))).strip(" ")


def words(text: str) -> set[str]:
    """Return the runs of plain letters and digits of a text, as they are compared.

    Where a phrase is found as whole words, each of its runs is a run of the text too, whatever its other characters
    are: what is beside a run ends it in both.
    """
    return set(_RUN.findall(_lowered(text)))  # what is left to fold is no part of a run


def is_letter(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit or a mark on one."""
    return unicodedata.category(character)[0] in "LNM"


@cache
def _table() -> _Lowered:
    """Return the table of characters, one for all texts."""
    return _Lowered()


def _lowered(text: str) -> str:
    """Return a text whose characters are compared, and whose runs of spaces and hyphens are not folded yet."""
    if any(map(_is_mark, set(text))):
        return "".join(_lower(_plain(character)) for character in _characters(text))
    return text.translate(_table())  # the same, and much quicker


@cache
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
