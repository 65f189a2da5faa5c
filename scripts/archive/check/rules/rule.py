"""What a rule is, what it finds, and what it may look at."""

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
    """One break of a rule; the rule's own id and severity make a Problem of it."""

    place: Place
    sentence: str
    """Names the values concerned, says what must be so, ends with a full stop."""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a rule may look at."""

    archive: Archive
    unread: frozenset[str]
    """Paths of files that are there but gave no record."""
    today: datetime.date
    base: Reading = NOTHING
    """The record as it was published before; empty where nothing is compared."""
    holdings: Holdings = field(default_factory=Holdings)
    """The bytes of sources that are held."""

    @cached_property
    def _unread(self) -> frozenset[tuple[str, str]]:
        """The group and the stem of each file that was not read; a year's group is ``statements``."""
        paths = (PurePosixPath(path) for path in self.unread)
        return frozenset(("statements" if path.suffix == ".md" else path.parent.name, path.stem) for path in paths)

    def has(self, group: str, name: str) -> bool:
        """Whether a group (``statements``, ``speakers``, ...) has a file of a name, read or not."""
        return name in getattr(self.archive, group) or (group, name) in self._unread

    @cached_property
    def suggest(self) -> Callable[[str, str], str]:
        """Takes a group and a name that is not in it; returns a hint with the nearest one, or nothing."""
        return cache(lambda group, name: nearest(name, getattr(self.archive, group)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that must be true of the whole record."""

    id: str
    find: Callable[[Context], Iterator[Finding]]
    """Yields each break; the first sentence of its docstring is the rule."""
    severity: Severity = Severity.ERROR

    @property
    def sentence(self) -> str:
        """The rule in one sentence, for the contributor's guide."""
        return (self.find.__doc__ or "").partition("\n")[0].strip()
