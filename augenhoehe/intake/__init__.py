"""Tables in, problems by row and field out: spreadsheets of any origin, in pure Python.

``read_table`` → ``Table`` → ``propose_mapping`` → ``parse_table`` → ``Parsed`` (records and problems). The
schemas are in ``augenhoehe.intake.schemas``; ``write_csv`` and ``write_xlsx`` are the way out for downloads.
"""

from augenhoehe.intake.limits import DEFAULT_LIMITS, Limits
from augenhoehe.intake.mapping import Column, ColumnMapping, propose_mapping
from augenhoehe.intake.packing import pack_tables, unpack_tables
from augenhoehe.intake.parsing import Mapped, Parsed, parse_table, parse_tables
from augenhoehe.intake.problems import MESSAGES, CellError, IntakeError, Problem
from augenhoehe.intake.reader import read_table
from augenhoehe.intake.schema import Field, Record, Schema, Wide
from augenhoehe.intake.table import Table, TableRow
from augenhoehe.intake.writing import safe_text, write_csv, write_xlsx

__all__ = [
    "DEFAULT_LIMITS",
    "MESSAGES",
    "CellError",
    "Column",
    "ColumnMapping",
    "Field",
    "IntakeError",
    "Limits",
    "Mapped",
    "Parsed",
    "Problem",
    "Record",
    "Schema",
    "Table",
    "TableRow",
    "Wide",
    "pack_tables",
    "parse_table",
    "parse_tables",
    "propose_mapping",
    "read_table",
    "safe_text",
    "unpack_tables",
    "write_csv",
    "write_xlsx",
]
