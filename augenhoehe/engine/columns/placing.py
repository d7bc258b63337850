"""Placing people with scipy: shortest augmenting paths over few pairs (Jonker and Volgenant 1987), then the prices.

scipy gives the places, not the prices. Those are the least and the greatest solution of differences between places,
found by Bellman–Ford sweeps; halfway between the two, rounded down, is a solution as well (Murota 2003, L♮-convexity),
and as far from both ends few pairs pay that do not belong in the plan.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.parts import Part, Placed
from augenhoehe.engine.columns.sparse import run_of


def place(part: Part) -> Placed:
    """Everybody has a place in the end; that this is possible must be known."""
    return priced(part, chosen_places(part))


def priced(part: Part, chosen: Ints) -> Placed:
    """With the prices that prove these places the best."""
    low, high = prices(part, chosen)
    price = (low + high) // 2
    owner = np.repeat(np.arange(len(part.first) - 1), np.diff(part.first))
    mine = part.place == chosen[owner]
    worth = np.zeros(len(chosen), dtype=np.int64)
    worth[owner[mine]] = part.gain[mine] - price[part.place[mine]]
    return Placed(chosen, price, worth)


def chosen_places(part: Part) -> Ints:
    """scipy on costs ≥ 1. Where every place is filled, prices of an earlier round may be taken off first."""
    people = len(part.first) - 1
    cost = part.gain.max() - part.gain if people < part.room.sum() else part.guess[part.place] - part.gain
    owner = np.repeat(np.arange(people), np.diff(part.first))
    cost = cost - np.minimum.reduceat(cost, part.first[:-1])[owner] if balanced(part) else cost
    copies = np.minimum(part.room, np.bincount(part.place, minlength=len(part.room)))
    begin = np.cumsum(copies) - copies
    column = run_of(begin[part.place], copies[part.place])
    length = np.add.reduceat(copies[part.place], part.first[:-1])
    pointer = np.concatenate(([0], np.cumsum(length)))
    weight = np.repeat(cost + 1.0, copies[part.place])
    graph = csr_array((weight, column, pointer), shape=(people, int(copies.sum())))
    graph.sort_indices()
    row, taken = min_weight_full_bipartite_matching(graph)
    out = np.empty(people, dtype=np.int64)
    out[row] = np.repeat(np.arange(len(copies)), copies)[taken]
    return out


def balanced(part: Part) -> bool:
    """Whether every place is filled."""
    return len(part.first) - 1 == int(part.room.sum())


def prices(part: Part, chosen: Ints) -> tuple[Ints, Ints]:
    """The least prices, and the greatest that are nowhere above the highest of the least.

    price[q] ≥ price[p] + gain of q − gain of p for each choice q of somebody placed in p; 0 where there is room.
    Raises ``ArithmeticError`` when the places are not the best: the sweeps then do not end.
    """
    count = len(part.room)
    owner = np.repeat(np.arange(len(chosen)), np.diff(part.first))
    own = np.zeros(len(chosen), dtype=np.int64)
    mine = part.place == chosen[owner]
    own[owner[mine]] = part.gain[mine]
    tail, head, more = chosen[owner[~mine]], part.place[~mine], (part.gain - own[owner])[~mine]
    low = swept(np.zeros(count, dtype=np.int64), tail, head, more)
    full = np.bincount(chosen, minlength=count) == part.room
    if (low[~full] > 0).any():
        raise ArithmeticError("a place with a price has room left")
    top = int(low.max(initial=0))
    high = top - swept(np.where(full, 0, top), head, tail, more)
    return low, high


def swept(values: Ints, tail: Ints, head: Ints, more: Ints) -> Ints:
    """The least values above these with value[head] ≥ value[tail] + more (Bellman–Ford, all at once)."""
    if not len(head):
        return values
    order = np.argsort(head, kind="stable")
    tail, head, more = tail[order], head[order], more[order]
    first = np.flatnonzero(np.r_[True, head[1:] != head[:-1]])
    target = head[first]
    for _ in range(len(values) + 2):
        best = np.maximum.reduceat(values[tail] + more, first)
        better = best > values[target]
        if not better.any():
            return values
        values = values.copy()
        values[target[better]] = best[better]
    raise ArithmeticError("the places are not the best")
