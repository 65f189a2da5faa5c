"""A table of the archive's data: its columns, described once for every format, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from archive.read.fields import Field, Record
from archive.read.kinds import Kind, ListOf
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD
from archive.site.site import Site

Type = Literal["string", "integer", "boolean", "date"]
Cell = str | int | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column."""

    name: str
    description: str
    type: Type = "string"
    key: bool = False
    """Whether it is part of the table's primary key."""
    optional: bool = True
    refers: str = ""
    """The table that the value refers to; empty if none."""

    @property
    def target(self) -> str:
        """The key column of that table."""
        return "citation" if self.refers == "citations" else "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``rows`` yields its rows."""

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Callable[[Site], Iterable[Row]]

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the primary key."""
        return tuple(column.name for column in self.columns if column.key)


def column(name: str, description: str, type: Type = "string", *, refers: str = "", optional: bool = True) -> Column:
    """Return a column."""
    return Column(name=name, description=description, type=type, refers=refers, optional=optional)


def key(name: str, description: str, type: Type = "string", *, refers: str = "") -> Column:
    """Return a column of the primary key."""
    return Column(name=name, description=description, type=type, refers=refers, optional=False, key=True)


def kept(name: str, key: str, type: Type = "string", *, refers: str = "") -> Column:
    """Return a column that holds a key of the record, described as the schema describes it.

    ``key`` is the kind of file and the way to the key: ``statements.source.url``.
    """
    field = _field(key)
    return Column(name=name, description=field.description, type=type, refers=refers, optional=not field.required)


@cache
def _field(key: str) -> Field:
    group, *way = key.split(".")
    kind: Kind | Record = {"statements": STATEMENT_RECORD, **AUTHORITIES}[group]
    found: Field | None = None
    for name in way:
        inner = kind.kind if isinstance(kind, ListOf) else kind
        assert isinstance(inner, Record)
        found = next(field for field in inner.fields if field.name == name)
        kind = found.kind
    assert found is not None
    return found
