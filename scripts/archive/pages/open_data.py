"""The content of the page on the data: its files and every field, from the same sources as the files."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from archive.export import api, data
from archive.export.data.published import statement_schema
from archive.export.data.tables import TABLES
from archive.pages import linked_data
from archive.read.kinds import Json
from archive.site.site import Site
from archive.site.templating import render

_WORDS = {"string": "text", "array": "list", "object": "keys", "boolean": "true or false", "integer": "whole number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A key of a published statement."""

    key: str
    """With its parent keys: ``source.url``, ``positions[].stance``."""
    words: str
    """A description of its values."""
    description: str


def slots(site: Site) -> Mapping[str, Callable[[str], Markup]]:
    """Return the slots of the page on the data."""
    return {
        "data-files": partial(_files, site),
        "data-address": lambda root: render("data/address.html", address=_in_shell(site.settings.site_url)),
        "data-api": lambda root: render("data/api.html", root=root, paths=_paths(site)),
        "data-fields": lambda root: render("data/fields.html", rows=tuple(_rows(statement_schema(), ""))),
        "data-tables": lambda root: render("data/tables.html", tables=TABLES),
    }


def _files(site: Site, root: str) -> Markup:
    base = site.settings.site_url or root
    files = [
        *data.whole(site.links.archive),
        *data.LIBRARIES,
        *(data.comma_file(table) for table in TABLES),
        *(data.parquet_file(table) for table in TABLES),
    ]
    node: linked_data.Node = {
        **linked_data.dataset(site.settings.site_name, base),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "description": file.description,
                "encodingFormat": file.media,
                "contentUrl": f"{base}{data.FOLDER}{file.name}",
            }
            for file in files
        ],
    }
    return render(
        "data/files.html",
        root=root,
        folder=data.FOLDER,
        whole=(*data.whole(site.links.archive), *data.LIBRARIES),
        tables=[(table, data.comma_file(table), data.parquet_file(table)) for table in TABLES],
        about=data.ABOUT,
        graph=linked_data.block([node, linked_data.breadcrumbs([("Data", "data/")], base)]),
    )


def _in_shell(site_url: str) -> str:
    """Return the site's address quoted for a shell, without a trailing slash; empty if unknown."""
    return shlex.quote(site_url.rstrip("/")) if site_url else ""


def _paths(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each path of the API with its description."""
    for path, described in api.openapi(site.settings)["paths"].items():
        yield f"{api.FOLDER}{path.removeprefix('/')}", described["get"]["summary"]


def _rows(schema: Json, before: str) -> Iterator[Row]:
    for key, value in schema["properties"].items():
        kind, listed = _inner(value)
        yield Row(key=before + key, words=_words(value), description=value.get("description", ""))
        if "description" in next(iter(kind.get("properties", {}).values()), {}):
            yield from _rows(kind, f"{before}{key}{'[]' if listed else ''}.")


def _inner(schema: Json) -> tuple[Json, bool]:
    """Return the items of a list or a choice, and whether it is a list."""
    if schema.get("type") == "array":
        return schema["items"], True
    return next((choice for choice in schema.get("anyOf", ()) if choice.get("type") == "object"), schema), False


def _words(schema: Json) -> str:
    """Return a description of possible values."""
    if "anyOf" in schema:
        return " or ".join(_words(choice) for choice in schema["anyOf"])
    if "examples" in schema:
        return "a term"
    if isinstance(schema["type"], list):
        return " or ".join(_WORDS.get(str(type_), str(type_)) for type_ in schema["type"])
    if schema["type"] == "array":
        inner, _ = _inner(schema)
        return "list" if inner.get("type") == "object" else f"list of: {_words(inner)}"
    kind = str(schema["type"])
    return "day" if schema.get("format") == "date" else _WORDS.get(kind, kind)
