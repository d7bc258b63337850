"""The proof: what can be worked out of everything published, about fewer people than the floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from augenhoehe.disclosure.algebra import combination
from augenhoehe.disclosure.atoms import atoms_of, owners_of
from augenhoehe.disclosure.kinds import FLOOR
from augenhoehe.disclosure.ledger import Cell
from augenhoehe.disclosure.population import Key, Population
from augenhoehe.disclosure.search import PATIENCE, Search


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that depends on a few people alone.

    sums: member → its weight in what is worked out, never 0. recipe: cell → what to multiply it by; the sum of all
    gives exactly these weights, and nothing else.
    """

    question: str
    answering: bool
    sums: tuple[tuple[Key, Fraction], ...]
    recipe: tuple[tuple[Cell, Fraction], ...]

    @property
    def members(self) -> frozenset[Key]:
        return frozenset(key for key, _ in self.sums)

    @property
    def is_group(self) -> bool:
        """Whether it is the plain sum of a group, not a difference or another mixture of its members."""
        return len({weight for _, weight in self.sums}) == 1


def derivable(
    published: Iterable[Cell], population: Population | None = None, *, floor: int = FLOOR
) -> tuple[Leak, ...]:
    """Everything minimal that follows about fewer than `floor` people. Empty: nothing does, by exact arithmetic.

    population: says who stands behind the members, where that is not the member itself. Raises ``NotProved``.
    """
    cells: dict[tuple[str, bool], list[Cell]] = {}
    for cell in dict.fromkeys(published):
        cells.setdefault((cell.question, cell.answering), []).append(cell)
    return tuple(leak for found in cells.values() for leak in _leaks(found, population or Population(), floor))


def _leaks(cells: list[Cell], population: Population, floor: int) -> Iterator[Leak]:
    """Of one sort of unknowns: sums of different ones never meet."""
    atoms = atoms_of([cell.members for cell in cells])
    found: set[Leak] = set()
    for small in owners_of(atoms, population, floor):
        search = Search(atoms.rows, [len(keys) for keys in atoms.members], small, floor, PATIENCE)
        for vector in search.found():
            sums = ((key, Fraction(weight)) for atom, weight in vector.items() for key in atoms.members[atom])
            recipe = ((cells[row], weight) for row, weight in combination(search.leading, vector).items())
            leak = Leak(cells[0].question, cells[0].answering, tuple(sums), tuple(recipe))
            if leak not in found:
                found.add(leak)
                yield leak
