"""The kinds of value: how each is read from a node, described to contributors, and expressed in JSON Schema.

A kind reads one node and reports what is wrong with it; it then returns a blank of its own type, so that one bad
value does not hide other problems of its record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from archive.record import nodes
from archive.record.characters import readable, shown
from archive.record.problem import nearest
from archive.record.vocabulary import vocabulary

Json = dict[str, Any]

LONGEST_TEXT = 2_000
"""Characters in one field. The body has no such limit."""

LONGEST_LIST = 200
"""Items in one list: far more than any record needs, but few enough to report individually."""


class Report(Protocol):
    """Reports a problem at a node."""

    def __call__(self, node: nodes.Node, rule: str, sentence: str, hint: str = "") -> None:
        """Report a problem at the node's location."""


class Kind(Protocol):
    """A kind of value."""

    @property
    def blank(self) -> Any:
        """The value to use if one is missing or could not be read."""

    @property
    def words(self) -> str:
        """A short description of valid values, for the contributor's guide."""

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """Read a node and report what is wrong with it; return the blank if it cannot be read."""


def pairs(node: nodes.Mapping, report: Report) -> Sequence[tuple[nodes.Scalar, nodes.Node]]:
    """Return the keys with their values; too many are a problem, and the rest are not read."""
    if len(node.pairs) > LONGEST_LIST:
        sentence = f"One place must have at most {LONGEST_LIST} keys; this one has {len(node.pairs):,}."
        report(node, "value-length", sentence)
    return node.pairs[:LONGEST_LIST]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one paragraph, read as written."""

    marks: bool = False
    """Whether punctuation alone is valid."""
    blank = ""
    words = "text"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": "^.*$"}

    def read(self, node: nodes.Node, report: Report) -> str:
        """Read a text; a list, a mapping, an empty or a very long text is a problem."""
        if not isinstance(node, nodes.Scalar):
            report(node, "value-shape", "This value must be a text, not a list or keys.")
            return ""
        text = node.text.strip()
        if not text:
            report(node, "value-empty", "A key must have a value.", "remove the key if there is nothing to say")
        elif len(text) > LONGEST_TEXT:
            sentence = f"A text must have at most {LONGEST_TEXT:,} characters; this one has {len(text):,}."
            report(node, "value-length", sentence)
            return ""
        elif not (shown(text) if self.marks else readable(text)):
            hint = "remove the key if there is nothing to say"
            report(node, "value-empty", "A text must contain a letter, a digit or a symbol.", hint)
            return ""
        if "\n" in text:
            hint = "write `>-` after the key and indent the lines below it"
            report(node, "value-shape", "This value must be one paragraph, without a line break.", hint)
        return text


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with a fixed form, which ``parse`` turns into a value or refuses with a ValueError."""

    words: str
    rule: str
    parse: Callable[[str], Any]
    schema: Json
    blank: Any = ""
    hint: str = ""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """Read a text and parse it."""
        text = Text().read(node, report)
        if not text:
            return self.blank
        try:
            return self.parse(text)
        except ValueError as error:
            report(node, self.rule, str(error), self.hint)
            return self.blank


@dataclass(frozen=True, slots=True)
class TermOf:
    """A term of a closed vocabulary."""

    vocabulary: str
    blank = ""

    @property
    def words(self) -> str:
        """A short description of valid values."""
        return f"one of the {self.vocabulary} terms"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        return {"enum": list(vocabulary(self.vocabulary))}

    def read(self, node: nodes.Node, report: Report) -> str:
        """Read a term; for an unknown one, the hint is the nearest term."""
        text = Text().read(node, report)
        terms = vocabulary(self.vocabulary)
        if not text or text in terms:
            return text
        sentence = f"`{text}` must be a term of the vocabulary `{self.vocabulary}`."
        report(node, "vocabulary", sentence, nearest(text, terms) or f"one of {', '.join(terms)}")
        return ""


@dataclass(frozen=True, slots=True)
class OrNull:
    """A value, or an explicit ``null``."""

    kind: Kind
    blank = None

    @property
    def words(self) -> str:
        """A short description of valid values."""
        return f"{self.kind.words}, or null"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        return {"anyOf": [self.kind.schema, {"type": "null"}]}

    def read(self, node: nodes.Node, report: Report) -> Any:
        """Read a plain ``null`` as None, anything else as the kind."""
        if isinstance(node, nodes.Scalar) and node.plain and node.text == "null":
            return None
        return self.kind.read(node, report)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind; with ``single`` one value may replace a list of one."""

    kind: Kind
    single: bool = False
    blank = ()

    @property
    def words(self) -> str:
        """A short description of valid values."""
        return f"{self.kind.words}, or a list" if self.single else f"list of: {self.kind.words}"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        many = {
            "type": "array",
            "items": self.kind.schema,
            "minItems": 1,
            "maxItems": LONGEST_LIST,
            "uniqueItems": True,
        }
        return {"anyOf": [self.kind.schema, many]} if self.single else many

    def read(self, node: nodes.Node, report: Report) -> tuple[Any, ...]:
        """Read a list; it must not be empty or repeat a value."""
        if isinstance(node, nodes.Sequence):
            items = node.items
        elif self.single and isinstance(node, nodes.Scalar):
            items = (node,)
        else:
            report(node, "value-shape", "This value must be a list.", "[first, second]")
            return ()
        if not items:
            report(node, "value-empty", "A list must not be empty.", "remove the key if there is nothing to say")
        if len(items) > LONGEST_LIST:
            report(node, "value-length", f"A list must have at most {LONGEST_LIST} items; this one has {len(items):,}.")
        values: list[Any] = []
        seen: set[Any] = set()
        for item in items[:LONGEST_LIST]:
            value = self.kind.read(item, report)
            if value == self.kind.blank:
                continue
            if value in seen:
                report(item, "value-repeated", "A list must not repeat a value.")
            seen.add(value)
            values.append(value)
        return tuple(values)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Keys that are terms of a vocabulary, each with a value of one kind."""

    vocabulary: str
    kind: Kind
    blank: Mapping[str, Any]

    @property
    def words(self) -> str:
        """A short description of valid values."""
        return f"{self.vocabulary} terms, each with: {self.kind.words}"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        properties = dict.fromkeys(vocabulary(self.vocabulary), self.kind.schema)
        return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}

    def read(self, node: nodes.Node, report: Report) -> Mapping[str, Any]:
        """Read the pairs; each key must be a term of the vocabulary."""
        if not isinstance(node, nodes.Mapping):
            report(node, "value-shape", "This value must be keys with their values.")
            return {}
        terms = vocabulary(self.vocabulary)
        values: dict[str, Any] = {}
        for key, inner in pairs(node, report):
            if key.text in terms:
                values[key.text] = self.kind.read(inner, report)
            else:
                sentence = f"`{key.text}` must be a term of the vocabulary `{self.vocabulary}`."
                report(key, "vocabulary", sentence, nearest(key.text, terms) or f"one of {', '.join(terms)}")
        return values
