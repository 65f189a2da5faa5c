"""All tables in one SQLite file, with foreign keys and full-text search over the statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from archive.export.data.table import Column, Row, Table

SEARCHED = ("title", "summary", "text")
"""The columns of ``statements`` in the full-text index."""

_PAGE = 1024
"""Bytes of a page of the file. SQLite's own 4,096 leave a tenth of it empty: a text fills its last page in part."""

_ROOM, _USUAL_ROOM = 64 * 2**20, 2**20
"""Bytes that the index may take while it is made, and SQLite's own default; with more it is made in one piece."""

_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}


def written(tables: Iterable[Table], rows: Mapping[str, Sequence[Row]]) -> bytes:
    """Return the file; the same rows give the same bytes with the same version of SQLite."""
    with sqlite3.connect(":memory:") as database:
        database.execute(f"PRAGMA page_size = {_PAGE}")
        for table in tables:
            database.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows[table.name])
            for column in table.columns:
                if column.refers and not column.key:
                    database.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")')
        _index(database)
    database.execute("PRAGMA optimize")
    data = database.serialize()
    database.close()
    return data


def _create(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.refers}" ("{column.target}")'
        for column in table.columns
        if column.refers
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}' + ("" if column.optional else " NOT NULL")


def _names(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _index(database: sqlite3.Connection) -> None:
    """Create the full-text index: exact words, without diacritics and stemming."""
    columns = _names(SEARCHED)
    database.execute(
        f"CREATE VIRTUAL TABLE statements_fts USING fts5({columns}, content='statements',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    set_room = "INSERT INTO statements_fts (statements_fts, rank) VALUES ('hashsize', ?)"
    database.execute(set_room, (_ROOM,))
    database.execute("INSERT INTO statements_fts (statements_fts) VALUES ('rebuild')")
    database.execute(set_room, (_USUAL_ROOM,))  # it is kept in the file, for whoever writes to it later
