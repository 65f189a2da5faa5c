"""The tree of a file's YAML: texts, lists and mappings, each with its location."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from archive.record.problem import Place


class Scalar(NamedTuple):
    """A text with its location. A named tuple is the fastest to create, and a large archive has a million."""

    text: str
    line: int
    column: int
    plain: bool = True
    """Whether it was written without quotation marks and not as a block scalar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Pairs of a key and a node, in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the node under a key, or None."""
        return next((node for name, node in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, with its location, or None."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a record comes from: its file, its front matter, and the first line of its body."""

    path: str
    front: Mapping
    body_line: int = 1
    text: str = ""
    """The whole file as it was read."""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode()

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    def at(self, *keys: str | int) -> Place:
        """Return the location of the value under a path of keys and indexes, or of the last part that exists."""
        node: Node = self.front
        for key in keys:
            inner = _inner(node, key)
            if inner is None:
                break
            node = inner
        return Place(path=self.path, line=node.line, column=node.column)

    def of(self, text: str, *keys: str) -> Place:
        """Return the location of a text in the list under a path of keys, or that of the list if it is not there."""
        node: Node | None = self.front
        for key in keys:
            node = node.get(key) if isinstance(node, Mapping) else None
        items = node.items if isinstance(node, Sequence) else ()
        found = next((item for item in items if isinstance(item, Scalar) and item.text.strip() == text), None)
        return Place(path=self.path, line=found.line, column=found.column) if found else self.at(*keys)

    def in_body(self, offset_line: int, column: int = 1) -> Place:
        """Return a location in the body, whose first line has the offset 0."""
        return Place(path=self.path, line=self.body_line + offset_line, column=column)


def _inner(node: Node, key: str | int) -> Node | None:
    """Return a child node. A single value counts as a list of one; in a list of mappings only mappings count."""
    match node, key:
        case Mapping(), str():
            return node.get(key)
        case Sequence(), int():
            items = [item for item in node.items if isinstance(item, Mapping)] or node.items
            return items[key] if key < len(items) else None
        case Scalar(), 0:
            return node
    return None
