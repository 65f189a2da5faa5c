"""The archive as tables: one row a statement for a spreadsheet, and beside it a table for each thing that repeats.

Each module has the tables of one kind of file, and a table's rows stand in it beside the columns that they fill.
"""

from __future__ import annotations

from archive.export.data.table import Table
from archive.export.data.tables import authorities, statements, threads

TABLES: tuple[Table, ...] = (*statements.TABLES, *authorities.TABLES, *threads.TABLES)
