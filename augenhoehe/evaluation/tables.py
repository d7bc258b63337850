"""A figure is a table, whatever becomes of it: a page, a picture, a sheet of a workbook, or a report that keeps it.

    Table("gain-learning", "…", "Construct", [Column("before", "Before")], [Row("eye-level", "…", [Cell(4.2, n=34)])])

Numbers stay numbers until somebody reads them; where there is none, a cell says why in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from augenhoehe.intake.writing import Value

OTHERS: Final = "others"
"""Key of the row in which all groups without one of their own are counted together."""


@dataclass(frozen=True)
class Cell:
    """A number with the people it is of, or why there is none.

    text: instead of the number (a value with it is still drawn). signed: a difference, with its sign.
    """

    value: float | None = None
    n: int | None = None
    text: str = ""
    unit: str = ""
    digits: int = 0
    signed: bool = False

    def __str__(self) -> str:
        if self.text or self.value is None:
            return self.text or "–"
        number = number_format(round(abs(self.value), self.digits), self.digits, use_l10n=True, force_grouping=True)
        sign = "−" if self.value < 0 else "+" if self.signed and self.value > 0 else ""
        return f"{sign}{number}{self.unit}"

    @property
    def raw(self) -> str:
        """For the picture."""
        return "" if self.value is None else f"{round(self.value, 2):g}"

    @property
    def said(self) -> str:
        """With its number of people."""
        if self.n is None:
            return str(self)
        # It may break before the bracket, not in it.
        return _("%(figure)s (n = %(n)d)").replace("n = ", "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}") % {
            "figure": self,
            "n": self.n,
        }


@dataclass(frozen=True)
class Column:
    """compared: stands in a comparison of two cohorts; drawn: stands in the picture."""

    key: str
    head: str
    compared: bool = True
    drawn: bool = True


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """key: the same in every cohort. most: end of the scale of its picture; without `drawn` it has none."""

    key: str
    title: str
    first: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    most: float | None = None
    drawn: bool = True

    @property
    def end(self) -> str:
        """End of the scale, for the picture."""
        return "" if self.most is None else f"{self.most:g}"

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells, and the column of each."""
        return [(row, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """Tables that belong together. missing: why there is none, in words. folded: they open on demand."""

    key: str
    title: str
    lead: str = ""
    tables: Sequence[Table] = ()
    missing: str = ""
    folded: bool = False


def stored(section: Section) -> dict[str, Any]:
    """For a JSON field."""
    return asdict(section)


def restored(found: Mapping[str, Any]) -> Section:
    """What `stored` made."""
    return Section(**{**found, "tables": [_table(one) for one in found["tables"]]})


def _table(found: Mapping[str, Any]) -> Table:
    rows = [Row(one["key"], one["name"], [Cell(**cell) for cell in one["cells"]]) for one in found["rows"]]
    return Table(**{**found, "columns": [Column(**one) for one in found["columns"]], "rows": rows})


def rows_of(table: Table) -> list[list[Value]]:
    """For a file: a column for each figure, one for its n where there is any, and one for what is withheld."""
    counted = [any(row.cells[at].n is not None for row in table.rows) for at in range(len(table.columns))]
    head: list[Value] = [table.first]
    for column, has_n in zip(table.columns, counted, strict=True):
        head += [column.head, _("%(figure)s: n") % {"figure": column.head}] if has_n else [column.head]
    return [head, *(_line(row, counted) for row in table.rows)]


def _line(row: Row, counted: Iterable[bool]) -> list[Value]:
    line: list[Value] = [row.name]
    for cell, has_n in zip(row.cells, counted, strict=True):
        value: Value = cell.text or (None if cell.value is None else round(cell.value, 2))
        line += [value, cell.n] if has_n else [value]
    return line


def beside(ours: Table, theirs: Table | None, names: tuple[str, str]) -> Table:
    """Two cohorts in one table: each compared column twice, a row for whatever either of them has.

    All others are left out: of two cohorts they are not the same.
    """
    at = [number for number, column in enumerate(ours.columns) if column.compared]
    columns = [
        Column(f"{ours.columns[number].key}-{cohort}", f"{ours.columns[number].head}: {name}")
        for number in at
        for cohort, name in enumerate(names)
    ]
    sides = [{row.key: row for row in table.rows} if table else {} for table in (ours, theirs)]
    labels = {key: row.name for side in reversed(sides) for key, row in side.items()}
    order = [key for key in {**sides[0], **sides[1]} if key != OTHERS]
    rows = [Row(key, labels[key], [_cell(side.get(key), number) for number in at for side in sides]) for key in order]
    notes = [table.note if table else "" for table in (ours, theirs)]
    said = [_("%(cohort)s: %(note)s") % {"cohort": name, "note": note} for name, note in zip(names, notes, strict=True)]
    note = notes[0] if theirs is None or notes[0] == notes[1] else " ".join(said)
    return Table(ours.key, ours.title, ours.first, columns, rows, note, ours.most, ours.drawn)


def _cell(row: Row | None, number: int) -> Cell:
    return row.cells[number] if row and number < len(row.cells) else Cell()
