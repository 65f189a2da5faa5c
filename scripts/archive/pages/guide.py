"""The tables of the contributor's guide, generated from the schema, the vocabularies and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Protocol

from markupsafe import Markup

from archive.read.fields import Record
from archive.read.files import FOLDER
from archive.read.kinds import Kind, ListOf, MapOf, OrNull, TermOf
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD
from archive.record.problem import Severity
from archive.record.vocabulary import vocabularies
from archive.site.templating import render


class Rule(Protocol):
    """A rule in the guide."""

    @property
    def id(self) -> str:
        """Its id, as in a report."""

    @property
    def sentence(self) -> str:
        """The rule itself."""

    @property
    def severity(self) -> Severity:
        """Whether breaking it stops a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A key in the guide."""

    key: str
    """The key with those around it: ``source.url``, ``positions[].stance``."""
    anchor: str
    words: str
    """A short description of valid values."""
    vocabulary: str
    """The vocabulary of its terms; empty for other values."""
    required: bool
    description: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The keys of one kind of file."""

    name: str
    place: str
    """The path of such a file."""
    rows: tuple[Row, ...]


def guide_slots(rules: Iterable[Rule]) -> Mapping[str, Callable[[str], Markup]]:
    """Return the guide's slots: ``fields``, ``vocabularies``, ``rules``, and a ``vocabulary-<name>`` for each.

    Each takes the way to the site's root, like every slot, and needs none.
    """
    written = vocabularies()
    slots: dict[str, Callable[[str], Markup]] = {
        f"vocabulary-{name}": partial(_render, "vocabulary", name=name, terms=terms) for name, terms in written.items()
    }
    uses = {name: tuple(_uses(name)) for name in written}
    slots["fields"] = partial(_render, "fields", tables=tables())
    slots["vocabularies"] = partial(_render, "vocabularies", vocabularies=written, uses=uses)
    slots["rules"] = partial(_render, "rules", rules=sorted(rules, key=lambda rule: rule.id))
    return slots


@cache
def tables() -> tuple[Table, ...]:
    """Return the field table of every kind of file, statements first."""
    places = {"statements": (f"{FOLDER}/<year>/<id>.md", STATEMENT_RECORD)}
    places |= {group: (f"{FOLDER}/{group}/<name>.yml", record) for group, record in AUTHORITIES.items()}
    return tuple(
        Table(name=name, place=place, rows=tuple(_rows(record, f"field-{name}", "")))
        for name, (place, record) in places.items()
    )


def _rows(record: Record, anchor: str, before: str) -> Iterator[Row]:
    for field in record.fields:
        own = f"{anchor}-{field.name.replace('_', '-')}"
        yield Row(
            key=before + field.name,
            anchor=own,
            words=_words(field.kind),
            vocabulary=_vocabulary(field.kind),
            required=field.required,
            description=field.description,
            example=f"{field.name}: {field.example}" if field.example else "",
        )
        match field.kind:
            case Record() as inner:
                yield from _rows(inner, own, f"{before}{field.name}.")
            case ListOf(kind=Record() as inner):
                yield from _rows(inner, own, f"{before}{field.name}[].")


def _words(kind: Kind | Record) -> str:
    match kind:
        case Record():
            return "the keys below"
        case ListOf(kind=Record()):
            return "a list; each item has the keys below"
    return kind.words


def _vocabulary(kind: Kind | Record) -> str:
    match kind:
        case TermOf() | MapOf():
            return kind.vocabulary
        case OrNull() | ListOf():
            return _vocabulary(kind.kind)
    return ""


def _uses(name: str) -> Iterator[Row]:
    """Return the keys whose values are terms of a vocabulary."""
    return (row for table in tables() for row in table.rows if row.vocabulary == name)


def _render(template: str, root: str, **values: object) -> Markup:
    del root  # every link of the guide stays on its page
    return render(f"guide/{template}.html", **values)
