"""A Merkle tree over a list that only grows, as RFC 6962 (section 2.1) and RFC 9162 describe it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def leaf(data: bytes) -> bytes:
    """Return the hash of an entry; the first byte distinguishes it from the hash of two others."""
    return hashlib.sha256(b"\0" + data).digest()


class Tree:
    """The tree of a list of entries, and of each prefix of the list."""

    def __init__(self, entries: Iterable[bytes]) -> None:
        self._leaves = tuple(map(leaf, entries))
        self._known: dict[tuple[int, int], bytes] = {}

    def __len__(self) -> int:
        return len(self._leaves)

    def root(self, size: int) -> bytes:
        """Return the root of the first ``size`` entries."""
        return self._root(0, size) if size else hashlib.sha256().digest()

    def path(self, index: int, size: int) -> tuple[bytes, ...]:
        """Return the hashes from an entry to the root of the first ``size`` entries, lowest first."""
        return self._path(index, 0, size)

    def _root(self, begin: int, end: int) -> bytes:
        if end - begin == 1:
            return self._leaves[begin]
        if (begin, end) not in self._known:
            middle = begin + _half(end - begin)
            both = self._root(begin, middle) + self._root(middle, end)
            self._known[begin, end] = hashlib.sha256(b"\1" + both).digest()
        return self._known[begin, end]

    def _path(self, index: int, begin: int, end: int) -> tuple[bytes, ...]:
        if end - begin == 1:
            return ()
        middle = begin + _half(end - begin)
        if index < middle:
            return (*self._path(index, begin, middle), self._root(middle, end))
        return (*self._path(index, middle, end), self._root(begin, middle))


def _half(size: int) -> int:
    """Return the largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1
