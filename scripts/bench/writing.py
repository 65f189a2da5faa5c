"""Files written for a builder: YAML and text, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the C version is ten times as fast, if it was built


class _Dumper(_Base):  # type: ignore[misc]  # which class it is shows only when it runs
    """Repeats a list that appears twice, without YAML's aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(value: Mapping[str, Any]) -> str:
    """Write a mapping as YAML, its keys in the order given."""
    options: Any = {"allow_unicode": True, "sort_keys": False, "width": 10_000}
    return str(yaml.dump(value, Dumper=_Dumper, **options))


def front_matter(fields: Mapping[str, Any]) -> str:
    """Write front matter, including its fences."""
    return f"---\n{yaml_text(fields)}---\n"


def put(path: Path, text: str) -> None:
    """Write a file, and create the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
