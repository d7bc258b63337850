"""Who is left over because of a quota, as ``causes`` tells it, in cohorts whose pairs are never all in memory.

Instead of everything that can be reached from each person left over: for each set of full quotas at the end of a chain,
everybody from whom such an end can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools
from augenhoehe.engine.columns.cohort import Cohort
from augenhoehe.engine.columns.telling import left_over as without_quotas
from augenhoehe.engine.columns.telling import nobody, shortage
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.plan import LeftOver, Shortage
from augenhoehe.engine.quotas.causes import Blame, Ways
from augenhoehe.engine.quotas.wide import Wide
from augenhoehe.engine.types import Role


@dataclass(frozen=True)
class Known:
    """What ``columns.telling`` asks of a plan. counted: whether shortages are to be told."""

    arcs: Arcs
    mentor_of: Ints
    counted: bool


def left_over(people: Cohort, wide: Wide, mentor_of: Ints) -> tuple[LeftOver, ...]:
    """Everybody without a tandem with causes. ``mentor_of``: of all mentees, locks included."""
    quotas = people.source.quotas
    known = Known(wide.arcs, wide.mentor_of, counted=not quotas)
    found = without_quotas(people, wide.pairs, known, mentor_of)
    return WideBlame(people, wide, mentor_of).told(found) if quotas else found


class WideBlame(Blame):
    """Full quotas and chains of exchanges of one plan, few pairs at a time."""

    def __init__(self, people: Cohort, wide: Wide, mentor_of: Ints) -> None:
        seats = people.free + np.bincount(people.lock_of[people.lock_of >= 0], minlength=len(people.free))
        super().__init__(people.ids, seats, mentor_of, people.source.quotas)
        self.people, self.wide = people, wide
        self.places = (
            {people.ids[0][i]: k for k, i in enumerate(people.mentors.tolist())},
            {people.ids[1][j]: k for k, j in enumerate(people.mentees.tolist())},
        )

    def ways(self, role: Role, names: list[str]) -> list[Ways]:
        """See ``Blame``."""
        mentors, mentees = self.people.mentors, self.people.mentees
        if role == "mentee":
            ends, ids, number = np.flatnonzero(self.room[mentors]), self.people.ids[0], mentors
        else:
            ends, ids, number = np.flatnonzero(self.alone[mentees]), self.people.ids[1], mentees
        other: Role = "mentor" if role == "mentee" else "mentee"
        starts: dict[frozenset[str], list[int]] = {}
        for k, person in zip(ends.tolist(), number[ends].tolist(), strict=True):
            starts.setdefault(self.full_of(other, ids[person]), []).append(k)
        labels = list(starts)
        reaching = np.array(self.reaching(other, list(starts.values())), dtype=np.bool_)
        where = self.places[0 if role == "mentor" else 1]
        known: dict[bytes, Ways] = {}
        out: list[Ways] = []
        for name in names:
            mine = reaching[:, where[name]] if name in where and labels else np.zeros(0, dtype=np.bool_)
            key = mine.tobytes()
            if key not in known:
                known[key] = frozenset(labels[k] for k in np.flatnonzero(mine))
            out.append(known[key])
        return out

    def reaching(self, role: Role, starts: list[list[int]]) -> list[Bools]:
        """Per group of ends of one side, who of the other side reaches one of them, over all pairs."""
        arcs, out = self.wide.arcs, []
        graph = Exchanges(arcs, self.wide.mentor_of, role)
        for start in starts:
            while True:
                mentors, mentees = graph.reached(np.array(start))
                rectangle = (mentors, ~mentees) if role == "mentor" else (~mentors, mentees)
                new = self.wide.pairs.beyond(*rectangle, 0)
                if not len(new):
                    break
                arcs = arcs.joined(new)
                graph = Exchanges(arcs, self.wide.mentor_of, role)
            out.append(mentees if role == "mentor" else mentors)
        self.wide.arcs = arcs
        return out

    def shortages(self, role: Role, names: list[str]) -> list[Shortage | None]:
        """See ``Blame``; one group for all of them."""
        side = 0 if role == "mentor" else 1
        candidates = self.wide.seeds.best[side] >= 0
        where = [self.places[side].get(name) for name in names]
        some = np.array([k for k in where if k is not None and candidates[k]], dtype=np.int64)
        known = Known(self.wide.arcs, self.wide.mentor_of, counted=True)
        common = shortage(self.people, self.wide.pairs, known, role, some)
        number = {name: k for k, name in enumerate(self.people.ids[side])}
        return [
            common if k is not None and candidates[k] else nobody(self.people, role, number[name])
            for k, name in zip(where, names, strict=True)
        ]


class Exchanges:
    """From people of one side to all possible partners, from those to whom they are matched with, and on."""

    def __init__(self, arcs: Arcs, mentor_of: Ints, role: Role) -> None:
        self.count, self.width = arcs.shape
        self.offset = 0 if role == "mentor" else self.count
        matched = np.flatnonzero(mentor_of >= 0)
        there, back = (arcs.mentors, arcs.mentees + self.count), (matched + self.count, mentor_of[matched])
        if role == "mentee":
            there, back = (there[1], there[0]), (back[1], back[0])
        self.tail, self.head = np.concatenate((there[0], back[0])), np.concatenate((there[1], back[1]))
        size = self.count + self.width + 1
        self.graph = csr_array((np.ones(len(self.tail), dtype=np.int8), (self.tail, self.head)), shape=(size, size))

    def reached(self, people: Ints) -> tuple[Bools, Bools]:
        """Mentors and mentees reached from some people; the graph's last node leads to them."""
        root = self.count + self.width
        graph = self.graph
        pointer = graph.indptr.copy()
        pointer[-1] += len(people)
        index = np.concatenate((graph.indices, np.sort(people) + self.offset)).astype(graph.indices.dtype)
        whole = csr_array((np.ones(len(index), dtype=np.int8), index, pointer), shape=graph.shape)
        seen = np.zeros(root + 1, dtype=np.bool_)
        seen[breadth_first_order(whole, root, return_predecessors=False)] = True
        return seen[: self.count], seen[self.count : root]
