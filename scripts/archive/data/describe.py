"""The descriptions that come with the data: for Frictionless, Croissant, Datasette, and for a person who cites it.

All are made from the tables, so that a column is described once. None holds a date of its own: the same record gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from archive.data.published import VERSION
from archive.data.table import Column, Table
from archive.pages.site import Settings

Json = dict[str, Any]

DATABASE = "statements"
"""The stem of the SQLite file, which Datasette takes for the database's name."""

ABSTRACT = "What officials have said on who complies with which law: each statement with its speaker, date and source."
LICENSE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal, for the archive's own facts and summaries; the words quoted remain their speakers'",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}

_CROISSANT = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the data, as the descriptions name it."""

    name: str
    """Its path under ``data/``."""
    media: str
    description: str
    table: str = ""
    """The table that it holds; empty for a file of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file with what is known once it is made."""

    file: File
    sha256: str
    size: int


def datapackage(settings: Settings, tables: Iterable[Table], files: Iterable[Made]) -> Json:
    """Give the Frictionless description: each CSV file with its schema."""
    written = {made.file.table: made for made in files if made.file.media == "text/csv"}
    home = {"homepage": settings.site_url} if settings.site_url else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "statements",
        "title": settings.site_name,
        "description": ABSTRACT,
        "version": VERSION,
        **home,
        "licenses": [LICENSE],
        "resources": [_resource(table, written[table.name]) for table in tables],
    }


def _resource(table: Table, made: Made) -> Json:
    foreign = [
        {"fields": [column.name], "reference": {"resource": _name(column.refers), "fields": [_key(column)]}}
        for column in table.columns
        if column.refers
    ]
    return {
        "name": _name(table.name),
        "type": "table",
        "path": made.file.name,
        "description": table.description,
        "format": "csv",
        "mediatype": made.file.media,
        "encoding": "utf-8",
        "bytes": made.size,
        "hash": f"sha256:{made.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: Column) -> Json:
    constraints = {} if column.optional else {"constraints": {"required": True}}
    return {"name": column.name, "type": column.type, "description": column.description, **constraints}


def _name(table: str) -> str:
    """Give a table's name as the format takes it."""
    return table.replace("_", "-")


def croissant(settings: Settings, tables: Iterable[Table], files: Iterable[Made]) -> Json:
    """Give the Croissant description (1.0): the files, beside it where no address is known, and the tables' records."""
    base = f"{settings.site_url}data/" if settings.site_url else ""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": settings.site_name,
        "description": ABSTRACT,
        "url": base or "./",
        "version": f"{VERSION}.0",
        "license": LICENSE["path"],
        "citeAs": f"The contributors to the {settings.site_name}. {settings.site_name}. {settings.site_url}".rstrip(),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": made.file.name,
                "name": made.file.name,
                "description": made.file.description,
                "contentUrl": base + made.file.name,
                "contentSize": f"{made.size} B",
                "encodingFormat": made.file.media,
                "sha256": made.sha256,
            }
            for made in files
        ],
        "recordSet": [_record_set(table) for table in tables],
    }


def _record_set(table: Table) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}",
                "name": column.name,
                "description": column.description,
                "dataType": _CROISSANT[column.type],
                "source": {"fileObject": {"@id": f"csv/{table.name}.csv"}, "extract": {"column": column.name}},
                **_references(table, column),
            }
            for column in table.columns
        ],
    }


def _references(table: Table, column: Column) -> Json:
    """Name the field that a column refers to; one of its own table is left out, since readers take it for a circle."""
    if not column.refers or column.refers == table.name:
        return {}
    return {"references": {"field": {"@id": f"{column.refers}/{_key(column)}"}}}


def _key(column: Column) -> str:
    """Give the column that a foreign key refers to."""
    return "citation" if column.refers == "citations" else "id"


def datasette(settings: Settings, tables: Iterable[Table]) -> Json:
    """Give the metadata that Datasette shows with the SQLite file."""
    return {
        "title": settings.site_name,
        "description": ABSTRACT,
        "license": LICENSE["title"],
        "license_url": LICENSE["path"],
        **({"source": settings.site_name, "source_url": settings.site_url} if settings.site_url else {}),
        "databases": {
            DATABASE: {
                "tables": {
                    table.name: {
                        "description": table.description,
                        "columns": {column.name: column.description for column in table.columns},
                        **_SHOWN.get(table.name, {}),
                    }
                    for table in tables
                }
            }
        },
    }


_SHOWN: Mapping[str, Json] = {
    "statements": {
        "label_column": "title",
        "sort": "date_earliest",
        "facets": ["year", "kind", "source_reliability"],
        "fts_table": "statements_fts",
        "fts_pk": "rowid",
    },
    "positions": {"facets": ["stance", "side", "jurisdiction", "citation"]},
    "speakers": {"label_column": "name", "facets": ["type", "classification"]},
    "jurisdictions": {"label_column": "name", "facets": ["level"]},
    "statutes": {"label_column": "citation"},
}


def citation(settings: Settings) -> str:
    """Give the Citation File Format: how the data as a whole is cited."""
    return yaml.safe_dump(
        {
            "cff-version": "1.2.0",
            "type": "dataset",
            "title": settings.site_name,
            "abstract": ABSTRACT,
            "message": "If you use these data, please cite them so, and a single statement as its page says.",
            "authors": [{"name": f"The contributors to the {settings.site_name}"}],
            "license": LICENSE["name"],
            "version": VERSION,
            **({"url": settings.site_url} if settings.site_url else {}),
            **({"repository-code": settings.repo_url} if settings.repo_url else {}),
        },
        sort_keys=False,
        allow_unicode=True,
        width=1_000,
    )


_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that Croissant 1.0 asks for, word for word."""
