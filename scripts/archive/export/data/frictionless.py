"""The Frictionless Data Package of the tables, without a date so that bytes are reproducible."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.data.dataset import ABSTRACT, LICENSE, Made
from archive.export.data.published import VERSION
from archive.export.data.table import Column, Table
from archive.read.kinds import Json
from archive.site.site import Settings


def datapackage(settings: Settings, tables: Iterable[Table], files: Iterable[Made]) -> Json:
    """Return the Frictionless description: each CSV file with its schema."""
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
        {"fields": [column.name], "reference": {"resource": _name(column.refers), "fields": [column.target]}}
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
    """Return a table's name as the format takes it."""
    return table.replace("_", "-")
