"""The search for a few people of whom something can be worked out, in one set of published groups.

Every vector orthogonal to all published groups (a *null vector*) is orthogonal to everything that can be worked out of
them too. So where exactly one of the people already chosen is in a null vector, what is worked out of them needs
another one who is in it: these are the branches, and where there is none that is few enough, the search is over.
Nothing is left out: see docs/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from augenhoehe.disclosure.algebra import Row, null_vectors, reduced
from augenhoehe.disclosure.atoms import disjoint

Mask = int


@dataclass(slots=True)
class Search:
    """rows: published groups over atoms. small: people of each atom that has fewer than `floor`."""

    rows: Sequence[Row]
    sizes: Sequence[int]
    small: Mapping[int, frozenset[Hashable]]
    floor: int
    leading: dict[int, Row] = field(init=False)
    nulls: list[Row] = field(init=False)
    _owners: dict[int, Mask] = field(init=False)
    _held: list[list[Mask]] = field(init=False)
    _affordable: list[Mask] = field(init=False)
    _apart: bool = field(init=False)

    def __post_init__(self) -> None:
        """Large atoms lead: then most null vectors hold one small atom and large ones, and end the search at once."""
        columns = sorted(range(len(self.sizes)), key=lambda one: -self.sizes[one])
        order = {column: rank for rank, column in enumerate(columns)}
        tagged = ({**row, -1 - number: 1} for number, row in enumerate(self.rows))
        self.leading, _ = reduced(tagged, order)
        self.nulls = null_vectors(self.leading, columns)
        self._apart = disjoint(self.small.values())
        names = {one: k for k, one in enumerate(dict.fromkeys(one for owners in self.small.values() for one in owners))}
        self._owners = {atom: sum(1 << names[one] for one in owners) for atom, owners in self.small.items()}
        self._held = [[] for _ in self.sizes]
        for vector in self.nulls:
            mask = sum(1 << atom for atom in vector)
            for atom in vector:
                self._held[atom].append(mask)
        self._affordable = [
            sum(1 << atom for atom, owners in self.small.items() if not self._apart or len(owners) <= left)
            for left in range(self.floor)
        ]

    def found(self) -> Iterator[Row]:
        """Everything that can be worked out of fewer than `floor` people, as weights of atoms; minimal ones only."""
        done: Mask = 0
        for atom in sorted(self.small, key=lambda one: len(self._held[one])):
            yield from self._from(atom, done)
            done |= 1 << atom

    def _from(self, start: int, done: Mask) -> Iterator[Row]:
        """Those with this atom and without any that is done."""
        stack = [(self._owners[start], 1 << start)]
        seen = set(stack)
        while stack:
            people, sure = stack.pop()
            allowed = self._allowed(people, sure, done)
            left = self.floor - 1 - people.bit_count()
            branches = self._branches(sure, allowed, left, done)
            if branches is None:
                vector, needed = self._within(start, allowed)
                if vector is not None:
                    yield vector
                    continue
                branches = needed & self._affordable[left] & ~done
            while branches:
                bit = branches & -branches
                branches ^= bit
                more = people | self._owners[bit.bit_length() - 1], sure | bit
                if more not in seen and more[0].bit_count() < self.floor:
                    seen.add(more)
                    stack.append(more)

    def _allowed(self, people: Mask, sure: Mask, done: Mask) -> Mask:
        """Atoms of nobody else than these people."""
        if self._apart:
            return sure
        others = (1 << atom for atom, owners in self._owners.items() if not owners & ~people)
        return sum(others) & ~done

    def _branches(self, sure: Mask, allowed: Mask, left: int, done: Mask) -> Mask | None:
        """Atoms of which one more is needed, by the null vector with the fewest; 0: it cannot go on; ``None``: no null
        vector speaks."""
        speaking = set()
        rest = sure
        while rest:
            bit = rest & -rest
            rest ^= bit
            speaking |= {mask for mask in self._held[bit.bit_length() - 1] if mask & allowed == bit}
        if not speaking:
            return None
        open_to = self._affordable[left] & ~done & ~allowed
        needed = sorted((mask & open_to for mask in speaking), key=lambda mask: (mask.bit_count(), mask))
        if not needed[0] or (self._apart and self._too_many(needed, left)):
            return 0
        return needed[0]

    def _too_many(self, needed: list[Mask], left: int) -> bool:
        """Null vectors with nobody in common each need somebody: whether that is more than are left."""
        used: Mask = 0
        for mask in needed:
            if not mask & used:
                used |= mask
                left -= next(cost for cost in range(1, self.floor) if mask & self._affordable[cost])
                if left < 0:
                    return True
        return False

    def _within(self, start: int, allowed: Mask) -> tuple[Row | None, Mask]:
        """What can be worked out of these atoms alone, this one included; or else atoms of which one more is needed."""
        atoms = [atom for atom in self.small if allowed >> atom & 1 and atom != start]
        touching = [vector for vector in self.nulls if any(atom in vector for atom in (start, *atoms))]
        leading, rest = reduced(touching, {atom: rank for rank, atom in enumerate(atoms)})
        speaking = [sum(1 << atom for atom in row if atom != start) for row in rest if start in row]
        if speaking:
            return None, min(speaking, key=lambda mask: ((mask & self._affordable[-1]).bit_count(), mask))
        return _solution(start, leading), 0


def _solution(start: int, leading: Mapping[int, Row]) -> Row:
    """Weights orthogonal to the reduced rows, by the null vector of the column `start`."""
    two = {lead: {lead: row[lead], start: row.get(start, 0)} for lead, row in leading.items()}
    (vector,) = null_vectors(two, [start])
    return {atom: value for atom, value in vector.items() if value}
