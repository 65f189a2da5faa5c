"""The Croissant description of files and tables, without a date so that bytes are reproducible."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.data.dataset import ABSTRACT, LICENSE, Made
from archive.export.data.published import VERSION
from archive.export.data.table import Column, Table
from archive.read.kinds import Json
from archive.site.site import Settings

_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}


def description(settings: Settings, tables: Iterable[Table], files: Iterable[Made]) -> Json:
    """Return the Croissant description (1.0): the files, beside it if no address is known, and the tables' records."""
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
                "dataType": _TYPES[column.type],
                "source": {"fileObject": {"@id": f"csv/{table.name}.csv"}, "extract": {"column": column.name}},
                **_references(table, column),
            }
            for column in table.columns
        ],
    }


def _references(table: Table, column: Column) -> Json:
    """Return the field that a column refers to, except in its own table, which readers take for a cycle."""
    if not column.refers or column.refers == table.name:
        return {}
    return {"references": {"field": {"@id": f"{column.refers}/{column.target}"}}}


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
"""The context that Croissant 1.0 requires, verbatim."""
