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
from augenhoehe.disclosure.errors import NotProved

Mask = int
PATIENCE = 300_000
"""Steps of one search, some twenty seconds. Tables of one population with their ledger take a few thousand."""


@dataclass(slots=True)
class Search:
    """rows: published groups over atoms. small: people of each atom that has fewer than `floor`."""

    rows: Sequence[Row]
    sizes: Sequence[int]
    small: Mapping[int, frozenset[Hashable]]
    floor: int
    patience: int = PATIENCE
    leading: dict[int, Row] = field(init=False)
    nulls: list[Row] = field(init=False)
    starts: list[int] = field(init=False)
    _owners: dict[int, Mask] = field(init=False)
    _held: list[set[Mask]] = field(init=False)
    _affordable: list[Mask] = field(init=False)
    _apart: bool = field(init=False)

    def __post_init__(self) -> None:
        """Large atoms lead: then most null vectors hold one small atom and large ones, and end the search at once."""
        columns = sorted(range(len(self.sizes)), key=lambda one: -self.sizes[one])
        order = {column: rank for rank, column in enumerate(columns)}
        tagged = ({**row, -1 - number: 1} for number, row in enumerate(self.rows))
        self.leading, _ = reduced(tagged, order)
        # What follows about few people is 0 on large atoms, so null vectors may forget these.
        nulls = [{atom: row[atom] for atom in row if atom in self.small} for row in null_vectors(self.leading, columns)]
        solved, _ = reduced(nulls, {atom: order[atom] for atom in self.small})
        self.nulls = list(solved.values())
        self.starts = [atom for atom in self.small if atom not in solved]
        self._apart = disjoint(self.small.values())
        names = {one: k for k, one in enumerate(dict.fromkeys(one for owners in self.small.values() for one in owners))}
        self._owners = {atom: sum(1 << names[one] for one in owners) for atom, owners in self.small.items()}
        self._held = [set() for _ in self.sizes]
        for vector in (*nulls, *self.nulls):
            self._learn(vector)
        self._affordable = [
            sum(1 << atom for atom, owners in self.small.items() if not self._apart or len(owners) <= left)
            for left in range(self.floor)
        ]

    def found(self) -> Iterator[Row]:
        """Everything that can be worked out of fewer than `floor` people, as weights of atoms; minimal ones only.

        All others are settled by the null vectors once these are 0, so one of the starts is always among them.
        """
        done: Mask = 0
        for atom in sorted(self.starts, key=lambda one: len(self._held[one])):
            yield from self._from(atom, done)
            done |= 1 << atom

    def _learn(self, vector: Row) -> Mask:
        """Keep a null vector for the branches to come."""
        mask = sum(1 << atom for atom in vector)
        for atom in vector:
            self._held[atom].add(mask)
        return mask

    def _from(self, start: int, done: Mask) -> Iterator[Row]:
        """Those with this atom and without any that is done. Raises ``NotProved`` when patience ends."""
        stack = [(self._owners[start], 1 << start)]
        seen = set(stack)
        while stack:
            people, sure = stack.pop()
            self.patience -= 1
            if self.patience < 0:
                raise NotProved
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
        speaking = [row for row in rest if start in row]
        if speaking:
            return None, self._learn(min(speaking, key=len))
        return _solution(start, leading), 0


def _solution(start: int, leading: Mapping[int, Row]) -> Row:
    """Weights orthogonal to the reduced rows, by the null vector of the column `start`."""
    two = {lead: {lead: row[lead], start: row.get(start, 0)} for lead, row in leading.items()}
    (vector,) = null_vectors(two, [start])
    return {atom: value for atom, value in vector.items() if value}
