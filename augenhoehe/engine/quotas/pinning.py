"""Who pins the floor where quotas and precedence decide who must have a tandem.

Method: Hall (1935). People who have a tandem in every plan that is best in the aims before, and who share too few
partners above the floor. Where quotas alone keep it down there is no such group, and nobody is named.
"""

from __future__ import annotations

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.sparse import largest, reached
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Ranges
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.proofs import Ids
from augenhoehe.engine.types import Role

People = tuple[tuple[Role, str], ...]


def pinned_by(pairs: Blocks, arcs: Arcs, ranges: Ranges, groups: Groups, seats: Ints, floor: int, ids: Ids) -> People:
    """The smaller of the groups of the two sides, with ids. ranges: before the floor; seats: free ones."""
    needed = fewest(ranges, groups)
    found: list[People] = []
    sides: tuple[Role, ...] = ("mentor", "mentee")
    for side, role in enumerate(sides):
        group = short(pairs, arcs, role, needed[side], seats, floor + 1)
        if group.any():
            found.append(tuple((role, ids[side][k]) for k in np.flatnonzero(group).tolist()))
    return min(found, key=len, default=())


def fewest(ranges: Ranges, groups: Groups) -> tuple[Ints, Ints]:
    """Fewest tandems of each mentor and mentee: their own, and what a group lacks when all others in it have theirs."""
    out = ranges.mentors[0].copy(), ranges.mentees[0].copy()
    for k, own in enumerate(groups.members):
        side, high = (0, ranges.mentors[1]) if groups.of_mentors[k] else (1, ranges.mentees[1])
        lacking = int(ranges.groups[0][k]) - int(high[own].sum()) + high[own]
        out[side][own] = np.maximum(out[side][own], lacking)
    return out


def short(pairs: Blocks, arcs: Arcs, role: Role, fewest: Ints, seats: Ints, least: int) -> Bools:
    """People of one side who need more partners than they share, over all pairs scored at least so much."""
    needed = fewest > 0
    while needed.any():
        few = arcs.where((arcs.scores >= least) & needed[arcs.mentors if role == "mentor" else arcs.mentees])
        mentor_of = largest(few, fewest if role == "mentor" else seats)
        got = np.bincount(mentor_of[mentor_of >= 0], minlength=len(seats)) if role == "mentor" else mentor_of >= 0
        lacking = np.flatnonzero(needed & (got < fewest))
        if not len(lacking):
            break
        mentors, mentees = reached(few, mentor_of, lacking, role)
        new = pairs.beyond(*((mentors, ~mentees) if role == "mentor" else (~mentors, mentees)), least)
        if not len(new):
            return mentors if role == "mentor" else mentees
        arcs = arcs.joined(new)
    return np.zeros_like(needed)
