"""The cheapest set that takes at least one of each of several sets (minimum weighted hitting set), exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Mask = int
PATIENCE = 200_000


def cheapest(sets: Sequence[Mask], weights: Sequence[int], patience: int = PATIENCE) -> tuple[Mask, bool]:
    """Branch and bound in whole numbers. weights: of each element, from 0 on. The flag: whether it is proved.

    After `patience` nodes the best one so far is given, at first the greedy one.
    """
    search = _Search(weights, patience, _greedy(sets, weights))
    search.walk(_smallest(sets), 0, 0)
    return search.best, search.patience >= 0


def _greedy(sets: Sequence[Mask], weights: Sequence[int]) -> Mask:
    """Again and again the element that costs least for each set it hits."""
    chosen: Mask = 0
    while sets:
        counts: dict[int, int] = {}
        for one in sets:
            for element in elements(one):
                counts[element] = counts.get(element, 0) + 1
        chosen |= 1 << min(counts, key=lambda element: (weights[element] / counts[element], -element))
        sets = [one for one in sets if not one & chosen]
    return chosen


def _smallest(sets: Sequence[Mask]) -> list[Mask]:
    """Without those that hold another."""
    out: list[Mask] = []
    for one in sorted(set(sets), key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & one == other for other in out):
            out.append(one)
    return out


def elements(mask: Mask) -> list[int]:
    out = []
    while mask:
        bit = mask & -mask
        out.append(bit.bit_length() - 1)
        mask ^= bit
    return out


@dataclass(slots=True)
class _Search:
    weights: Sequence[int]
    patience: int
    best: Mask

    def cost(self, mask: Mask) -> int:
        return sum(self.weights[element] for element in elements(mask))

    def walk(self, sets: list[Mask], chosen: Mask, paid: int) -> None:
        """sets: those not hit yet, without elements that earlier branches have dealt with."""
        if not sets:
            if paid < self.cost(self.best):
                self.best = chosen
            return
        self.patience -= 1
        if self.patience < 0 or paid + self._bound(sets) >= self.cost(self.best):
            return
        first = min(sets, key=int.bit_count)
        gone: Mask = 0
        for element in sorted(elements(first), key=lambda one: (self.weights[one], -one)):
            bit = 1 << element
            left = [one & ~gone for one in sets if not one & bit]
            if all(left):
                self.walk(left, chosen | bit, paid + self.weights[element])
            gone |= bit

    def _bound(self, sets: list[Mask]) -> int:
        """Sets with nothing in common cost at least their cheapest elements together."""
        used: Mask = 0
        total = 0
        for one in sets:
            if not one & used:
                used |= one
                total += min(self.weights[element] for element in elements(one))
        return total
