"""Another archive's ``mkdocs.yml``, read as data: anything that can run code is ignored.

An MkDocs configuration names hooks, plugins and templates, all of which run while the site is built. For an archive
that is not trusted, only the settings in ``PLAIN`` count, and only if they are plain data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

PLAIN = ("site_name", "site_description", "site_url", "repo_url", "edit_uri", "nav")
"""The settings that are used: names, addresses and the navigation."""


class ForeignError(Exception):
    """The file is not a configuration at all; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is read from such a file."""

    values: dict[str, Any]
    """The plain settings, by key; MkDocs validates the values."""
    ignored: tuple[str, ...]
    """The keys that count only if the archive is trusted, in the file's order."""


class _Loader(yaml.BaseLoader):
    """Reads every scalar as text, accepts tags, and refuses aliases."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse an alias: a few of them can expand to billions of values."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias is not read")
        return super().compose_node(parent, index)


class _Tagged:
    """Replaces a value with a tag, such as ``!ENV`` or ``!!python/name:``."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Any:
    return loader.construct_mapping(node, deep=True)


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> Any:
    return loader.construct_sequence(node, deep=True)


def _scalar(loader: _Loader, node: yaml.ScalarNode) -> Any:
    return loader.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)
_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)
_Loader.add_constructor(None, lambda loader, node: _Tagged())


def settings(text: str) -> Settings:
    """Read a configuration without running any of it; raises ForeignError if it is not a YAML mapping."""
    try:
        read = yaml.load(text, _Loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ForeignError(" ".join(str(error).split()) or "it nests too deep") from error
    if not isinstance(read, dict):
        raise ForeignError("it must be a list of keys with their values")
    values = {key: value for key, value in read.items() if key in PLAIN and _is_plain(value)}
    return Settings(values=values, ignored=tuple(str(key) for key in read if key not in values))


def require_text(settings: Mapping[str, Any]) -> None:
    """Raise ForeignError if a setting contains half of a surrogate pair, which UTF-8 cannot encode."""
    for key, value in settings.items():
        try:
            json.dumps(value, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            half = ord(error.object[error.start])
            raise ForeignError(f"{key} has U+{half:04X}, half of a character; write the whole character") from None


def _is_plain(value: Any) -> bool:
    match value:
        case dict():
            return all(isinstance(key, str) and _is_plain(inner) for key, inner in value.items())
        case list():
            return all(map(_is_plain, value))
    return isinstance(value, str)
