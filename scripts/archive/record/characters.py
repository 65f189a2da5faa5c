"""The characters that a record may contain: visible ones, and the invisible ones that their scripts need.

An invisible character can hide instructions to a program, make one name look like another, or reverse a sentence. It is
refused, by its code point, everywhere in a record. Some scripts and emoji need joiners, selectors and marks, which are
allowed where they are needed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_MARKS = 8
"""Marks on one character: the deepest stack in Tibetan has eight, fully pointed Hebrew five, Vietnamese two."""

# Scripts whose letters join or stack: Arabic and related ones, those of India, Tibet, Burma, Cambodia, Mongolia, ...
_JOINING = (
    r"\u0600-\u0dff\u0f00-\u109f\u1780-\u180a\u1810-\u18af\u1900-\u1aaf\u1b00-\u1bff\ua840-\uabff\ufb50-\ufdcf\ufdf0-\ufdff"
    r"\ufe70-\ufefe\U00010a00-\U00011fff\U0001e900-\U0001e95f"
)
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # words of Thai, Lao, Burmese and Khmer have no spaces between
_IDEOGRAPHS = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SYMBOLS = r"#*0-9\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_DIRECTIONS = r"\u061c\u200e\u200f"

_KEPT = "|".join((
    rf"(?<=[{_JOINING}])[\u200c\u200d]",
    rf"(?<=[{_UNSPACED}])\u200b(?=[{_UNSPACED}])",
    rf"(?<=[{_SYMBOLS}\ufe0f])\u200d(?=[{_SYMBOLS}])",
    rf"(?<=[{_SYMBOLS}])[\ufe0e\ufe0f]",
    rf"(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]",
    r"(?<=[\u1820-\u18aa])[\u180b-\u180f]",
    rf"(?<![{_DIRECTIONS}])(?P<direction>[{_DIRECTIONS}])",
))  # fmt: skip
# Control characters, direction overrides, surrogates, private use, noncharacters, and what Unicode lists as
# Default_Ignorable_Code_Point (DerivedCoreProperties.txt), which is invisible where it is not supported.
_REFUSED = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0000-\U0010ffff"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 14))
    + "]"
)
_NOT_EVERYWHERE = re.compile(_REFUSED)
_SUSPECT = re.compile(f"{_KEPT}|(?P<refused>{_REFUSED})")
_ORDINARY = re.compile(r"[\x09\x0a\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027]*")
"""Most texts have only Latin letters and punctuation, which is the fastest to check."""
_STACK = re.compile(rf"[^\w\s\x00-\u02ff]{{{MAX_MARKS + 1},}}")
"""Where there may be too many marks: to ``re``, no mark is a letter, a digit or white space."""
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BLANK = "\u2800"  # the empty Braille cell, which Unicode classifies as a symbol


class Refused(NamedTuple):
    """A character that a text must not contain."""

    offset: int
    """Its offset in the text, from 0."""
    sentence: str
    hint: str


def refused(text: str) -> Refused | None:
    """Return the first character that a record must not contain, or None."""
    if _ORDINARY.fullmatch(text) or not any(map(_may_be_refused, set(text))):
        return None
    return min(filter(None, (_unseen(text), _stacked(text))), default=None)


def readable(text: str) -> bool:
    """Return whether a text has something visible: a letter, a digit or a symbol such as an emoji."""
    return text[:1].isalnum() or any(character.isalnum() or _is_symbol(character) for character in text)


def shown(text: str) -> bool:
    """Whether a reader sees anything, be it only a mark of punctuation."""
    return any(unicodedata.category(character)[0] in "LNPS" and character != _BLANK for character in text)


def likeness(text: str) -> str:
    """Return the letters, digits and marks of a text, which are equal for two names that look alike."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if unicodedata.category(character)[0] in "LNM")


def named(character: str) -> str:
    """Return a character's code point and name, if it has one: ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _may_be_refused(character: str) -> bool:
    return _is_mark(character) or bool(_NOT_EVERYWHERE.match(character))


def _unseen(text: str) -> Refused | None:
    turned = bool(_RIGHT_TO_LEFT.search(text))
    for match in _SUSPECT.finditer(text):
        if match["refused"] or (match["direction"] and not turned):
            why, hint = _reason(match[0])
            return Refused(match.start(), f"A record must not contain {named(match[0])}, {why}.", hint)
    return None


def _reason(character: str) -> tuple[str, str]:
    if character == "\ufffd":
        return "which replaces a lost character", "copy the character from the source"
    if unicodedata.category(character) == "Co":
        return "a private-use character, which has a meaning only in one font", "write what the source shows"
    if unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"):
        return "which changes the direction of text", "remove it"
    if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
        return "a control character", "remove it"
    return "which is invisible", "remove it"


def _stacked(text: str) -> Refused | None:
    for match in _STACK.finditer(text):
        count = 0
        for offset, character in enumerate(match[0], match.start()):
            count = count + 1 if _is_mark(character) else 0
            if count > MAX_MARKS:
                sentence = f"A character must have at most {MAX_MARKS} marks; {named(character)} is one too many."
                return Refused(offset, sentence, "remove the marks that the source's words do not need")
    return None


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in "\u200c\u200d"


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) == "So" and character != _BLANK
