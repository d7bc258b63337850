"""The best plan over few pairs: by ortools' min-cost flow where it is installed (extra ``flow``), else by HiGHS."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.circulation import Circulation
from augenhoehe.engine.quotas.programme import Programme

Solver = Callable[[Circulation], Ints]
"""Per mentee the mentor, or −1. That there is a plan must be known."""


def solver() -> Solver:
    """The quickest way on this machine."""
    return by_flow if find_spec("ortools") else by_programme


def by_programme(few: Circulation) -> Ints:
    """As a linear programme; its vertices are whole, as the groups are a forest."""
    if not len(few.few.i):
        return np.full(few.ranges.shape[1], -1, dtype=np.int64)
    programme = Programme(few.ranges, few.groups, few.few)
    values, _ = programme.solve()
    return programme.plan(values)[0]


def by_flow(few: Circulation) -> Ints:
    """As a flow of least cost, by cost scaling (Goldberg 1997). ortools is loaded only here: its libraries and
    ``highspy``'s cannot be in one process."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    pairs, others = few.few, few.others
    supply = np.zeros(few.size, dtype=np.int64)
    np.add.at(supply, others.head, others.low)
    np.subtract.at(supply, others.tail, others.low)
    room = others.high - others.low
    open_ones = room > 0
    tail = np.concatenate((1 + pairs.i, others.tail[open_ones]))
    head = np.concatenate((few.first_mentee + pairs.j, others.head[open_ones]))
    number, nodes = numbered(tail, head, np.flatnonzero(supply))
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        number[tail],
        number[head],
        np.concatenate((np.ones(len(pairs.i), dtype=np.int64), room[open_ones])),
        np.concatenate((-pairs.weights, others.cost[open_ones])),
    )
    flow.set_nodes_supplies(number[nodes], supply[nodes])
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("there is no plan over these pairs")
    used = flow.flows(arcs[: len(pairs.i)]) > 0
    mentor_of = np.full(few.ranges.shape[1], -1, dtype=np.int64)
    mentor_of[pairs.j[used]] = pairs.i[used]
    return mentor_of


def numbered(*ends: Ints) -> tuple[Ints, Ints]:
    """New numbers for the nodes that occur, by their old ones, and those nodes: many people have no arc any more."""
    occurs = np.zeros(max(int(one.max(initial=0)) for one in ends) + 1, dtype=np.bool_)
    for one in ends:
        occurs[one] = True
    return np.cumsum(occurs) - 1, np.flatnonzero(occurs)
