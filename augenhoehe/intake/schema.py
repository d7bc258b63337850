"""What a table should contain, said as data: fields with headings and parsers, and checks between rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from augenhoehe.intake.headings import heading_key
from augenhoehe.intake.problems import Param, Problem, Severity, Source

Values = dict[str, Any]


@dataclass(frozen=True)
class Wide:
    """Columns that each stand for one item of a field: ``Topic: co-writing`` holds a level.

    ``prefixes`` stand before a colon; ``item`` turns what follows into the item's key (CellError if unknown);
    ``by_heading`` recognises a heading without prefix (a topic's own label) or returns None.
    """

    prefixes: tuple[str, ...]
    item: Callable[[str], str]
    parse: Callable[[str], Any]
    by_heading: Callable[[str], str | None] = lambda _heading: None


@dataclass(frozen=True)
class Field:
    """One field. ``label`` is an English message id; ``headings`` are other known names of the column.

    ``several``: more than one column may stand for it, the first filled cell counts (civil servants' and
    employees' pay grades often stand in two columns).
    """

    name: str
    label: str
    parse: Callable[[str], Any]
    headings: tuple[str, ...] = ()
    required: bool = False
    several: bool = False
    wide: Wide | None = None


@dataclass(frozen=True)
class Record:
    """A row that was understood: ``values`` holds only fields with a value."""

    row: int
    values: Mapping[str, Any]
    source: Source = field(default=Source(), compare=False, repr=False)

    def get(self, name: str) -> Any:
        """The field's value or None."""
        return self.values.get(name)

    def problem(self, code: str, name: str | None = None, *, severity: Severity = "error", **params: Param) -> Problem:
        """Something wrong with this row, in the column of the field ``name``."""
        column = self.source.headings.get(name, name) if name else None
        return Problem(code, self.row, column, params, severity, self.source)

    def clash(
        self, code: str, other: Record, name: str | None = None, *, severity: Severity = "error", **params: Param
    ) -> Problem:
        """Something wrong between this row and an earlier one: of another file, ``code`` ends in ``_in_file``."""
        if other.source is self.source:
            return self.problem(code, name, severity=severity, first=other.row, **params)
        return self.problem(
            f"{code}_in_file", name, severity=severity, first=other.row, file=other.source.name, **params
        )


Check = Callable[[Sequence[Record]], Iterable[Problem]]
"""Looks at all good records, of all tables that are read together."""


@dataclass(frozen=True)
class Schema:
    """Fields, which of them make a row unique, and checks between rows.

    ``one_of``: of each group at least one field must be filled. ``derive`` completes the values of a row.
    """

    name: str
    fields: tuple[Field, ...]
    unique: tuple[tuple[str, ...], ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    derive: Callable[[Values], None] = field(default=lambda _values: None)
    checks: tuple[Check, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields}

    @cached_property
    def by_heading(self) -> dict[str, str]:
        """Heading key → field name. Names and labels count; what is named first wins."""
        found: dict[str, str] = {}
        for one in self.fields:
            for heading in (one.name, one.label, *one.headings):
                found.setdefault(heading_key(heading), one.name)
        return found

    def knows(self, heading: str) -> bool:
        """Whether some field is known by this heading."""
        return self.find(heading) is not None

    def find(self, heading: str) -> tuple[str, str | None] | None:
        """The field a heading stands for and, for a wide column, the item's words; None if unknown."""
        if name := self.by_heading.get(heading_key(heading)):
            return name, None
        prefix, colon, item = heading.partition(":")
        for one in self.fields:
            if one.wide is None:
                continue
            if colon and item.strip() and heading_key(prefix) in map(heading_key, one.wide.prefixes):
                return one.name, item.strip()
            if key := one.wide.by_heading(heading):
                return one.name, key
        return None
