"""The ledger: the checksums that the archive has committed to, in seals that are written once and never changed.

An entry is a line of ``sha256sum``: the SHA-256 of a file and its path. A seal adds the entries of files that are
new or changed since the previous seal, and its head has the Merkle root of all entries so far and the checksum of the
previous head. A deleted file has an entry too, with zeros as its checksum.
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
"""The checksum of a deleted file."""

_JSON = json.JSONEncoder(separators=(",", ":")).encode

Entry = tuple[str, str]
"""The SHA-256 of a file, in hexadecimal digits, and its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The commitment to all entries up to a seal, or up to a build that is not sealed yet."""

    number: int | None
    """The seal's number, from 1; None if it is not sealed yet."""
    date: datetime.date | None
    """The day of the seal."""
    entries: int
    """How many there are in this seal and all earlier ones."""
    root: str
    """The Merkle root of these entries."""
    before: str
    """The SHA-256 of the previous head's text; empty for the first."""

    @property
    def text(self) -> str:
        """The head as it is written and time-stamped."""
        date = self.date.isoformat() if self.date else None
        values = {"number": self.number, "date": date, "entries": self.entries, "root": self.root}
        return _JSON(values | {"before": self.before}) + "\n"

    @property
    def sha256(self) -> str:
        """The SHA-256 of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A head with the entries that it adds."""

    head: Head
    added: tuple[Entry, ...]
    stamps: Mapping[str, bytes] = field(default_factory=dict)
    """Time stamps of the head's text (RFC 3161), as issued, by file name."""

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
    """Proof that a file's entry is covered by a head."""

    index: int
    """The number of the entry, from 0."""
    path: tuple[bytes, ...]
    head: Head
    seal: Seal | None
    """The seal of the head; None for the head of a build."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """All seals in order, and the pending entries of the next one."""

    seals: tuple[Seal, ...] = ()
    pending: tuple[Entry, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, with those that are not sealed yet at the end."""
        return (*chain.from_iterable(seal.added for seal in self.seals), *self.pending)

    @cached_property
    def tree(self) -> Tree:
        """The Merkle tree of all entries."""
        return Tree(line(entry).encode() for entry in self.entries)

    @cached_property
    def last(self) -> Mapping[str, int]:
        """The index of the last entry of each path."""
        return {path: index for index, (_, path) in enumerate(self.entries)}

    @property
    def day(self) -> datetime.date | None:
        """The day of the last seal."""
        return self.seals[-1].head.date if self.seals else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of all files in any seal, including deleted ones."""
        return frozenset(PurePosixPath(path).stem for seal in self.seals for _, path in seal.added)

    @cached_property
    def head(self) -> Head:
        """The head of all entries: the last seal's if nothing is pending."""
        return self.seals[-1].head if self.seals and not self.pending else self._head(None, None)

    def _head(self, number: int | None, date: datetime.date | None) -> Head:
        size = len(self.entries)
        before = self.seals[-1].head.sha256 if self.seals else ""
        return Head(number=number, date=date, entries=size, root=self.tree.root(size).hex(), before=before)

    def with_files(self, files: Iterable[tuple[str, str]]) -> Ledger:
        """Return the ledger with pending entries for new, changed and deleted files; each is a path and a checksum."""
        now, sealed = dict(files), Ledger(seals=self.seals)
        known = {path: sealed.entries[index][0] for path, index in sealed.last.items()}
        changed = [(digest, path) for path, digest in now.items() if known.get(path) != digest]
        gone = [(GONE, path) for path, digest in known.items() if digest != GONE and path not in now]
        return Ledger(seals=self.seals, pending=tuple(sorted((*changed, *gone), key=lambda entry: entry[1])))

    def next(self, date: datetime.date) -> Seal:
        """Return the seal of the pending entries."""
        return Seal(head=self._head(len(self.seals) + 1, date), added=self.pending)

    def proof(self, path: str) -> Proof:
        """Return the proof of the last entry of a path, under the first head that covers it; raises KeyError."""
        index = self.last[path]
        sizes = accumulate(len(seal.added) for seal in self.seals)
        seal = next((seal for seal, size in zip(self.seals, sizes, strict=True) if index < size), None)
        head = seal.head if seal else self.head
        return Proof(index=index, path=self.tree.path(index, head.entries), head=head, seal=seal)
