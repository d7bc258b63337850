"""Whether a face holds any plan at all: a flow within bounds.

Method: feasible circulation by a largest flow (Hoffman 1960; Dinic's algorithm in scipy). For quotas that form a
forest; the network runs from a source over the mentors' groups to mentors, pairs, mentees and their groups to a sink.
Few pairs are enough to begin with: where they do not do, the smallest cut says which others could help.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.quotas.face import PLENTY, Face, Ranges
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.linear import by_lot

SOURCE, SINK, OUT, IN = 0, 1, 2, 3
"""OUT and IN carry what the lower bounds ask for."""
LARGE = 200_000
FEW = 16

Pairs = tuple[Ints, Ints]
"""Mentors and mentees, alike long."""
More = Callable[[Bools, Bools], Pairs]
"""Some pairs of these mentors with these mentees, none when there are none."""


def any_plan(face: Face, groups: Groups) -> Ints | None:
    """Some plan of the face, per mentee its mentor or −1; ``None`` when there is none."""
    allowed, width = face.allowed, face.allowed.shape[1]
    if allowed.size > LARGE:
        lot = np.unique(by_lot(*allowed.shape))
        lot = lot[allowed.ravel()[lot]]
        few = lot // width, lot % width
    else:
        few = places(allowed)

    def more(mentors: Bools, mentees: Bools) -> Pairs:
        rows, columns = np.flatnonzero(mentors), np.flatnonzero(mentees)
        open_ones = allowed[np.ix_(rows, columns)]
        i, j = places(open_ones & (np.cumsum(open_ones, axis=1, dtype=np.int32) <= FEW))
        return rows[i], columns[j]

    return feasible(face, groups, few, more)[0]


def places(table: Bools) -> Pairs:
    """Row and column of what is in a table."""
    rows, columns = np.nonzero(table)
    return rows.astype(np.int64), columns.astype(np.int64)


def feasible(ranges: Ranges, groups: Groups, pairs: Pairs, more: More) -> tuple[Ints | None, Pairs]:
    """Some plan within the ranges, ``None`` when there is none; and the pairs it took to know."""
    if any((low > high).any() for low, high in (ranges.mentors, ranges.mentees, ranges.groups)):
        return None, pairs
    while True:
        plan, cut = Network(ranges, groups, pairs).answer()
        if plan is not None:
            return plan, pairs
        fresh = more(cut[0], ~cut[1])
        if not len(fresh[0]):
            return None, pairs
        pairs = np.concatenate((pairs[0], fresh[0])), np.concatenate((pairs[1], fresh[1]))


class Network:
    """Arcs with bounds; nodes: source, sink, two helpers, mentors, mentees, groups."""

    def __init__(self, ranges: Ranges, groups: Groups, pairs: Pairs) -> None:
        if groups.above is None:
            raise ValueError("only a forest of groups is a network")
        self.ranges, self.groups, self.above, self.pairs = ranges, groups, groups.above, pairs
        rows, width = ranges.shape
        self.first_mentee = 4 + rows
        self.first_group = self.first_mentee + width
        self.size = self.first_group + len(groups.names)

    def arcs(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Tail, head, low and high of every arc but those of the pairs."""
        mentors, mentees = np.arange(4, self.first_mentee), np.arange(self.first_mentee, self.first_group)
        inner = self.groups.innermost(*self.ranges.shape)
        before, behind = (
            np.where(own >= 0, self.first_group + own, root) for own, root in zip(inner, (SOURCE, SINK), strict=True)
        )
        groups = np.arange(self.first_group, self.size)
        left = self.groups.of_mentors
        parent = np.where(self.above >= 0, self.first_group + self.above, np.where(left, SOURCE, SINK))
        tail = np.concatenate((before, mentees, np.where(left, parent, groups), [SINK])).astype(np.int64)
        head = np.concatenate((mentors, behind, np.where(left, groups, parent), [SOURCE])).astype(np.int64)
        bounds = self.ranges.mentors, self.ranges.mentees, self.ranges.groups
        low = np.concatenate([*(one for one, _ in bounds), [0]])
        high = np.concatenate([*(one for _, one in bounds), [PLENTY]])
        return tail, head, low, np.minimum(high, PLENTY)

    def answer(self) -> tuple[Ints | None, tuple[Bools, Bools]]:
        """The largest flow of what the lower bounds ask for: a plan if all of it flows, and else which mentors and
        mentees are on the near side of a smallest cut."""
        from scipy.sparse import coo_array, csr_array
        from scipy.sparse.csgraph import maximum_flow

        tail, head, low, high = self.arcs()
        need = np.zeros(self.size, dtype=np.int64)
        np.add.at(need, head, low)
        np.subtract.at(need, tail, low)
        more, less = np.flatnonzero(need > 0), np.flatnonzero(need < 0)
        start = np.concatenate((tail, 4 + self.pairs[0], np.full(len(more), OUT), less))
        end = np.concatenate((head, self.first_mentee + self.pairs[1], more, np.full(len(less), IN)))
        room = np.concatenate((high - low, np.full(len(self.pairs[0]), 2), need[more], -need[less]))
        graph = coo_array((room.astype(np.int32), (start, end)), shape=(self.size, self.size)).tocsr()
        graph.eliminate_zeros()
        found = maximum_flow(csr_array(graph), OUT, IN)
        if found.flow_value == int(need[more].sum()):
            return self.plan(found.flow), (np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.bool_))
        return None, self.cut(graph - found.flow)

    def plan(self, flow: Any) -> Ints:
        """The pairs that carry flow."""
        part = flow[4 : self.first_mentee, self.first_mentee : self.first_group].tocoo()
        mentor_of = np.full(self.first_group - self.first_mentee, -1, dtype=np.int64)
        carries = part.data > 0
        mentor_of[part.col[carries]] = part.row[carries]
        return mentor_of

    def cut(self, left: Any) -> tuple[Bools, Bools]:
        """Mentors and mentees to whom more could still flow. ``left``: what each arc has room for."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import breadth_first_order

        graph = csr_array(left)
        graph.eliminate_zeros()
        seen = np.zeros(self.size, dtype=np.bool_)
        seen[breadth_first_order(graph, OUT, return_predecessors=False)] = True
        return seen[4 : self.first_mentee], seen[self.first_mentee : self.first_group]
