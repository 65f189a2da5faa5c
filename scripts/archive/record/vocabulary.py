"""The closed vocabularies of the record, read from ``vocabulary.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

_FILE = Path(__file__).with_name("vocabulary.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a vocabulary."""

    name: str
    """What a record writes."""
    label: str
    """What a reader sees."""
    description: str
    """What the contributor's guide says about it."""
    verb: str = ""
    """What the speaker does, for a stance; what the speaker did, for a kind."""
    inverse: str = ""
    """For a relation: the label on the statement that is pointed to."""
    matter: str = ""
    """For a stance: what it is about, a term of the vocabulary ``matter``."""
    taken_by: tuple[str, ...] = ()
    """For a stance: the sides that can take it; empty if any side can."""
    mark: str = ""
    """For a stance: the pattern that it is drawn with, a term of the vocabulary ``mark``."""
    short: str = ""
    """For a mark: its text in a legend."""
    changes_law: bool = False
    """For a kind: whether it changes the law itself."""


Vocabulary = Mapping[str, Term]


@cache
def vocabularies() -> Mapping[str, Vocabulary]:
    """Return every vocabulary by name, with its terms in the order of the file."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({name: _vocabulary(terms) for name, terms in written.items()})


def vocabulary(name: str) -> Vocabulary:
    """Return a vocabulary; raises KeyError if there is none of that name."""
    return vocabularies()[name]


def label(name: str, term: str) -> str:
    """Return the label of a term of the vocabulary ``name``; raises KeyError for a term that is not in it."""
    return vocabulary(name)[term].label


def _vocabulary(terms: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
    return MappingProxyType({name: _term(name, dict(fields)) for name, fields in terms.items()})


def _term(name: str, fields: dict[str, Any]) -> Term:
    taken_by = tuple(fields.pop("taken_by", ()))
    return Term(name=name, taken_by=taken_by, **fields)
