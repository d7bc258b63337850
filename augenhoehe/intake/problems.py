"""Everything that can be wrong with a table: a stable code, an English text, and where it happened.

The texts are message ids with named parameters (``text % params``), so a caller with a catalogue can say the
same in another language; ``gettext_noop`` only marks them for extraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Param = str | int


def gettext_noop(message: str) -> str:
    """Mark ``message`` for the translation catalogue and return it unchanged."""
    return message


_ = gettext_noop

MESSAGES: dict[str, str] = {
    # the file
    "file_missing": _("There is no such file."),
    "file_is_directory": _("This is a folder, not a file."),
    "file_unreadable": _("The file cannot be read: %(reason)s."),
    "file_empty": _("The file is empty."),
    "file_too_large": _("The file has %(size)s MB; at most %(limit)s MB are read."),
    "not_a_table": _("This is neither an xlsx workbook nor a text table (csv)."),
    "old_excel": _("This is an old Excel file (xls) or a password-protected one. Save it as xlsx without a password."),
    "not_xlsx": _("This archive is not an xlsx workbook. Save the table as xlsx or csv."),
    "xlsx_broken": _("The workbook is damaged: %(reason)s."),
    "xlsx_needs_extra": _("Reading xlsx needs the extra “tables” (python-calamine). Install it or save as csv."),
    "unpacked_too_large": _("The workbook would unpack to more than %(limit)s MB and was not opened."),
    "xml_entities": _("The workbook contains XML declarations (DOCTYPE) that no spreadsheet program writes; refused."),
    "sheet_unknown": _("There is no sheet “%(sheet)s”; the workbook has: %(sheets)s."),
    "encoding_unknown": _("The text encoding is not known (byte %(byte)s in line %(line)s). Save as UTF-8."),
    "encoding_mixed": _("The file mixes two text encodings (line %(line)s is not UTF-8). Save as UTF-8."),
    "open_quote": _("A quotation mark is opened here and never closed."),
    "too_many_rows": _("More than %(limit)s rows."),
    "too_many_columns": _("More than %(limit)s columns."),
    "too_many_cells": _("More than %(limit)s cells."),
    "cell_too_long": _("A cell has more than %(limit)s characters."),
    "no_heading": _("No row with column headings was found."),
    "no_rows": _("There are headings but no rows below them."),
    # columns
    "column_missing": _("The column “%(field)s” is missing. Known headings: %(known)s."),
    "column_one_of": _("One of these columns is needed: %(fields)s."),
    "heading_twice": _("This column means the same as column “%(other)s”; only that one is read."),
    "column_unknown": _("No field is known by this heading; the column is ignored."),
    "column_not_read": _("This column may hold specially protected or never-used data and is not read."),
    "mapping_unknown_heading": _("There is no column “%(heading)s” in the table."),
    "mapping_unknown_field": _("There is no field “%(field)s”; known are: %(known)s."),
    # rows
    "row_too_long": _("The row has %(cells)s cells, but there are only %(headings)s headings."),
    "duplicate": _("“%(value)s” already stands in row %(first)s."),
    "duplicate_column": _("“%(value)s” already stands in column %(first)s."),
    "duplicate_in_file": _("“%(value)s” already stands in row %(first)s of “%(file)s”."),
    "duplicate_same": _("The row repeats row %(first)s and is left out."),
    "duplicate_same_in_file": _("The row repeats row %(first)s of “%(file)s” and is left out."),
    "role_twice": _("“%(value)s” stands in row %(first)s in the other role; a person takes part in one."),
    "role_twice_in_file": _(
        "“%(value)s” stands in row %(first)s of “%(file)s” in the other role; a person takes part in one."
    ),
    # cells
    "required": _("A value is missing."),
    "too_long": _("At most %(limit)s characters are possible; this has %(length)s."),
    "control_character": _("The text contains a control character."),
    "not_email": _("“%(value)s” is not a mail address."),
    "not_integer": _("“%(value)s” is not a whole number."),
    "two_readings": _("“%(value)s” can be read in two ways. Write whole numbers without point, comma or blank."),
    "out_of_range": _("%(value)s is not between %(low)s and %(high)s."),
    "not_a_choice": _("“%(value)s” is not known; possible are: %(choices)s."),
    "not_boolean": _("“%(value)s” is neither yes nor no."),
    "not_a_date": _("“%(value)s” is not a date (2026-03-31 or 31.03.2026)."),
    "grade_unknown": _("The grade “%(value)s” is not known; examples: %(examples)s."),
    "grade_scales_mixed": _("“%(value)s” belongs to another pay scale than “%(other)s”; grades must be comparable."),
    "role_contradicts": _("The row says “%(value)s”, but the file was given as the one of the %(role)ss."),
    "topic_unknown": _("The topic “%(value)s” is not in the topic pool."),
    "topic_level": _("“%(value)s” is not a topic with a level from 0 to 3, such as “key:2”."),
    "item_twice": _("“%(value)s” is named twice."),
    "weight_invalid": _("“%(value)s” is not an aspect with a weight from 0 to 3, such as “advice:2”."),
    "slot_unknown": _("“%(value)s” is not a weekly time such as “Mo 8-10” or “Tue 14-16”."),
    "slot_too_short": _("“%(value)s” covers none of the two-hour blocks (%(blocks)s)."),
    "language_unknown": _("The language “%(value)s” is not known."),
    "unit_unknown": _("The unit “%(value)s” is not known."),
    # between rows
    "parent_unknown": _("The unit above, “%(value)s”, does not occur in the table."),
    "unit_cycle": _("“%(value)s” would stand above itself."),
    "supervisor_self": _("A person cannot be their own supervisor."),
    "supervisor_unknown": _("The supervisor “%(value)s” does not occur in the table."),
    "until_before_since": _("The end lies before the beginning."),
    "person_unknown": _("Nobody with the address “%(value)s” is known here. Import the people first."),
    "relation_self": _("Nobody stands in a relation to themselves."),
    "supervisor_cycle": _("“%(value)s” would be their own supervisor over several steps."),
    "roles_reversed": _(
        "The roles seem to be swapped: by direction “%(direction)s” mentors stand %(side)s mentees, but the "
        "middle mentor has %(mentors)s and the middle mentee %(mentees)s."
    ),
    # against what is stored
    "applied_already": _("“%(value)s” has applied in person; their own answers stay as they are."),
    "application_decided": _("The application of “%(value)s” was declined or withdrawn; it stays as it is."),
    "other_role": _("“%(value)s” has applied in the other role; a person takes part in one."),
}


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The table that a row stands in: its name, and its own headings of the fields."""

    name: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``row`` is the row as a spreadsheet counts (heading included, from 1)."""

    code: str
    row: int | None = None
    column: str | None = None
    params: Mapping[str, Param] = field(default_factory=dict)
    severity: Severity = "error"
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The message in English."""
        return MESSAGES[self.code] % self.params

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def line(self, file: str) -> str:
        """``file:row: column: message``, leaving out what is not known."""
        place = file if self.row is None else f"{file}:{self.row}"
        return ": ".join(part for part in (place, self.column, self.text) if part)


class IntakeError(Exception):
    """The table as a whole cannot be read. Carries one ``problem``."""

    def __init__(self, code: str, *, row: int | None = None, column: str | None = None, **params: Param) -> None:
        self.problem = Problem(code, row, column, params)
        super().__init__(self.problem.text)


class CellError(Exception):
    """A parser refuses a cell. Row and column are added by the schema."""

    def __init__(self, code: str, **params: Param) -> None:
        self.code = code
        self.params: Mapping[str, Param] = params
        super().__init__(MESSAGES[code] % params)
