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
    flow = SimpleMinCostFlow()
    taken = flow.add_arcs_with_capacity_and_unit_cost(
        1 + pairs.i, few.first_mentee + pairs.j, np.ones(len(pairs.i), dtype=np.int64), -pairs.weights
    )
    flow.add_arcs_with_capacity_and_unit_cost(others.tail, others.head, others.high - others.low, others.cost)
    supply = np.zeros(few.size, dtype=np.int64)
    np.add.at(supply, others.head, others.low)
    np.subtract.at(supply, others.tail, others.low)
    flow.set_nodes_supplies(np.arange(few.size), supply)
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("there is no plan over these pairs")
    mentor_of = np.full(few.ranges.shape[1], -1, dtype=np.int64)
    used = flow.flows(taken) > 0
    mentor_of[pairs.j[used]] = pairs.i[used]
    return mentor_of
