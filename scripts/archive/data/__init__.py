"""The archive as open data: every format is made from the same tables and the same published statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from archive.data import comma, describe, parquet, sqlite
from archive.data.describe import File
from archive.data.published import statement, statement_schema
from archive.data.tables import TABLES
from archive.document import Document
from archive.pages.site import Site

FOLDER = "data/"

Lines = Mapping[str, bytes]
"""Each statement as a line of JSON, by id, in the order of time."""


def lines(site: Site) -> Lines:
    """Give every statement as it is published, written once for all formats of JSON."""
    return {one.id: _compact(statement(site, one)) for one in site.links.statements}


def documents(site: Site, lines: Lines) -> Iterator[Document]:
    """Give the files of the folder ``data/``: the data, their descriptions, and the sums of all of them."""
    sums: list[tuple[str, str]] = []
    files: list[File] = []
    for name, media, description, table, data in _data(site, lines):
        digest = hashlib.sha256(data).hexdigest()
        sums.append((digest, name))
        files.append(File(name=name, media=media, description=description, sha256=digest, size=len(data), table=table))
        yield Document(path=FOLDER + name, data=data)
    for name, data in _descriptions(site, files):
        sums.append((hashlib.sha256(data).hexdigest(), name))
        yield Document(path=FOLDER + name, data=data)
    listed = "".join(f"{digest}  {name}\n" for digest, name in sorted(sums, key=lambda pair: pair[1]))
    yield Document(path=FOLDER + "SHA256SUMS", data=listed.encode())


def _data(site: Site, lines: Lines) -> Iterator[tuple[str, str, str, str, bytes]]:
    """Give each file: name, media type, description, table, bytes."""
    everything = b"".join(line + b"\n" for line in lines.values())
    yield "statements.jsonl", "application/jsonl", "Every statement, one a line, as JSON.", "", everything
    rows = {table.name: tuple(table.rows(site)) for table in TABLES}
    whole = "All tables in one database, with full-text search."
    yield "statements.sqlite", "application/vnd.sqlite3", whole, "", sqlite.written(TABLES, rows)
    for table in TABLES:
        data = comma.written(table.columns, rows[table.name])
        yield f"csv/{table.name}.csv", "text/csv", table.description, table.name, data
    for table in TABLES:
        data = parquet.written(table.columns, rows[table.name])
        yield f"parquet/{table.name}.parquet", "application/vnd.apache.parquet", table.description, table.name, data


def _descriptions(site: Site, files: list[File]) -> Iterator[tuple[str, bytes]]:
    settings = site.settings
    yield "statement.schema.json", _pretty(statement_schema())
    yield "datapackage.json", _pretty(describe.datapackage(settings, TABLES, files))
    yield "croissant.json", _pretty(describe.croissant(settings, TABLES, files))
    yield "metadata.json", _pretty(describe.datasette(settings, TABLES))
    yield "CITATION.cff", describe.citation(settings).encode()


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
