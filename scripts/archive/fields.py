"""The keys of a record, and the kind of value that they make together: a value of the model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive import nodes
from archive.kinds import Json, Kind, Report
from archive.problem import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key of a record: the only place where what must be true of it stands."""

    name: str
    kind: Kind
    description: str
    example: str = ""
    required: bool = False
    attribute: str = ""
    """The name in the model, where it differs from the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Keys with their values, made into a value of the model."""

    make: type[Any]
    fields: tuple[Field, ...]
    blank = None

    @property
    def words(self) -> str:
        """What may be written."""
        return f"keys: {', '.join(field.name for field in self.fields)}"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        properties = {field.name: {**field.kind.schema, "description": field.description} for field in self.fields}
        required = [field.name for field in self.fields if field.required]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    def read(self, node: nodes.Node, report: Report, **given: Any) -> Any:
        """Read the keys and make the value; ``given`` holds what the file does not say of itself."""
        if not isinstance(node, nodes.Mapping):
            report(node, "value-shape", "This value must be keys with their values.", self.words)
            return None
        self._refuse_unknown(node, report)
        inners = {key.text: inner for key, inner in node.pairs}
        for field in self.fields:
            inner = inners.get(field.name)
            if inner is not None:
                given[field.attribute or field.name] = field.kind.read(inner, report)
            elif field.required:
                hint = f"{field.name}: {field.example or '...'}"
                report(node, "missing-key", f"The key `{field.name}` must be given.", hint)
                given[field.attribute or field.name] = field.kind.blank
        return self.make(**given)

    def _refuse_unknown(self, node: nodes.Mapping, report: Report) -> None:
        known = {field.name: field for field in self.fields}
        for key, _ in node.pairs:
            if key.text not in known:
                sentence = f"`{key.text}` must be a key that the record knows."
                report(key, "unknown-key", sentence, nearest(key.text, known) or f"one of {', '.join(known)}")
