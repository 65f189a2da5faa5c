"""The changes of the records from git as JSON Lines, from which the history on each page is made."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from archive.record.history import KINDS, Change, History

NAME = "history.jsonl"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_RUNS = ("kept", "deleted", "inserted", "gap")


def written(history: History) -> bytes:
    """Return a line with the reason for a missing history (or empty), and a line per record."""
    lines: list[dict[str, Any]] = [{"missing": history.missing}]
    lines += ({"id": id, "changes": list(map(dataclasses.asdict, found))} for id, found in history.changes.items())
    return b"".join(_JSON(line).encode() + b"\n" for line in lines)


def read(data: bytes) -> History:
    """Parse the history from JSON Lines; raises ValueError for anything else."""
    try:
        first, *lines = map(json.loads, data.splitlines())
        changes = {_text(line["id"]): tuple(map(_change, line["changes"])) for line in lines}
        return History(changes=changes, missing=_text(first["missing"]))
    except (TypeError, KeyError, AttributeError, RecursionError):
        raise ValueError("must be lines of JSON with the changes of each record") from None


def _change(value: dict[str, Any]) -> Change:
    commit, date, subject, kind = (_text(value[key]) for key in ("commit", "date", "subject", "kind"))
    words = tuple((_text(name), _text(text)) for name, text in value["words"])
    if kind not in KINDS or any(name not in _RUNS for name, _ in words):
        raise TypeError
    return Change(commit=commit, date=date, subject=subject, kind=kind, words=words)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
