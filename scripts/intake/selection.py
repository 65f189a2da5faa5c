"""Find which passages of its source make up a draft's body, and replace them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.read.frontmatter import FENCE
from archive.record.text import GAP
from intake.markdown import body

_CLOSE = f"\n{FENCE}\n"
_BETWEEN = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages that make up a draft's body."""

    numbers: tuple[int, ...]
    """The passages of the source, from 1."""
    whole: bool
    """Whether the body is these passages and nothing else; otherwise somebody edited it."""


def selected(text: str, passages: Sequence[str], preferred: Sequence[int] = ()) -> Selection:
    """Return the passages that make up a draft's body.

    If the source has the same words more than once, those of ``preferred`` are chosen where possible.
    """
    words = text.partition(_CLOSE)[2].strip("\n")
    if words == written(passages, preferred):
        return Selection(tuple(preferred), whole=True)
    numbers = tuple(_numbers(words, [written([passage], [1]) for passage in passages]))
    return Selection(numbers, whole=words == written(passages, numbers))


def written(passages: Sequence[str], numbers: Sequence[int]) -> str:
    """Return the body that the passages make up."""
    return body([(number, passages[number - 1]) for number in numbers])


def with_body(text: str, words: str) -> str:
    """Return a draft with a new body; raises ValueError if it has no front matter."""
    head, close, _ = text.partition(_CLOSE)
    if not close:
        raise ValueError("A draft must have front matter between two lines of three hyphens.")
    return f"{head}{close}\n{words}\n" if words else f"{head}{close}"


def spans(numbers: Sequence[int]) -> str:
    """Write numbers as ``--take`` reads them: ``1-3,7``; none is ``none``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) or "none"


def _numbers(words: str, forms: Sequence[str]) -> Iterator[int]:
    """Yield each paragraph's passage, as far as it can be found."""
    last = 0
    for run in _runs(words):
        found = _placed(run, forms, last)
        yield from found
        last = found[-1] if found else last


def _placed(run: Sequence[str], forms: Sequence[str], last: int) -> Sequence[int]:
    """Return the first position of consecutive paragraphs; if some were edited, of those that the source still has.

    A gap before them skips at least one passage.
    """
    for start in range(last + 1 if last else 0, len(forms) - len(run) + 1):
        if forms[start : start + len(run)] == run:
            return range(start + 1, start + len(run) + 1)
    return [number for number, form in enumerate(forms, 1) if number > last and form in run]


def _runs(words: str) -> Iterator[list[str]]:
    run: list[str] = []
    for paragraph in _BETWEEN.split(words) if words else ():
        if paragraph == GAP:
            yield run
            run = []
        else:
            run.append(paragraph)
    yield run
