"""The archive as open data: every format is made from the same tables and the same published statements."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from archive.export.data import citation_file, croissant, csv_file, datasette, frictionless, parquet, sqlite
from archive.export.data.dataset import File, Made
from archive.export.data.published import statement, statement_schema
from archive.export.data.table import Table
from archive.export.data.tables import TABLES
from archive.site.document import Document
from archive.site.site import Site

FOLDER = "data/"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Lines = Mapping[str, bytes]
"""Each statement as a line of JSON, by id, in the order of time."""


WHOLE = (
    File(name="statements.jsonl", media="application/jsonl", description="Every statement, one a line, as JSON."),
    File(
        name="statements.sqlite",
        media="application/vnd.sqlite3",
        description="All tables in one SQLite database, with full-text search.",
    ),
)
"""The files that hold the whole archive."""

LIBRARIES = tuple(
    File(name=f"statements.{ending}", media=media, description=f"Every statement as a reference, in {label}.")
    for ending, media, label in (
        ("bib", "application/x-bibtex", "BibTeX"),
        ("ris", "application/x-research-info-systems", "RIS"),
        ("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
    )
)
"""The whole archive for a reference manager; the citations of a statement's page are the same."""

ABOUT = (
    File(name="statement.schema.json", media="application/schema+json", description="JSON Schema of a statement."),
    File(name="datapackage.json", media="application/json", description="The CSV files for Frictionless."),
    File(name="croissant.json", media="application/ld+json", description="All files for Croissant."),
    File(name="metadata.json", media="application/json", description="The database for Datasette."),
    File(name="CITATION.cff", media="application/yaml", description="How the data as a whole is cited."),
    File(name="SHA256SUMS", media="text/plain", description="The sum of every file, for `sha256sum --check`."),
)
"""The files that describe the others."""


def lines(site: Site) -> Lines:
    """Give every statement as it is published, written once for all formats of JSON."""
    return {one.id: _compact(statement(site, one)) for one in site.links.statements}


def documents(site: Site, lines: Lines, libraries: Sequence[bytes]) -> Iterator[Document]:
    """Give the files of the folder ``data/``: the data, their descriptions, and the sums of all of them.

    ``libraries`` has what stands in ``LIBRARIES``, in their order.
    """
    sums: dict[str, str] = {}
    made: list[Made] = []
    for file, data in _data(site, lines, libraries):
        sums[file.name] = hashlib.sha256(data).hexdigest()
        made.append(Made(file=file, sha256=sums[file.name], size=len(data)))
        yield Document(path=FOLDER + file.name, data=data)
    for name, data in _descriptions(site, made).items():
        sums[name] = hashlib.sha256(data).hexdigest()
        yield Document(path=FOLDER + name, data=data)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    yield Document(path=FOLDER + "SHA256SUMS", data=listed.encode())


def comma_file(table: Table) -> File:
    """Give a table's file of comma-separated values."""
    return File(name=f"csv/{table.name}.csv", media="text/csv", description=table.description, table=table.name)


def parquet_file(table: Table) -> File:
    """Give a table's Parquet file."""
    media = "application/vnd.apache.parquet"
    return File(name=f"parquet/{table.name}.parquet", media=media, description=table.description, table=table.name)


def _data(site: Site, lines: Lines, libraries: Sequence[bytes]) -> Iterator[tuple[File, bytes]]:
    everything, database = WHOLE
    yield everything, b"".join(line + b"\n" for line in lines.values())
    yield from zip(LIBRARIES, libraries, strict=True)
    rows = {table.name: tuple(table.rows(site)) for table in TABLES}
    yield database, sqlite.written(TABLES, rows)
    for table in TABLES:
        yield comma_file(table), csv_file.written(table.columns, rows[table.name])
        yield parquet_file(table), parquet.written(table.columns, rows[table.name])


def _descriptions(site: Site, made: Sequence[Made]) -> Mapping[str, bytes]:
    settings = site.settings
    return {
        "statement.schema.json": _pretty(statement_schema()),
        "datapackage.json": _pretty(frictionless.datapackage(settings, TABLES, made)),
        "croissant.json": _pretty(croissant.description(settings, TABLES, made)),
        "metadata.json": _pretty(datasette.metadata(settings, TABLES)),
        "CITATION.cff": citation_file.written(settings).encode(),
    }


def _compact(value: Any) -> bytes:
    return _JSON(value).encode()


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
