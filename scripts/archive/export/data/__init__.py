"""The archive as open data: all formats come from the same tables and published statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from archive.export.data import (
    changes,
    citation_file,
    croissant,
    csv_file,
    datasette,
    frictionless,
    manifest,
    parquet,
    sources,
    sqlite,
)
from archive.export.data.dataset import File, Made
from archive.export.data.published import statement, statement_schema
from archive.export.data.table import Column, Row, Table
from archive.export.data.tables import TABLES
from archive.record.model import Archive
from archive.site.output import Lazy, Output, compressed
from archive.site.site import Site

FOLDER = "data/"
_SUMS = "SHA256SUMS"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Lines = Mapping[str, bytes]
"""Each statement as a line of JSON, by id, in chronological order."""


WHOLE = (
    File(name="statements.jsonl", media="application/jsonl", description="Every statement as JSON, one per line."),
    File(
        name="statements.sqlite",
        media="application/vnd.sqlite3",
        description="All tables in one SQLite database, with full-text search.",
    ),
    File(
        name="records.jsonl",
        media="application/jsonl",
        description="Every file of the record as written, one per line; `manage.py export` restores them.",
    ),
)
"""The whole-archive files, published compressed, and also plain while the record is small."""

_SMALL = 5_000_000
"""The most characters of the record's files for publishing them plain too."""

LIBRARIES = tuple(
    File(name=f"statements.{ending}", media=media, description=f"Every statement as a reference, in {label}.")
    for ending, media, label in (
        ("bib", "application/x-bibtex", "BibTeX"),
        ("ris", "application/x-research-info-systems", "RIS"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
    )
)
"""The whole archive for reference managers, with the same citations as on statements' pages."""

ABOUT = (
    File(
        name="manifest.json",
        media="application/json",
        description="Every file of the record with its checksum; keep it for an audit.",
    ),
    File(
        name=changes.NAME,
        media="application/jsonl",
        description="The changes of every record, one record a line, with the words that changed.",
    ),
    File(name="statement.schema.json", media="application/schema+json", description="JSON Schema of a statement."),
    File(name="datapackage.json", media="application/json", description="The CSV files for Frictionless."),
    File(name="croissant.json", media="application/ld+json", description="All files for Croissant."),
    File(name="metadata.json", media="application/json", description="The database for Datasette."),
    File(name="CITATION.cff", media="application/yaml", description="How the data as a whole is cited."),
    File(name="SHA256SUMS", media="text/plain", description="The sum of every file, for `sha256sum --check`."),
)
"""The files that describe the others."""


def whole(archive: Archive) -> tuple[File, ...]:
    """Return the files of ``WHOLE`` that are published, and the compressed form of each."""
    plain = sum(len(file.text) for file in archive.files) <= _SMALL
    return tuple(each for file in WHOLE for each in ((file, zipped(file)) if plain else (zipped(file),)))


def zipped(file: File) -> File:
    """Return the compressed form of a file."""
    return File(
        name=f"{file.name}.gz",
        media="application/gzip",
        description=f"{file.description.removesuffix('.')}; compressed with gzip.",
    )


def lines(site: Site) -> Lines:
    """Return every published statement, serialized once for all JSON formats."""
    statements = site.links.archive.statements
    return Lazy((each.id for each in site.links.statements), lambda id: _compact(statement(site, statements[id])))


def outputs(site: Site, lines: Lines, libraries: Mapping[str, Callable[[], bytes]]) -> Iterator[Output[bytes]]:
    """Yield the files of the folder ``data/``: the data, their descriptions, and the sums of all of them.

    ``libraries`` makes each file of ``LIBRARIES``, by its name.
    """
    folder = _Folder(site, lines, libraries)
    for name in folder.names:
        yield Output(path=FOLDER + name, make=partial(folder.make, name))


def comma_file(table: Table) -> File:
    """Return a table's CSV file."""
    return File(name=f"csv/{table.name}.csv", media="text/csv", description=table.description, table=table.name)


def parquet_file(table: Table) -> File:
    """Return a table's Parquet file."""
    media = "application/vnd.apache.parquet"
    return File(name=f"parquet/{table.name}.parquet", media=media, description=table.description, table=table.name)


class _Folder:
    """The files of the folder: the descriptions hold the size and the sum of each file of data, so each is known once.

    A file that is made leaves its sum; one whose sum is asked for first is made for it.
    """

    def __init__(self, site: Site, lines: Lines, libraries: Mapping[str, Callable[[], bytes]]) -> None:
        """Take the record, and the functions for shared files."""
        everything, database, records = WHOLE
        self._settings = site.settings
        self._rows = Lazy(
            (table.name for table in TABLES), lambda name: tuple(next(t for t in TABLES if t.name == name).rows(site))
        )
        archive = site.links.archive
        wholes: Mapping[File, Callable[[], bytes]] = {
            everything: lambda: b"".join(line + b"\n" for line in lines.values()),
            database: lambda: sqlite.written(TABLES, self._rows),
            records: lambda: sources.written(archive),
        }
        makers = {**wholes, **{zipped(file): _zipped(make) for file, make in wholes.items()}}
        self._data: dict[File, Callable[[], bytes]] = {
            **{file: makers[file] for file in whole(archive)},
            **{file: libraries[file.name] for file in LIBRARIES},
        }
        for table in TABLES:
            self._data[comma_file(table)] = partial(self._table, csv_file.written, table)
            self._data[parquet_file(table)] = partial(self._table, parquet.written, table)
        self._descriptions: Mapping[str, Callable[[], bytes]] = {
            changes.NAME: lambda: changes.written(site.history),
            "manifest.json": lambda: manifest.written(site.links.archive, site.settings),
            "statement.schema.json": lambda: _pretty(statement_schema()),
            "datapackage.json": lambda: _pretty(frictionless.datapackage(self._settings, TABLES, self._made())),
            "croissant.json": lambda: _pretty(croissant.description(self._settings, TABLES, self._made())),
            "metadata.json": lambda: _pretty(datasette.metadata(self._settings, TABLES)),
            "CITATION.cff": lambda: citation_file.written(self._settings).encode(),
        }
        self._makers: Mapping[str, Callable[[], bytes]] = {
            **{file.name: make for file, make in self._data.items()},
            **self._descriptions,
        }
        self._sums: dict[str, tuple[str, int]] = {}

    @property
    def names(self) -> Iterator[str]:
        """The name of every file, described ones first."""
        yield from self._makers
        yield _SUMS

    def make(self, name: str) -> bytes:
        """Make a file."""
        if name == _SUMS:
            return "".join(f"{self._sum(each)[0]}  {each}\n" for each in sorted(self._makers)).encode()
        data = self._makers[name]()
        self._sums[name] = (hashlib.sha256(data).hexdigest(), len(data))
        return data

    def _sum(self, name: str) -> tuple[str, int]:
        if name not in self._sums:
            self.make(name)
        return self._sums[name]

    def _made(self) -> list[Made]:
        sums = {file: self._sum(file.name) for file in self._data}
        return [Made(file=file, sha256=digest, size=size) for file, (digest, size) in sums.items()]

    def _table(self, write: Callable[[Sequence[Column], Sequence[Row]], bytes], table: Table) -> bytes:
        return write(table.columns, self._rows[table.name])


def _zipped(make: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: compressed(make())


def _compact(value: Any) -> bytes:
    return _JSON(value).encode()


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
