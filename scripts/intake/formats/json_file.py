"""JSON that somebody else wrote: read within limits, and only for its texts."""

from __future__ import annotations

import json
from typing import Any

from intake.candidate import InputError


def document(data: bytes) -> Any:
    """Read JSON in UTF-8; raises InputError."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise InputError(f"JSON must be UTF-8; byte {error.start + 1} is not.") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"The file must be JSON: {error}.") from None


def text(item: Any, *keys: str | int) -> str:
    """Return the text or the number under a chain of keys and indexes; empty if there is none."""
    for key in keys:
        match item, key:
            case dict(), _:
                item = item.get(key)
            case list(), int() if key < len(item):
                item = item[key]
            case _:
                return ""
    if isinstance(item, bool):
        return ""
    return str(item) if isinstance(item, str | int) else ""


def items(item: Any, key: str = "") -> list[Any]:
    """Return the list under a key, or the item itself; empty if it is not a list."""
    inner = item.get(key) if key and isinstance(item, dict) else item
    return inner if isinstance(inner, list) else []


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")
