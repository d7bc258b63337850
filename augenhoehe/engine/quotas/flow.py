"""Whether a face holds any plan at all: a flow within bounds.

Method: feasible circulation by a largest flow (Hoffman 1960; Dinic's algorithm in scipy). For quotas that form a
forest; the network runs from a source over the mentors' groups to mentors, pairs, mentees and their groups to a sink.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import PLENTY, Face, Groups
from augenhoehe.engine.quotas.linear import by_lot

SOURCE, SINK, OUT, IN = 0, 1, 2, 3
"""OUT and IN carry what the lower bounds ask for."""
LARGE = 200_000


def any_plan(face: Face, groups: Groups) -> Ints | None:
    """Some plan of the face, per mentee its mentor or −1; ``None`` when there is none.

    Mostly a few pairs of everybody are enough, so all of them are only looked at when these are not.
    """
    if face.allowed.size > LARGE:
        few = np.zeros(face.allowed.shape, dtype=np.bool_)
        few.ravel()[by_lot(*face.allowed.shape)] = True
        found = Network(face.only(few), groups).answer()
        if found is not None:
            return found
    return Network(face, groups).answer()


class Network:
    """Arcs with bounds; nodes: source, sink, two helpers, mentors, mentees, groups."""

    def __init__(self, face: Face, groups: Groups) -> None:
        if groups.above is None:
            raise ValueError("only a forest of groups is a network")
        self.face, self.groups, self.above = face, groups, groups.above
        self.rows, self.width = face.allowed.shape
        self.first_mentee = 4 + self.rows
        self.first_group = self.first_mentee + self.width
        self.size = self.first_group + len(groups.names)
        self.pairs = np.nonzero(face.allowed)

    def innermost(self) -> tuple[Ints, Ints]:
        """Per mentor and mentee the node of the smallest group around them, or source and sink."""
        out = np.full(self.rows, SOURCE, dtype=np.int64), np.full(self.width, SINK, dtype=np.int64)
        for k in sorted(range(len(self.groups.names)), key=self.depth):
            out[0 if self.groups.of_mentors[k] else 1][self.groups.members[k]] = self.first_group + k
        return out

    def depth(self, k: int) -> int:
        """How many groups are around this one."""
        found = 0
        while self.above[k] >= 0:
            k, found = int(self.above[k]), found + 1
        return found

    def arcs(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Tail, head, low and high of every arc but those of the pairs."""
        mentors, mentees = np.arange(4, 4 + self.rows), np.arange(self.first_mentee, self.first_group)
        before, behind = self.innermost()
        groups = np.arange(self.first_group, self.size)
        root = np.where(self.groups.of_mentors, SOURCE, SINK)
        parent = np.where(self.above >= 0, self.first_group + self.above, root).astype(np.int64)
        left = self.groups.of_mentors
        tail = np.concatenate((before, mentees, np.where(left, parent, groups), [SINK]))
        head = np.concatenate((mentors, behind, np.where(left, groups, parent), [SOURCE]))
        low = np.concatenate((self.face.mentors[0], self.face.mentees[0], self.face.groups[0], [0]))
        high = np.concatenate((self.face.mentors[1], self.face.mentees[1], self.face.groups[1], [PLENTY]))
        return tail, head, low, np.minimum(high, PLENTY)

    def answer(self) -> Ints | None:
        """The largest flow of what the lower bounds ask for; a plan if all of it flows."""
        from scipy.sparse import coo_array, csr_array
        from scipy.sparse.csgraph import maximum_flow

        tail, head, low, high = self.arcs()
        if (low > high).any():
            return None
        i, j = self.pairs
        need = np.zeros(self.size, dtype=np.int64)
        np.add.at(need, head, low)
        np.subtract.at(need, tail, low)
        more, less = np.flatnonzero(need > 0), np.flatnonzero(need < 0)
        start = np.concatenate((tail, 4 + i, np.full(len(more), OUT), less))
        end = np.concatenate((head, self.first_mentee + j, more, np.full(len(less), IN)))
        room = np.concatenate((high - low, np.full(len(i), PLENTY), need[more], -need[less]))
        graph = coo_array((room.astype(np.int32), (start, end)), shape=(self.size, self.size)).tocsr()
        graph.eliminate_zeros()
        found = maximum_flow(csr_array(graph), OUT, IN)
        return self.plan(found.flow) if found.flow_value == int(need[more].sum()) else None

    def plan(self, flow: Any) -> Ints:
        """The pairs that carry flow."""
        part = flow[4 : self.first_mentee, self.first_mentee : self.first_group].tocoo()
        mentor_of = np.full(self.width, -1, dtype=np.int64)
        carries = part.data > 0
        mentor_of[part.col[carries]] = part.row[carries]
        return mentor_of
