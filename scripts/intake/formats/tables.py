"""Tables: CSV with a header line, and JSON Lines; a mapping file says what each column means."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator

from intake.candidate import InputError, Refusal, Row, row
from intake.formats.json_file import text
from intake.formats.mapping import Mapping

_LONGEST_CELL = 1_000_000


def csv_file(data: bytes, mapping: Mapping) -> Iterator[Row]:
    """Read a table whose cells are separated by commas, semicolons or tabs, whichever its header line has most of."""
    content = _decoded(data)
    heading = content.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        names = [name.strip() for name in next(lines, [])]
        _require(names, mapping)
        for cells in lines:
            place = f"line {lines.line_num}"
            if not cells:
                continue
            if len(cells) != len(names):
                yield Refusal(place=place, sentence=f"A row must have {len(names)} cells; this one has {len(cells)}.")
                continue
            yield row(mapping.candidate(dict(zip(names, cells, strict=True)), place))
    except csv.Error as error:
        raise InputError(f"Line {lines.line_num} must be a row of a table: {error}.") from None


def _require(names: list[str], mapping: Mapping) -> None:
    if repeated := sorted(name for name, count in Counter(names).items() if count > 1):
        raise InputError(f"A heading must appear only once; “{repeated[0]}” is repeated.")
    if absent := [column for key, column in mapping.columns.items() if column != key and column not in names]:
        raise InputError(f"The table must have a column “{absent[0]}”, which the mapping names.")
    if not {mapping.columns[key] for key in ("title", "url", "text") if key in mapping.columns} & set(names):
        raise InputError(
            f"The table must have a column for a title, an address or a text, and it has {', '.join(names[:20])}; "
            "a mapping file says which is which."
        )


def json_lines(data: bytes, mapping: Mapping) -> Iterator[Row]:
    """Read one object per line."""
    for number, line in enumerate(_decoded(data).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Refusal(place=place, sentence=f"A line must be JSON: {error}.")
            continue
        if not isinstance(item, dict):
            yield Refusal(place=place, sentence="A line must be an object with keys.")
            continue
        cells = {str(key): text(item, key) for key in item}
        for key, value in item.items():
            if isinstance(value, list):
                cells[str(key)] = "; ".join(filter(None, (text(inner) for inner in value)))
        yield row(mapping.candidate(cells, place))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"A table must be UTF-8; byte {error.start + 1} is not.") from None
