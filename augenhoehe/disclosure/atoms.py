"""People whom nothing tells apart: all who are in the same published groups."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from itertools import chain

from augenhoehe.disclosure.algebra import Row
from augenhoehe.disclosure.population import Key, Population


@dataclass(frozen=True, slots=True)
class Atoms:
    """members: of each atom. rows: for each group the atoms it is made of, as a row of ones."""

    members: tuple[tuple[Key, ...], ...]
    rows: tuple[Row, ...]


def atoms_of(groups: Sequence[Collection[Key]]) -> Atoms:
    """The atoms of some groups, in the order of first appearance."""
    signature: dict[Key, int] = {}
    for number, group in enumerate(groups):
        bit = 1 << number
        for key in group:
            signature[key] = signature.get(key, 0) | bit
    atoms: dict[int, list[Key]] = {}
    for key, mask in signature.items():
        atoms.setdefault(mask, []).append(key)
    rows: list[Row] = [{} for _ in groups]
    for atom, mask in enumerate(atoms):
        while mask:
            bit = mask & -mask
            rows[bit.bit_length() - 1][atom] = 1
            mask ^= bit
    return Atoms(tuple(tuple(keys) for keys in atoms.values()), tuple(rows))


def owners_of(atoms: Atoms, population: Population, floor: int) -> list[dict[int, frozenset[Hashable]]]:
    """For each role: the people of every atom behind which fewer than `floor` stand."""
    out: list[dict[int, frozenset[Hashable]]] = []
    for role in range(population.roles):
        small: dict[int, frozenset[Hashable]] = {}
        for atom, keys in enumerate(atoms.members):
            people: set[Hashable] = set()
            for key in keys:
                people.add(population.person(key, role))
                if len(people) >= floor:
                    break
            else:
                small[atom] = frozenset(people)
        out.append(small)
    return out


def disjoint(owners: Collection[frozenset[Hashable]]) -> bool:
    """Whether nobody stands behind two of these."""
    return len(set(chain.from_iterable(owners))) == sum(map(len, owners))
