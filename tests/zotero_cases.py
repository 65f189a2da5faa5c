"""The Zotero requests for the made-up archive, and where the responses are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
ADDRESS = "https://toy.example/archive/"
"""The address that the made-up archive claims; the server reads it from elsewhere."""
ANSWERS = _HERE / "saved" / "zotero.json"
LISTS = ("statements/", "timeline/")
FILES = ("data/statements.bib", "data/statements.ris", "data/statements.csl.json")

_LEFT_OUT = (
    "key",
    "version",
    "accessDate",
    "attachments",
    "libraryCatalog",
    "itemID",
    "tags",
    "relations",
    "collections",
)
"""What differs from run to run, or is the server's own."""


def statements() -> tuple[str, ...]:
    """Return the page of every statement of the made-up archive."""
    found = (_HERE / "toy" / "statements").glob("[0-9]*/*.md")
    return tuple(sorted(f"statements/{path.stem}/" for path in found))


def comparable(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the items, each with its note, without what they do not say and what differs from run to run."""
    found: list[dict[str, Any]] = []
    for item in items:
        if item["itemType"] == "note":
            found[-1]["note"] = item["note"]
        else:
            found.append({key: value for key, value in item.items() if value and key not in _LEFT_OUT})
    return found
