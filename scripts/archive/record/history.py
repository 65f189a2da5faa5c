"""The history of records: their changes in git, with the words that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.record.comparing import opcodes
from archive.record.model import Statement

KINDS = {
    "added": "Added",
    "correction": "Correction",
    "withdrawal": "Withdrawal",
    "supplied": "Words supplied",
    "words": "Words changed",
    "renamed": "Renamed",
    "edit": "Editorial edit",
    "unknown": "Unknown change",
}
"""The kinds of change, with labels. An editorial edit leaves the words alone and corrects nothing. A change is
unknown where the clone that the site was made from lacks the text before or after it."""

_AROUND = 6
"""How many words are shown before and after changed ones."""

Run = tuple[str, str]
"""``kept``, ``deleted`` or ``inserted`` with the words, or ``gap`` with an empty text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A commit that changed a record."""

    commit: str
    """Its full id."""
    date: str
    """The day of the commit, such as ``2026-11-25``; empty if its date is impossible."""
    subject: str
    kind: str
    """A key of ``KINDS``."""
    words: tuple[Run, ...] = ()
    """The words that changed, with some around them; empty if none did or all are new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The changes of all statements."""

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """By statement id, latest first."""
    missing: str = ""
    """Why there is no history, such as ``The site was made from a copy without its history``; empty if there is one."""


NONE = History(missing="The site was made from a copy without its history")


def kind_of(old: Statement | None, new: Statement | None, *, renamed: bool) -> str:
    """Return the kind of a change, from the record before and after it; either is None if it could not be read."""
    if old is None or new is None:
        return "renamed" if renamed else "edit"
    if new.withdrawn and not old.withdrawn:
        return "withdrawal"
    if set(new.corrections) - set(old.corrections):
        return "correction"
    if old.body.split() != new.body.split():
        return "words" if old.held else "supplied"
    return "renamed" if renamed else "edit"


def runs(old: str, new: str) -> tuple[Run, ...]:
    """Return the differences of two texts as runs of words, with long unchanged parts left out."""
    before, after = old.split(), new.split()
    found: list[Run] = []
    steps = tuple(opcodes(before, after))
    for number, (operation, a, b, c, d) in enumerate(steps):
        if operation == "equal":
            found.extend(_kept(before[a:b], first=number == 0, last=number == len(steps) - 1))
            continue
        found.extend(
            (name, " ".join(words)) for name, words in (("deleted", before[a:b]), ("inserted", after[c:d])) if words
        )
    return tuple(found)


def _kept(words: Sequence[str], *, first: bool, last: bool) -> list[Run]:
    head, tail = words[: 0 if first else _AROUND], words[len(words) if last else max(len(words) - _AROUND, 0) :]
    if len(head) + len(tail) >= len(words):
        return [("kept", " ".join(words))]
    parts = [("kept", " ".join(head)), ("gap", ""), ("kept", " ".join(tail))]
    return [(name, text) for name, text in parts if text or name == "gap"]
