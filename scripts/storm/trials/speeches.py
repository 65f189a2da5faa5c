"""Made-up speeches as a reporter prints them: some paragraphs are the speaker's words, those between are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from archive.record.text import GAP

_STARTS = ("We", "The city", "Our council", "The department", "Everybody here", "This office", "The county’s clerk")
_VERBS = ("will", "can", "must", "may", "shall", "could")
_DEEDS = ("comply", "answer", "co-operate", "wait", "disagree", "testify", "appeal", "explain", "publish", "remember")
_WITH = (
    "with 99 U.S.C. § 1234", "under the statute", "in full", "in every case", "as José Álvarez said", "since 2017",
    "without a naïve “maybe”", "before 1 June", "after the officers’ report", "for $1,250", "on page 12",
    "with the sheriff’s office", "— and gladly —", "(all of it)", "at 9:30 a.m.", "as we’ve always done",
)  # fmt: skip
_OPENING = "This is “speech {}” — José Álvarez’s office has co-operated since — and it’s final."
"""Has what any way of writing may change."""
_BETWEEN = ("He then drank some water.", "Reporters asked again.", "The room was cold.", "She turned to the map.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A speech with unique words: no two numbers give the same speech."""

    number: int
    passages: tuple[str, ...]
    """The speaker's words that the record has, a paragraph each; one is at least ten words long."""
    gaps: tuple[bool, ...]
    """Whether something stands between a passage and the next: one fewer than there are passages."""
    between: str
    """The reporter's words there."""

    @property
    def body(self) -> str:
        """The passages as Markdown, with the gaps between."""
        return body(self.passages, self.gaps)

    @property
    def paragraphs(self) -> Iterator[str]:
        """Everything that the reporter writes, in order."""
        yield f"{self.between} It was speech {self.number}."
        for gap, passage in zip((False, *self.gaps), self.passages, strict=True):
            yield from [self.between] if gap else []
            yield passage
        yield self.between


def body(passages: tuple[str, ...], gaps: tuple[bool, ...]) -> str:
    """Return passages as Markdown, with gaps between."""
    parts = [[GAP, passage] if gap else [passage] for gap, passage in zip((False, *gaps), passages, strict=True)]
    return "\n\n".join(part for group in parts for part in group)


def speech(number: int, random: Random) -> Speech:
    """Make up a speech with at least one gap and a “not”."""
    passages = [" ".join(_sentence(random) for _ in range(random.randint(1, 3))) for _ in range(random.randint(3, 6))]
    passages[0] = f"{_OPENING.format(number)} {passages[0]}"
    at = random.randrange(1, len(passages))
    passages[at] += f" {random.choice(_STARTS)} {random.choice(_VERBS)} not {random.choice(_DEEDS)} at all."
    gaps = [random.random() < 0.5 for _ in pairwise(passages)]
    gaps[random.randrange(len(gaps))] = True
    return Speech(number=number, passages=tuple(passages), gaps=tuple(gaps), between=random.choice(_BETWEEN))


def _sentence(random: Random) -> str:
    with_ = " ".join(random.sample(_WITH, random.randint(1, 3)))
    second = random.sample(_DEEDS, 2)
    return f"{random.choice(_STARTS)} {random.choice(_VERBS)} {second[0]} {with_}, and {second[1]} again."
