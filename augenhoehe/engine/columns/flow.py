"""Placing people with ortools (extra ``flow``): min-cost flow over few pairs by cost scaling (Goldberg 1997).

Taken where people are many and nothing is compiled; scipy's augmenting paths grow faster with their number. Loaded only
here: its libraries and ``highspy``'s cannot be in one process.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.parts import Part, Placed
from augenhoehe.engine.columns.placing import priced

MANY = 10_000
"""People a side from which it is quicker than scipy."""


def place(part: Part) -> Placed:
    """See ``placing.place``."""
    return priced(part, chosen_places(part))


def chosen_places(part: Part) -> Ints:
    """One unit from everybody over a place to the end."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    people, places = len(part.first) - 1, len(part.room)
    owner = np.repeat(np.arange(people), np.diff(part.first))
    end = people + places
    flow = SimpleMinCostFlow()
    choices = flow.add_arcs_with_capacity_and_unit_cost(owner, part.place + people, np.ones(len(owner)), -part.gain)
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(people, end), np.full(places, end), part.room, np.zeros(places, dtype=np.int64)
    )
    flow.set_nodes_supplies(np.arange(people), np.ones(people))
    flow.set_nodes_supplies(np.array([end]), np.array([-people]))
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("not everybody can be placed")
    out: Ints = part.place[flow.flows(choices) > 0]
    return out
