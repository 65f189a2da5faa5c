"""Define a rule, its findings, and the context it checks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePosixPath

from archive.prove.holdings import Holdings
from archive.read.reading import NOTHING, Reading
from archive.record.model import Archive
from archive.record.problem import Place, Severity, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One violation of a rule; with the rule's id and severity it becomes a Problem."""

    place: Place
    sentence: str
    """Names the values, says what must be true, and ends with a period."""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything that a rule may use."""

    archive: Archive
    unread: frozenset[str]
    """Paths of files that could not be read as records."""
    today: datetime.date
    base: Reading = NOTHING
    """The record as published before; empty if nothing is compared."""
    holdings: Holdings = field(default_factory=Holdings)
    """The available bytes of sources."""

    @cached_property
    def _unread(self) -> frozenset[tuple[str, str]]:
        """The group and stem of each file that was not read; the group of a year is ``statements``."""
        paths = (PurePosixPath(path) for path in self.unread)
        return frozenset(("statements" if path.suffix == ".md" else path.parent.name, path.stem) for path in paths)

    def has(self, group: str, name: str) -> bool:
        """Return whether a group (``statements``, ``speakers``, ...) has a file with this name, readable or not."""
        return name in getattr(self.archive, group) or (group, name) in self._unread

    @cached_property
    def suggest(self) -> Callable[[str, str], str]:
        """Return a hint with the nearest name in a group, or an empty string."""
        return cache(lambda group, name: nearest(name, getattr(self.archive, group)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule over the whole record."""

    id: str
    find: Callable[[Context], Iterator[Finding]]
    """Yields each violation; the first sentence of its docstring is the rule."""
    severity: Severity = Severity.ERROR

    @property
    def sentence(self) -> str:
        """The rule in one sentence, for the contributor's guide."""
        return (self.find.__doc__ or "").partition("\n")[0].strip()
