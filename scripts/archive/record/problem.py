"""A problem found in the record: where it is, which rule it breaks, what must be true, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """An error stops the build; a warning is shown and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A place in a file: a path relative to the archive's root, and a line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault; problems sort by place, then by rule."""

    place: Place
    rule: str
    sentence: str
    """States what must be so ("X must ..."), ends with a full stop."""
    hint: str = ""
    """Shows the right form, where there is one to show."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        label = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        first = visible(f"{self.place}: {self.rule}: {label}{self.sentence}")
        return f"{first}\n  hint: {visible(self.hint)}" if self.hint else first


def visible(text: str) -> str:
    """Write what does not print (a line feed in a file's name, a turn of direction) as an escape such as ``\\u202e``.

    A problem quotes what it found, and what it found must not forge another line of the report.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def nearest(text: str, known: Iterable[str]) -> str:
    """Suggest the known word that is most like a text, as a hint; nothing where none is near."""
    found = get_close_matches(text, known, n=1, cutoff=0.6)
    return f"did you mean `{found[0]}`?" if found else ""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def report(problems: Iterable[Problem]) -> str:
    """Write the problems, sorted and each once, with a count at the end; ends with a newline."""
    found = sorted(set(problems))
    count = len(errors(found))
    lines = [str(problem) for problem in found]
    lines.append(f"{counted(count, 'error')}, {counted(len(found) - count, 'warning')}")
    return "\n".join(lines) + "\n"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 error``, ``2 errors``, ``115 entries``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
