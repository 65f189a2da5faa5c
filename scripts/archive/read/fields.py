"""The keys of a record, and how they are read into a value of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from archive.read.kinds import Json, Kind, Report, pairs
from archive.record import nodes
from archive.record.problem import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of a record: the only place that defines its requirements."""

    name: str
    kind: Kind
    description: str
    example: str = ""
    required: bool = False
    attribute: str = ""
    """The name in the model, if it differs from the key."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """Keys with their values, which become a value of the model."""

    make: type[Any]
    fields: tuple[Field, ...]
    former: Mapping[str, str] = field(default_factory=dict)
    """Former keys, each with what to write now."""
    blank = None

    @property
    def words(self) -> str:
        """A short description of valid values."""
        return f"keys: {', '.join(field.name for field in self.fields)}"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        properties = {field.name: {**field.kind.schema, "description": field.description} for field in self.fields}
        required = [field.name for field in self.fields if field.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def read(self, node: nodes.Node, report: Report, **given: Any) -> Any:
        """Read the keys and make the value; ``given`` holds attributes that are not keys."""
        if not isinstance(node, nodes.Mapping):
            report(node, "value-shape", "This value must be keys with their values.", self.words)
            return None
        for key, inner in pairs(node, report):
            field = self._known.get(key.text)
            if field:
                given[field.attribute or field.name] = field.kind.read(inner, report)
            else:
                self._refuse(key, report)
        for field in self._required:
            if (field.attribute or field.name) not in given:
                hint = f"{field.name}: {field.example or '...'}"
                report(node, "missing-key", f"The key `{field.name}` must be given.", hint)
                given[field.attribute or field.name] = field.kind.blank
        return self.make(**given)

    def _refuse(self, key: nodes.Scalar, report: Report) -> None:
        sentence = f"`{key.text}` must be a key of this kind of record."
        hint = self.former.get(key.text) or nearest(key.text, self._known) or f"one of {', '.join(self._known)}"
        report(key, "unknown-key", sentence, hint)

    @cached_property
    def _known(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _required(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.required)
