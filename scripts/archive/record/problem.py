"""A problem found in the record: where it is, which rule it breaks, what must be true, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A location in a file: a path relative to the archive's root, and a line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault; problems sort by location, then by rule."""

    place: Place
    rule: str
    sentence: str
    """Says what must be true ("X must ...") and ends with a period."""
    hint: str = ""
    """Shows the right form, if there is one."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        label = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        first = visible(f"{self.place}: {self.rule}: {label}{self.sentence}")
        return f"{first}\n  hint: {visible(self.hint)}" if self.hint else first


def visible(text: str) -> str:
    """Escape nonprintable characters, such as a line feed in a file name, as in ``\\u202e``.

    A problem quotes what it found, which must not be able to forge another line of the report.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def nearest(text: str, known: Iterable[str]) -> str:
    """Return a hint with the known word most similar to a text; empty if none is similar."""
    found = get_close_matches(text, known, n=1, cutoff=0.6)
    return f"did you mean `{found[0]}`?" if found else ""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def report(problems: Iterable[Problem]) -> str:
    """Return a report of the problems, sorted and without repeats, with a count at the end."""
    found = sorted(set(problems))
    count = len(errors(found))
    lines = [str(problem) for problem in found]
    lines.append(f"{counted(count, 'error')}, {counted(len(found) - count, 'warning')}")
    return "\n".join(lines) + "\n"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: ``1 error``, ``2 errors``, ``115 entries``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
