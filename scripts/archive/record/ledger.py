"""The ledger: what the archive has promised about its files, in seals that are written once and never changed.

An entry is a line of ``sha256sum``: the SHA-256 of a file and its path. A seal adds the entries of the files that are
new or changed since the seal before, and its head has the Merkle root of all entries so far and the sum of the head
before. A file that is gone has an entry too, with zeros for its sum.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from pathlib import PurePosixPath

from archive.record.merkle import Tree

GONE = "0" * 64
"""In place of the sum of a file that is no longer there."""

_JSON = json.JSONEncoder(separators=(",", ":")).encode

Entry = tuple[str, str]
"""The SHA-256 of a file, in hexadecimal digits, and its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands for all entries up to a seal, or up to a build that no seal has taken up yet."""

    number: int | None
    """The seal's number, from 1; None where there is none yet."""
    date: datetime.date | None
    """The day of the seal."""
    entries: int
    """How many there are up to here, in this seal and in all before."""
    root: str
    """The Merkle root of these entries."""
    before: str
    """The SHA-256 of the text of the head before; empty for the first."""

    @property
    def text(self) -> str:
        """The head as it is written, and as time stamps are made of it."""
        date = self.date.isoformat() if self.date else None
        values = {"number": self.number, "date": date, "entries": self.entries, "root": self.root}
        return _JSON(values | {"before": self.before}) + "\n"

    @property
    def sha256(self) -> str:
        """The sum of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A head with the entries that it adds."""

    head: Head
    added: tuple[Entry, ...]
    stamps: Mapping[str, bytes] = field(default_factory=dict)
    """Time stamps of the head's text (RFC 3161), as their authorities gave them, by the names of their files."""

    @property
    def sums(self) -> str:
        """The added entries as they are written; ``sha256sum --check`` reads them."""
        return "".join(f"{line(entry)}\n" for entry in self.added)


def line(entry: Entry) -> str:
    """Return an entry as it is written; its bytes are a leaf of the tree."""
    digest, path = entry
    return f"{digest}  {path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That a file's entry is among those of a head."""

    index: int
    """Which entry it is, from 0."""
    path: tuple[bytes, ...]
    head: Head
    seal: Seal | None
    """The seal whose head it is; None for the head of a build."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All seals in their order, and the entries of which the next one will be made."""

    seals: tuple[Seal, ...] = ()
    pending: tuple[Entry, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, those that no seal has yet at the end."""
        return (*chain.from_iterable(seal.added for seal in self.seals), *self.pending)

    @cached_property
    def tree(self) -> Tree:
        """The tree of all entries."""
        return Tree(line(entry).encode() for entry in self.entries)

    @cached_property
    def last(self) -> Mapping[str, int]:
        """The place of the last entry of each path."""
        return {path: index for index, (_, path) in enumerate(self.entries)}

    @property
    def day(self) -> datetime.date | None:
        """The day of the last seal."""
        return self.seals[-1].head.date if self.seals else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names, without folder and ending, of all files that any seal has, also of those that are gone."""
        return frozenset(PurePosixPath(path).stem for seal in self.seals for _, path in seal.added)

    @cached_property
    def head(self) -> Head:
        """The head of all entries: the last seal's where nothing is pending."""
        return self.seals[-1].head if self.seals and not self.pending else self._head(None, None)

    def _head(self, number: int | None, date: datetime.date | None) -> Head:
        size = len(self.entries)
        before = self.seals[-1].head.sha256 if self.seals else ""
        return Head(number=number, date=date, entries=size, root=self.tree.root(size).hex(), before=before)

    def with_files(self, files: Iterable[tuple[str, str]]) -> Ledger:
        """Return the ledger with entries pending for files that are new, changed or gone; each is a path and a sum."""
        now, sealed = dict(files), Ledger(seals=self.seals)
        stands = {path: sealed.entries[index][0] for path, index in sealed.last.items()}
        changed = [(digest, path) for path, digest in now.items() if stands.get(path) != digest]
        gone = [(GONE, path) for path, digest in stands.items() if digest != GONE and path not in now]
        return Ledger(seals=self.seals, pending=tuple(sorted((*changed, *gone), key=lambda entry: entry[1])))

    def next(self, date: datetime.date) -> Seal:
        """Return the seal of what is pending."""
        return Seal(head=self._head(len(self.seals) + 1, date), added=self.pending)

    def proof(self, path: str) -> Proof:
        """Return the proof that the last entry of a path stands, under the first head that has it; raises KeyError."""
        index = self.last[path]
        sizes = accumulate(len(seal.added) for seal in self.seals)
        seal = next((seal for seal, size in zip(self.seals, sizes, strict=True) if index < size), None)
        head = seal.head if seal else self.head
        return Proof(index=index, path=self.tree.path(index, head.entries), head=head, seal=seal)
