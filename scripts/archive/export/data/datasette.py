"""The metadata for Datasette."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.export.data.dataset import ABSTRACT, LICENSE
from archive.export.data.table import Table
from archive.read.kinds import Json
from archive.site.site import Settings

_DATABASE = "statements"
"""The stem of the SQLite file, which Datasette uses as the database's name."""


def metadata(settings: Settings, tables: Iterable[Table]) -> Json:
    """Return the metadata that Datasette shows with the SQLite file."""
    return {
        "title": settings.site_name,
        "description": ABSTRACT,
        "license": LICENSE["title"],
        "license_url": LICENSE["path"],
        **({"source": settings.site_name, "source_url": settings.site_url} if settings.site_url else {}),
        "databases": {
            _DATABASE: {
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
        "facets": ["year", "kind", "words_state", "source_copy", "source_seen"],
        "fts_table": "statements_fts",
        "fts_pk": "rowid",
    },
    "positions": {"facets": ["stance", "side", "jurisdiction", "citation"]},
    "speakers": {"label_column": "name", "facets": ["type", "classification"]},
    "jurisdictions": {"label_column": "name", "facets": ["level"]},
    "statutes": {"label_column": "citation"},
    "policies": {"label_column": "name", "facets": ["jurisdiction"]},
}
