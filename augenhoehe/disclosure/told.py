"""What may be told: lines of tables, and a reason for each group without a line of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.disclosure.kinds import Kind, Reason
from augenhoehe.disclosure.ledger import Cell
from augenhoehe.disclosure.population import Attribute, Group, Key


@dataclass(frozen=True, slots=True)
class Line:
    """One printable group. group: its name; ``None``: everybody, or all others of a table. members: whose figures go
    in. groups: the names it holds, in the order of the table."""

    group: Group | None
    members: frozenset[Key]
    groups: tuple[Group, ...] = ()

    @property
    def n(self) -> int:
        return len(self.members)


@dataclass(frozen=True, slots=True)
class Table:
    """A population by one attribute, or by two that are crossed: lines with names, then at most one for all others.

    Without any line with a name there are no lines at all: all others would be everybody.
    """

    attribute: Attribute
    lines: tuple[Line, ...]
    withheld: Mapping[Group, Reason]


@dataclass(frozen=True, slots=True)
class Told:
    """total: everybody who answered; ``None``: nothing is told at all, and `withheld` says why. cells: for the ledger.

    best: whether nothing less could have been withheld; ``False`` when the search was cut short (docs/disclosure.md).
    """

    kind: Kind
    total: Line | None
    tables: tuple[Table, ...] = ()
    withheld: Reason | None = None
    cells: tuple[Cell, ...] = ()
    best: bool = True
