"""Tables as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from archive.export.data.table import Cell, Column, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The first characters of a cell that a spreadsheet would execute; the last four are full-width forms."""

_GUARD = "'"
_QUOTE = '"'


def written(columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    """Return a file of RFC 4180 in UTF-8, whose byte order mark tells a spreadsheet so.

    A text that would be taken for a formula has an apostrophe before it; every text is quoted, so that no program
    cuts one at a character of its own choice.
    """
    names = ",".join(_cell(column.name) for column in columns)
    lines = (",".join(map(_cell, row)) for row in rows)
    return "\r\n".join([names, *lines, ""]).encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        guard = _GUARD if cell.startswith(_FORMULA) else ""
        return f'"{guard}{cell.replace(_QUOTE, _QUOTE * 2)}"'
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
