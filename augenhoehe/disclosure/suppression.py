"""Which groups go without a line of their own, so that nothing can be worked out of what is told.

What can be worked out only grows with what is told. So a set of groups may be told of exactly when it holds none of the
*revealing* sets, the sets of groups from which a small one follows; what is withheld has to hit each of them, and
should cost as little as possible. Revealing sets are found as they are needed: withhold the cheapest that hits all
known ones, search what is left, add what reveals, until nothing does (implicit hitting sets: Moreno-Centeno and Karp
2013).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from augenhoehe.disclosure.algebra import combination
from augenhoehe.disclosure.atoms import atoms_of, owners_of
from augenhoehe.disclosure.covering import Mask, cheapest
from augenhoehe.disclosure.errors import NotProved
from augenhoehe.disclosure.population import Key, Population
from augenhoehe.disclosure.search import PATIENCE, Search

AT_ONCE = 100
"""Revealing sets taken from one search; more would say the same of the same groups."""


@dataclass(frozen=True, slots=True)
class View:
    """One sort of unknowns. fixed: groups told of in any case. open: groups to decide on, by number. floor: fewer
    people than this must not follow."""

    fixed: tuple[Collection[Key], ...]
    open: Mapping[int, Collection[Key]]
    floor: int


def withheld(views: Sequence[View], weights: Sequence[int], population: Population) -> tuple[Mask, bool] | None:
    """Numbers of the groups without a line, as bits, and whether that is proved the cheapest; ``None``: what is fixed
    reveals by itself. What a search gives up on counts as revealing."""
    known: list[Mask] = []
    proved = True
    chosen: Mask = 0
    while True:
        new = []
        for view in views:
            try:
                new += revealing(view, chosen, population)
            except NotProved:
                new.append(sum(1 << number for number in view.open if not chosen >> number & 1))
                proved = False
        if not new:
            return chosen, proved
        if not all(new):
            return None
        known += new
        chosen, exact = cheapest(known, weights)
        proved &= exact


def revealing(view: View, chosen: Mask, population: Population) -> list[Mask]:
    """Sets of groups, none of them withheld, from which something follows about fewer people than the floor."""
    told = [number for number in view.open if not chosen >> number & 1]
    atoms = atoms_of([*view.fixed, *(view.open[number] for number in told)])
    found: list[Mask] = []
    for small in owners_of(atoms, population, view.floor):
        search = Search(atoms.rows, [len(keys) for keys in atoms.members], small, view.floor, PATIENCE)
        for vector in islice(search.found(), AT_ONCE):
            rows = (row - len(view.fixed) for row in combination(search.leading, vector))
            found.append(sum(1 << told[row] for row in rows if row >= 0))
    return found
