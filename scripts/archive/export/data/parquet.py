"""Tables as Parquet, written by arro3, which is a tenth of the size of pyarrow or duckdb."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

from arro3.core import Array, DataType, Field, Schema
from arro3.core import Table as Arrow
from arro3.io import write_parquet

from archive.export.data.table import Cell, Column, Row

_EPOCH = datetime.date(1970, 1, 1).toordinal()


def written(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Return the file, compressed with Zstandard; each column has its description."""
    arrays = [_array(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    fields = [
        Field(column.name, array.type, nullable=column.optional, metadata={"description": column.description})
        for column, array in zip(columns, arrays, strict=True)
    ]
    file = io.BytesIO()
    write_parquet(Arrow.from_arrays(arrays, schema=Schema(fields)), file, compression="zstd(3)")
    return file.getvalue()


def _array(column: Column, cells: list[Cell]) -> Array:
    match column.type:
        case "string":
            return Array(cells, type=DataType.string())
        case "integer":
            return Array(cells, type=DataType.int32())
        case "boolean":
            return Array(cells, type=DataType.bool())
        case "date":
            days = [cell and datetime.date.fromisoformat(str(cell)).toordinal() - _EPOCH for cell in cells]
            return Array(days, type=DataType.int32()).cast(DataType.date32())
