"""Tables as bytes, for the time between reading a file and using it: without what was never read of the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from augenhoehe.intake.problems import Problem
from augenhoehe.intake.table import Table, TableRow


def pack_tables(tables: Mapping[str, Table]) -> bytes:
    """Name → table as JSON; the same tables give the same bytes."""
    return json.dumps({name: _plain(table) for name, table in tables.items()}, separators=(",", ":")).encode()


def unpack_tables(data: bytes) -> dict[str, Table]:
    """What ``pack_tables`` was given."""
    return {name: _table(plain) for name, plain in json.loads(data).items()}


def _plain(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "headings": table.headings,
        "rows": [[row.number, *row.cells] for row in table.rows],
        "heading_row": table.heading_row,
        "not_read": table.not_read,
        "sheet": table.sheet,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "problems": [[one.code, one.row, one.column, dict(one.params), one.severity] for one in table.problems],
    }


def _table(plain: dict[str, Any]) -> Table:
    lists = {
        "headings": tuple(plain["headings"]),
        "rows": tuple(TableRow(number, tuple(cells)) for number, *cells in plain["rows"]),
        "not_read": tuple(plain["not_read"]),
        "problems": tuple(Problem(*values) for values in plain["problems"]),
    }
    return Table(**plain | lists)
