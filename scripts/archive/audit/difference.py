"""A difference between a site and its record."""

from __future__ import annotations

from dataclasses import dataclass

from archive.record.comparing import opcodes
from archive.record.problem import visible

_AROUND = 24
"""How many characters of a file are shown before and after the start of a difference."""
_MOST = 12
"""The most words shown of each side of a difference."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Difference:
    """What differs, and where."""

    path: str
    """A file of the site or of the record."""
    sentence: str

    def __str__(self) -> str:
        return visible(f"{self.path}: {self.sentence}")


def in_words(path: str, wanted: str, found: str, *, within: bool = False) -> Difference:
    """Name the first words in which two texts differ; with ``within``, extra text before and after is ignored."""
    old, new = wanted.split(), found.split()
    for operation, a, b, c, d in opcodes(old, new):
        outside = within and operation == "insert" and a in (0, len(old))
        if operation != "equal" and not outside:
            lost, got = _shown(old[a:b]), _shown(new[c:d])
            after = _shown(old[max(a - 4, 0) : a])
            return Difference(path=path, sentence=f"After {after} the site has {got} where the record has {lost}.")
    return Difference(path=path, sentence="The words are the record's, but the markup around them is not.")


def _shown(words: list[str]) -> str:
    text = " ".join(words[:_MOST])
    return f"“{text}{' …' if len(words) > _MOST else ''}”" if words else "nothing"


def in_bytes(path: str, wanted: bytes, found: bytes) -> Difference:
    """Name the first line in which two files differ, and what it contains."""
    pairs = zip(wanted, found, strict=False)
    at = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(found)))
    line = wanted.count(b"\n", 0, at) + 1
    begin = max(at - _AROUND, 0)
    has, ought = (data[begin : at + _AROUND].decode("utf-8", "replace") for data in (found, wanted))
    return Difference(path=path, sentence=f"Line {line} has …{has}… where the record gives …{ought}….")
