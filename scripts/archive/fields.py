"""The kinds of value that a field can hold: how each is read from a node, described, and put into JSON Schema.

A kind reads one node and reports what is wrong with it; it then gives a blank of its own type, so that one bad
value hides no other problem of its record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol
from urllib.parse import urlsplit

from archive import nodes
from archive.dates import NO_DATE, Date
from archive.files import is_slug
from archive.vocabulary import vocabulary

Json = dict[str, Any]

LONGEST_TEXT = 2_000
"""Characters in one field. The words of a statement are its body and have no such bound."""

LONGEST_LIST = 200
"""Items in one list: far more than any record needs, and few enough to be told of one by one."""

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", re.ASCII | re.IGNORECASE)


class Report(Protocol):
    """Takes a problem found at a node."""

    def __call__(self, node: nodes.Node, rule: str, sentence: str, hint: str = "") -> None:
        """Note the problem; the node gives its place."""


class Kind(Protocol):
    """A kind of value."""

    @property
    def blank(self) -> Any:
        """What stands in for a value that is absent or could not be read."""

    @property
    def words(self) -> str:
        """What may be written, in a few words, for the contributor's guide."""

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""

    def read(self, node: nodes.Node, report: Report) -> Any:
        """Read a node and report what is wrong with it; gives the blank where nothing can be read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one paragraph, taken as it is written."""

    blank = ""
    words = "text"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": "^.*$"}

    def read(self, node: nodes.Node, report: Report) -> str:
        """Read a text; a list, a mapping, nothing at all or a very long text is a problem."""
        if not isinstance(node, nodes.Scalar):
            report(node, "value-shape", "This value must be a text, not a list or keys.")
            return ""
        text = node.text.strip()
        if not text:
            report(node, "value-empty", "A key must have a value.", "leave the key out where there is nothing to say")
        elif len(text) > LONGEST_TEXT:
            sentence = f"A text must have at most {LONGEST_TEXT:,} characters, and this has {len(text):,}."
            report(node, "value-length", sentence)
            return ""
        if "\n" in text:
            hint = "write `>-` after the key and indent the lines below it"
            report(node, "value-shape", "This value must be one paragraph, without a line break.", hint)
        return text


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text of one form, which ``parse`` turns into a value or refuses with a ValueError."""

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


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError(
            "A reference must be a file's name without its ending: lower-case letters, digits and hyphens."
        )
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or host != parts.netloc:
        raise ValueError("An address must begin with http:// or https:// and name a host.")
    if re.search(r"[\s<>\"\\^`{|}]", text):
        raise ValueError(
            "An address must not hold spaces, quotation marks, backslashes or brackets; write them %-encoded."
        )
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text, re.ASCII):
        raise ValueError("A language must be a BCP 47 tag.")
    return text


def _ocd_id(text: str) -> str:
    if not re.fullmatch(r"ocd-division/country:[a-z]{2}(/[a-z_]+:[\w.~-]+)*", text):
        raise ValueError("A division must be an Open Civic Data identifier.")
    return text


_SLUG_SCHEMA: Json = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_DATE_SCHEMA: Json = {
    "anyOf": [
        {"type": "string", "pattern": r"^[12]\d{3}(-\d{2}(-\d{2})?)?[?~%]?$"},
        {"type": "integer", "minimum": 1000, "maximum": 2999},  # an editor takes a year alone for a number
    ]
}

DATE = Parsed("date (EDTF)", "date", Date.parse, _DATE_SCHEMA, blank=NO_DATE)
URL = Parsed(
    "address (http or https)",
    "url",
    _url,
    {
        "type": "string",
        "format": "uri",
        "pattern": r"^https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?([/?#][^\s<>\"\\^`{|}]*)?$",
    },
    hint="https://...",
)
SPEAKER = Parsed("speaker", "slug", _slug, _SLUG_SCHEMA, hint="mitch-landrieu")
JURISDICTION = Parsed("jurisdiction", "slug", _slug, _SLUG_SCHEMA, hint="new-orleans-la")
STATEMENT = Parsed("statement id", "slug", _slug, _SLUG_SCHEMA, hint="2017-10-12-landrieu-doj-confirms-compliance")
CITATION = Parsed("citation", "citation", str, {"type": "string", "minLength": 1}, hint="8 U.S.C. § 1373(a)")
LANGUAGE = Parsed(
    "language tag",
    "language",
    _language,
    {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    blank="en",
    hint="en",
)
OCD_ID = Parsed(
    "OCD identifier",
    "ocd-id",
    _ocd_id,
    {"type": "string", "pattern": "^ocd-division/"},
    hint="ocd-division/country:us",
)


@dataclass(frozen=True, slots=True)
class TermOf:
    """A term of a closed vocabulary."""

    vocabulary: str
    blank = ""

    @property
    def words(self) -> str:
        """What may be written."""
        return f"one of the {self.vocabulary} terms"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        return {"enum": list(vocabulary(self.vocabulary))}

    def read(self, node: nodes.Node, report: Report) -> str:
        """Read a term; one that the vocabulary lacks is a problem, and the nearest is the hint."""
        text = Text().read(node, report)
        terms = vocabulary(self.vocabulary)
        if not text or text in terms:
            return text
        sentence = f"`{text}` must be a term of the vocabulary `{self.vocabulary}`."
        report(node, "vocabulary", sentence, nearest(text, terms) or f"one of {', '.join(terms)}")
        return ""


@dataclass(frozen=True, slots=True)
class OrNull:
    """A value, or ``null`` where a record says on purpose that there is none."""

    kind: Kind
    blank = None

    @property
    def words(self) -> str:
        """What may be written."""
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
    """A list of values of one kind; with ``single`` one value may stand for a list of one."""

    kind: Kind
    single: bool = False
    blank = ()

    @property
    def words(self) -> str:
        """What may be written."""
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
        """Read a list; an empty one or one that says a thing twice is a problem."""
        if isinstance(node, nodes.Sequence):
            items = node.items
        elif self.single and isinstance(node, nodes.Scalar):
            items = (node,)
        else:
            report(node, "value-shape", "This value must be a list.", "[first, second]")
            return ()
        if not items:
            report(node, "value-empty", "A list must not be empty.", "leave the key out where there is nothing to say")
        if len(items) > LONGEST_LIST:
            report(node, "value-length", f"A list must have at most {LONGEST_LIST} items, and this has {len(items):,}.")
        values: list[Any] = []
        seen: set[Any] = set()
        for item in items[:LONGEST_LIST]:
            value = self.kind.read(item, report)
            if value == self.kind.blank:
                continue
            if value in seen:
                report(item, "value-repeated", "A list must name a thing once.")
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
        """What may be written."""
        return f"{self.vocabulary} terms, each with: {self.kind.words}"

    @property
    def schema(self) -> Json:
        """The JSON Schema of the value."""
        properties = dict.fromkeys(vocabulary(self.vocabulary), self.kind.schema)
        return {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}

    def read(self, node: nodes.Node, report: Report) -> Mapping[str, Any]:
        """Read the pairs; a key that is no term is a problem."""
        if not isinstance(node, nodes.Mapping):
            report(node, "value-shape", "This value must be keys with their values.")
            return {}
        terms = vocabulary(self.vocabulary)
        values: dict[str, Any] = {}
        for key, inner in node.pairs:
            if key.text in terms:
                values[key.text] = self.kind.read(inner, report)
            else:
                sentence = f"`{key.text}` must be a term of the vocabulary `{self.vocabulary}`."
                report(key, "vocabulary", sentence, nearest(key.text, terms) or f"one of {', '.join(terms)}")
        return values


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

    make: Callable[..., Any]
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


def nearest(text: str, known: Mapping[str, Any] | list[str]) -> str:
    """Suggest the known word that is most like a text, as a hint; nothing where none is near."""
    found = get_close_matches(text, list(known), n=1, cutoff=0.6)
    return f"did you mean `{found[0]}`?" if found else ""
