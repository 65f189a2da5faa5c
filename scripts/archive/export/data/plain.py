"""Convert values of the record to plain data, with its JSON Schema; both follow from the record's schema.

Every key is there in every record: what a record does not say is null, or an empty list. The shape of the data is
then the same throughout, and a program need not ask whether a key exists. The schema is for readers: it lets keys and
terms be added, as they will be while the first number of the version stays.
"""

from __future__ import annotations

from typing import Any

from archive.read.fields import Record
from archive.read.kinds import Json, Kind, ListOf, MapOf, OrNull, TermOf
from archive.record.dates import Date, Interval
from archive.record.model import Range

_NULL: Json = {"type": "null"}


def plain(kind: Kind | Record, value: Any) -> Any:
    """Convert a value of a kind to JSON data."""
    match kind:
        case Record():
            return record(kind, value) if value is not None else None
        case ListOf():
            return [plain(kind.kind, item) for item in value]
        case MapOf():
            return {term: plain(kind.kind, inner) for term, inner in value.items()}
        case OrNull():
            return None if value is None else plain(kind.kind, value)
    return str(value) if isinstance(value, Date | Interval | Range) else value or None


def record(kind: Record, value: Any) -> dict[str, Any]:
    """Convert a value of the model to an object with the keys of its schema."""
    return {field.name: plain(field.kind, getattr(value, field.attribute or field.name)) for field in kind.fields}


def schema(kind: Kind | Record, *, required: bool = True) -> Json:
    """Return the JSON Schema of what ``plain`` makes of a kind: always a text where a file may also have a number."""
    match kind:
        case Record():
            made = object_schema(properties(kind))
        case TermOf():
            made = {"type": "string", "examples": kind.schema["enum"]}
        case ListOf():
            return {"type": "array", "items": schema(kind.kind)}
        case MapOf():
            inner = schema(kind.kind)
            known = dict.fromkeys(kind.schema["properties"], inner)
            return {"type": "object", "properties": known, "additionalProperties": inner}
        case OrNull():
            return {"anyOf": [schema(kind.kind), _NULL]}
        case _:
            made = next((choice for choice in kind.schema.get("anyOf", ()) if choice["type"] == "string"), kind.schema)
    return made if required else {"anyOf": [made, _NULL]}


def properties(kind: Record) -> dict[str, Json]:
    """Return the schema of each key, with its description."""
    return {
        field.name: {"description": field.description, **schema(field.kind, required=field.required)}
        for field in kind.fields
    }


def object_schema(properties: dict[str, Json]) -> Json:
    """Return the schema of an object that has each of some keys; others may be added, and a reader must bear them."""
    return {"type": "object", "properties": properties, "required": list(properties)}
