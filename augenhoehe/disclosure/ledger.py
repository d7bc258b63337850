"""What has been told already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from augenhoehe.disclosure.kinds import Kind
from augenhoehe.disclosure.population import Key


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure that was published: the sum of something over some members (a mean with its n is a sum).

    question: what the figure is of. Cells of one question are sums of the same unknowns, so they can be added and
    subtracted; those of different questions cannot. answering: the figure is n itself, the unknowns are whether
    somebody answered, and members are all who could have.
    """

    question: str
    kind: Kind
    members: frozenset[Key]
    answering: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """All cells of all reports so far. Nothing is ever taken out: what was read once stays known.

    A member who has been erased stays in the cells by key, so a key should be nothing but a number drawn for this.
    """

    cells: tuple[Cell, ...] = ()

    def plus(self, cells: Iterable[Cell]) -> Ledger:
        """The ledger once these have been published too."""
        return Ledger(tuple(dict.fromkeys((*self.cells, *cells))))

    def to_list(self) -> list[dict[str, Any]]:
        """For a JSON field; keys have to be texts or whole numbers for this."""
        return [
            {
                "question": one.question,
                "kind": one.kind,
                "answering": one.answering,
                "members": sorted(one.members, key=str),
            }
            for one in self.cells
        ]

    @classmethod
    def from_list(cls, found: Iterable[Mapping[str, Any]]) -> Ledger:
        return cls(
            tuple(
                Cell(one["question"], Kind(one["kind"]), frozenset(one["members"]), answering=one["answering"])
                for one in found
            )
        )

    def of(self, question: str, *, answering: bool) -> Iterator[Cell]:
        return (cell for cell in self.cells if cell.question == question and cell.answering == answering)
