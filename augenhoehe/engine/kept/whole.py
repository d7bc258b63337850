"""A kept state as a whole plan, the same to the letter as one solved from the beginning.

Number, floor and pairs are known, so only their proofs are made, and these are made from the matching alone: a wrong
state cannot pass (``prices`` ends only where the matching is the best there is).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from augenhoehe.engine.checking import refuse_if_nobody
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.instance import Instance, build
from augenhoehe.engine.matching import cover, largest
from augenhoehe.engine.optimum import Optimum, pinned
from augenhoehe.engine.solving import assembled
from augenhoehe.engine.total import prices, tandem_value

if TYPE_CHECKING:
    from augenhoehe.engine.kept.changes import Kept
    from augenhoehe.engine.plan import Plan


def whole(kept: Kept) -> Plan:
    """See ``Kept.plan``."""
    problem = kept.problem
    instance = build(problem)
    refuse_if_nobody(problem, instance)
    return assembled(problem, instance, kept.policy, proven(instance, chosen(kept, instance), kept.floor))


def chosen(kept: Kept, instance: Instance) -> Ints:
    """The free pairs by the places of the problem as it is now: whoever has left has none."""
    row = {name: i for i, name in enumerate(instance.mentors)}
    column = {name: j for j, name in enumerate(instance.mentees)}
    out = np.full(len(column), -1, dtype=np.int64)
    mentor_of = kept.state.mentor_of
    for j in np.flatnonzero(mentor_of >= 0).tolist():
        out[column[kept.people.mentees[j]]] = row[kept.people.mentors[mentor_of[j]]]
    return out


def proven(instance: Instance, mentor_of: Ints, floor: int | None) -> Optimum:
    """The proofs that ``optimum`` makes, for a plan that is known."""
    scores, seats = instance.open_scores(), instance.free
    possible = scores >= 0
    size = int(np.count_nonzero(mentor_of >= 0))
    allowed, floor_cover = possible, None
    pinning = (np.zeros(len(seats), dtype=np.bool_), np.zeros(scores.shape[1], dtype=np.bool_))
    if floor is not None:
        above, allowed = scores > floor, scores >= floor
        most = largest(above, seats)
        floor_cover = cover(above, seats, most)
        pinning = pinned(possible, above, seats, size, most, floor_cover)
    value = tandem_value(scores, allowed, size)
    u, v = prices(scores, allowed, mentor_of, value)
    first = cover(possible, seats, mentor_of)
    return Optimum(mentor_of, mentor_of, size, first, floor, floor_cover, pinning, value, u, v)
