"""There is one schema: the reader, the JSON Schema for editors, the model and the toy archive agree on it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from archive.read.fields import Record
from archive.read.files import File, walk
from archive.read.files import read as read_text
from archive.read.frontmatter import split_authority, split_statement
from archive.read.kinds import Kind, ListOf
from archive.read.reading import read_record
from archive.read.schema import AUTHORITIES, STATEMENT_RECORD, json_schema
from archive.record.nodes import Mapping, Node, Sequence

TESTS = Path(__file__).parent
TOP = TESTS.parent
RECORDS = {"statements": STATEMENT_RECORD, **AUTHORITIES}
TOLD_BY_SHAPE = (
    *("language", "missing-key", "ocd-id", "slug", "unknown-key"),
    *("url", "value-empty", "value-length", "value-repeated", "value-shape", "vocabulary"),
)
"""Rules of the reader that a JSON Schema can express."""
GIVEN = {"id", "slug", "origin", "body"}
"""Fields that come from a file's name and body, not from its front matter."""


def kind_of(file: File) -> str:
    return "statements" if file.is_statement else file.group


def as_an_editor_sees(node: Node) -> object:
    """Return a tree as YAML 1.2 types it, which is how an editor checks it against the JSON Schema."""
    if isinstance(node, Mapping):
        return {key.text: as_an_editor_sees(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [as_an_editor_sees(item) for item in node.items]
    if not node.plain:
        return node.text
    if node.text in ("", "~", "null"):
        return None
    return int(node.text) if re.fullmatch(r"[-+]?\d+", node.text, re.ASCII) else node.text


def refused(root: Path, file: File) -> list[str]:
    """Return the JSON Schema's errors for a file's front matter."""
    text, _ = read_text(root, file)
    front = (split_statement if file.is_statement else split_authority)(file.path, text).front
    schema = json_schema(kind_of(file), RECORDS[kind_of(file)])
    assert front is not None
    return [error.message for error in Draft202012Validator(schema).iter_errors(as_an_editor_sees(front))]


def files_of(root: Path) -> list[File]:
    return [path for path in walk(root) if isinstance(path, File)]


@pytest.mark.parametrize("name", RECORDS)
def test_schema_is_a_schema(name: str) -> None:
    """The JSON Schema of each kind of file is valid under its own standard."""
    Draft202012Validator.check_schema(json_schema(name, RECORDS[name]))


@pytest.mark.parametrize("root", [TOP, TESTS / "toy"], ids=["real", "toy"])
def test_json_schema_accepts_good_records(root: Path) -> None:
    """The JSON Schema accepts every file of the real record and of the toy archive."""
    files = files_of(root)
    assert files
    assert {file.path: said for file in files if (said := refused(root, file))} == {}


@pytest.mark.parametrize("rule", TOLD_BY_SHAPE)
def test_json_schema_refuses_what_the_reader_refuses(rule: str) -> None:
    """Each golden file that breaks a rule on shape is also refused by the JSON Schema."""
    root = TESTS / "rules" / rule
    broken = [file for file in files_of(root) if any(one.rule == rule for one in read_record(root, file)[1])]
    assert broken
    assert all(refused(root, file) for file in broken)


def records(record: Record) -> Iterator[Record]:
    """Yield a record and those within it."""
    yield record
    for field in record.fields:
        kind: Kind = field.kind.kind if isinstance(field.kind, ListOf) else field.kind
        if isinstance(kind, Record):
            yield from records(kind)


EVERY = {record.make.__name__: record for top in RECORDS.values() for record in records(top)}


@pytest.mark.parametrize("name", EVERY)
def test_model_has_what_the_schema_has(name: str) -> None:
    """Each key is a field of the resulting value, and each field a key; a field without a default is required."""
    record = EVERY[name]
    model = {field.name: field for field in dataclasses.fields(record.make) if field.name not in GIVEN}
    keys = {field.attribute or field.name: field for field in record.fields}
    assert keys.keys() == model.keys()
    for attribute, key in keys.items():
        field = model[attribute]
        bare = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        assert not (bare and not key.required), attribute


@pytest.mark.parametrize("name", EVERY)
def test_descriptions_are_sentences(name: str) -> None:
    """Each key is described in a sentence or two, for the guide and for editors."""
    for field in EVERY[name].fields:
        assert field.description[0].isupper(), field.name
        assert field.description.endswith("."), field.name


@pytest.mark.parametrize("name", RECORDS)
def test_toy_archive_uses_every_key(name: str) -> None:
    """Each key of each kind of file is used in the toy archive, so that the tests see all of them."""
    root = TESTS / "toy"
    used: set[str] = set()
    for file in files_of(root):
        if kind_of(file) == name:
            text, _ = read_text(root, file)
            front = (split_statement if file.is_statement else split_authority)(file.path, text).front
            assert front is not None
            used |= {key.text for key, _ in front.pairs}
    assert {field.name for field in RECORDS[name].fields} - used == set()
