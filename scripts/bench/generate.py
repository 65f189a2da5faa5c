"""Made-up press releases for anyone without a corpus, as JSON Lines; the same count gives the same bytes.

A word is its rank written in syllables, so the frequent ones are short; ranks are drawn by Zipf's law. Speakers, places
and titles are such words too and refer to no real person. Some sentences cite a law, as official ones do. All
randomness comes from ``Random.random``, whose sequence Python promises to keep.
"""

from __future__ import annotations

import datetime
import json
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from random import Random

_SEED = 1373
_FIRST_DAY = datetime.date(2001, 1, 1)
_DAYS = 9000
_ONSETS = ("b", "d", "l", "m", "n", "r", "s", "v", "dr", "gr", "st", "tr")
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in "aeiou")
_VOCABULARY = 120_000
_SPEAKERS = 600
_STATES = tuple(a + b for a in "QXYZJ" for b in "BCFGHJKQXZ")
_OFFICES = ("U.S. Representative", "U.S. Senator")
_CITING = 0.01
"""The share of sentences that cite a law."""
_PHRASES = (
    "in full compliance with 8 U.S.C. § 1373",
    "as 8 U.S.C. § 1373(a) requires",
    "under 8 U.S.C. §§ 1373 and 1644",
    "a grant under 34 U.S.C. § 10152",
    "a claim under 42 U.S.C. § 1983",
    "the rule at 28 C.F.R. § 66.12",
    "section 1357(g) of title 8, United States Code",
    "Executive Order 13768",
)


def lines(count: int) -> Iterator[str]:
    """Make the lines of ``count`` releases, in date order."""
    draw = Draw(Random(_SEED))
    for number in range(count):
        date = _FIRST_DAY + datetime.timedelta(days=number * _DAYS // count)
        yield json.dumps(_row(draw, number, date), ensure_ascii=False) + "\n"


class Draw:
    """Draws words, numbers and choices from one random stream."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._weights = list(accumulate(10**9 // rank for rank in range(1, _VOCABULARY + 1)))

    def share(self) -> float:
        """Draw a number from 0 up to, but not including, 1."""
        return self._chance.random()

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 up to, but not including, ``limit``."""
        return int(self._chance.random() * limit)

    def one_of(self, choices: Sequence[str]) -> str:
        """Draw one of the texts, each equally likely."""
        return choices[self.below(len(choices))]

    def word(self) -> str:
        """Draw a word, frequent words more often."""
        return word(bisect(self._weights, self.below(self._weights[-1])))


def word(rank: int) -> str:
    """Return the word of a rank, counted from 0: the number written in syllables."""
    syllables = []
    rank += 1
    while rank:
        rank, digit = divmod(rank - 1, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables)


def _row(draw: Draw, number: int, date: datetime.date) -> dict[str, str]:
    speaker = draw.below(_SPEAKERS)
    name = f"{word(5 * speaker + 400).title()} {word(11 * speaker + 700).title()}"
    return {
        "date": date.isoformat(),
        "speaker": name,
        "office": _OFFICES[speaker % len(_OFFICES)],
        "state": _STATES[speaker % len(_STATES)],
        "title": f"{name} {' '.join(draw.word() for _ in range(5 + draw.below(7)))}",
        "url": f"https://example.org/releases/{number}",
        "text": "\n".join(_paragraphs(draw)),
    }


def _paragraphs(draw: Draw) -> Iterator[str]:
    wanted = 700 + int(8000 * draw.share() * draw.share())  # characters: many short ones, few long, 3,000 on average
    while wanted > 0:
        sentences = [_sentence(draw) for _ in range(1 + draw.below(4))]
        paragraph = " ".join(sentences)
        yield f"“{paragraph}”" if draw.share() < 0.25 else paragraph
        wanted -= len(paragraph)


def _sentence(draw: Draw) -> str:
    words = [draw.word() for _ in range(8 + draw.below(24))]
    if draw.share() < _CITING:
        words.append(draw.one_of(_PHRASES))
    middle = 3 + draw.below(len(words) - 4)
    words[middle] += ","
    return f"{words[0].capitalize()} {' '.join(words[1:])}."
