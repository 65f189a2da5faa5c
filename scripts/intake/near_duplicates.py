"""Find near duplicates: texts with shared runs of words, scored with rapidfuzz; they are proposed and never merged.

Two texts are compared if they share enough of their *shingles*, the runs of five words in them (Broder 1997). One
shingle in eight is kept, by its hash, so that two texts keep the same ones; a shingle that very many texts have is an
address or a motto and says nothing. All of this only proposes pairs; the result for a pair rests on all its words.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from zlib import crc32

from rapidfuzz.distance import Indel

from intake.drafts import NearDuplicate

_WORD = re.compile(r"\w+")
_RUN = 5
_ONE_IN = 8
_ENOUGH = 200
"""Shingles from which on one in eight is kept; a shorter text keeps all."""
_COMMON = 60
"""The number of texts that may share a shingle before it says nothing."""
_SHARED = 0.25
"""The part of the smaller text's shingles that two must share to be compared."""
ALIKE = 80.0
"""The score, from 0 to 100, from which two texts are near duplicates: the part of their words that both have."""
_TOGETHER = 7
"""Days within which two speakers can have given one text together."""
_SHOWN = 3
_TOLD = 12
"""The number of words shown of a difference."""
_LONGEST = 20_000
"""Words of a text that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that may have near duplicates."""

    name: str
    words: str
    url: str = ""
    speakers: tuple[str, ...] = ()
    date: datetime.date | None = None


def near_duplicates(texts: Sequence[Text], fresh: frozenset[str]) -> Mapping[str, tuple[NearDuplicate, ...]]:
    """Return the nearest duplicates, at most three, of each text whose name is in ``fresh``."""
    split = [_WORD.findall(text.words.casefold())[:_LONGEST] for text in texts]
    found: dict[str, list[NearDuplicate]] = defaultdict(list)
    for first, second in sorted(_pairs(texts, split, fresh)):
        if not {texts[first].name, texts[second].name} & fresh:
            continue
        for one, other in ((first, second), (second, first)):
            if texts[one].name in fresh and (near := _compared(texts[one], texts[other], split[one], split[other])):
                found[texts[one].name].append(near)
    return {
        name: tuple(sorted(near, key=lambda each: (-each.score, each.name))[:_SHOWN]) for name, near in found.items()
    }


def page(url: str) -> str:
    """Return the part of an address that identifies a page: without scheme, ``www.``, fragment and trailing slash."""
    parts = urlsplit(url.strip()) if "[" not in url else None
    if parts is None or not parts.netloc:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _pairs(texts: Sequence[Text], split: Sequence[Sequence[str]], fresh: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts worth comparing: those with the same address, and those with common shingles."""
    holders: dict[str | int, list[int]] = defaultdict(list)
    sketches = [_sketch(words) for words in split]
    sizes = [len(sketch) for sketch in sketches]
    asked = set().union(*(sketch for text, sketch in zip(texts, sketches, strict=True) if text.name in fresh))
    for number, (text, sketch) in enumerate(zip(texts, sketches, strict=True)):
        for shingle in sketch & asked:
            holders[shingle].append(number)
        if address := page(text.url):
            holders[address].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    wanted: set[tuple[int, int]] = set()
    for held, those in holders.items():
        if 1 < len(those) <= _COMMON:
            pairs = [(one, other) for place, one in enumerate(those) for other in those[place + 1 :]]
            (wanted if isinstance(held, str) else shared).update(pairs)
    yield from wanted
    for (one, other), count in shared.items():
        if count >= max(1, _SHARED * min(sizes[one], sizes[other])) and (one, other) not in wanted:
            yield one, other


def _sketch(words: Sequence[str]) -> set[int]:
    """Return the hashes of the shingles that represent a text; a text with fewer words is one shingle."""
    runs = zip(*(words[start:] for start in range(min(_RUN, len(words)))), strict=False)
    hashes = {crc32(" ".join(run).encode()) for run in runs}
    return hashes if len(hashes) < _ENOUGH else {number for number in hashes if number % _ONE_IN == 0}


def _compared(one: Text, other: Text, own: Sequence[str], others: Sequence[str]) -> NearDuplicate | None:
    score = 100 * Indel.normalized_similarity(own, others)
    same_page = bool(page(one.url)) and page(one.url) == page(other.url)
    if score < ALIKE and not same_page:
        return None
    kind = _kind(one, other, same_page=same_page, same_words=own == others)
    return NearDuplicate(name=other.name, kind=kind, score=round(score, 1), difference=_difference(own, others))


def _kind(one: Text, other: Text, *, same_page: bool, same_words: bool) -> str:
    if same_page:
        return "same page"
    if set(one.speakers) != set(other.speakers):
        near = one.date and other.date and abs((one.date - other.date).days) <= _TOGETHER
        return "joint" if near else "template"
    return "same words" if same_words else "template"


def _difference(own: Sequence[str], others: Sequence[str]) -> str:
    """Return the first words that differ between two texts; empty if none do."""
    here: list[str] = []
    there: list[str] = []
    for edit in Indel.opcodes(own, others):
        if edit.tag != "equal":
            here += own[edit.src_start : edit.src_end]
            there += others[edit.dest_start : edit.dest_end]
        elif here or there:
            break
    return f"here “{_few(here)}”, there “{_few(there)}”" if here or there else ""


def _few(words: Sequence[str]) -> str:
    return " ".join(words[:_TOLD]) + (" ..." if len(words) > _TOLD else "")
