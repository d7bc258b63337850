"""What forcing a pair would change, without solving again: exact, or not answered here.

A plan is a cheapest flow from mentors to mentees and, over "nowhere" (empty seats, people left out), back. Forcing a
pair sends one unit from mentor to mentee; the cheapest way back in the residual graph says who has to move. With the
plan's prices no step costs less than 0, so one search (Dijkstra 1959) answers for all partners of one person, and its
distances are the prices that prove each answer (Ahuja, Magnanti, Orlin 1993, chapter 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.instance import Instance
from augenhoehe.engine.ties import first_by_id

if TYPE_CHECKING:
    from augenhoehe.engine.plan import Plan

FAR = 1 << 60
"""Longer than any way: what a plan is worth stays below 2^50."""


@dataclass(frozen=True)
class Residual:
    """A proven plan as a graph. Nodes are mentors and, last, nowhere.

    mentor_of: per mentee its mentor or −1, locked ones −1. room: mentors with an empty seat. slack: u + v − value −
    score. step[a, k]: the least that it costs when mentor a takes over a mentee of k; to and from nowhere: gives up a
    seat or takes somebody left out, fills an empty seat or drops somebody.
    """

    plan: Plan
    instance: Instance
    mentor_of: Ints
    room: Bools
    allowed: Bools
    slack: Ints
    u: Ints
    v: Ints
    step: Ints

    def movable(self, i: int, j: int) -> bool:
        """Whether forcing the pair touches no lock, makes no tandem more, and cannot raise the floor for the others.

        A cover of the possible pairs must hold it (a ban that is being lifted may leave it out); the cover that proves
        the floor loses the two, and must still be smaller than what is left to match.
        """
        proof = self.plan.certificate
        if not proof.certified or self.instance.free[i] < 1 or self.instance.lock_of[j] >= 0:
            return False
        mentor, mentee = self.instance.mentors[i], self.instance.mentees[j]
        if mentor not in proof.cardinality.mentors and mentee not in proof.cardinality.mentees:
            return False
        if proof.floor is None:
            return True
        less = (mentor in proof.floor.mentors) + (mentee in proof.floor.mentees)
        return proof.floor.size - less < proof.free_pairs - 1

    def move(self, mentor_of: Ints, a: int, k: int) -> None:
        """Take the step from a to k in a copy of the plan."""
        nowhere = len(self.room)
        mine = np.flatnonzero(self.mentor_of == (k if k < nowhere else -1))
        if a == nowhere:
            if not self.room[k]:
                mentor_of[mine[self.v[mine].argmin()]] = -1
        elif k < nowhere or (len(mine) and self.slack_of(a)[mine].min() == self.step[a, k]):
            mentor_of[mine[self.slack_of(a)[mine].argmin()]] = a

    def slack_of(self, a: int) -> Ints:
        """A mentor's slack with every mentee, ``FAR`` where the pair is not allowed."""
        out: Ints = np.where(self.allowed[a], self.slack[a], FAR)
        return out


def residual(plan: Plan, instance: Instance) -> Residual:
    """The graph of a plan and its prices."""
    row, column = ({name: k for k, name in enumerate(side)} for side in (instance.mentors, instance.mentees))
    mentor_of = np.full(len(column), -1, dtype=np.int64)
    for pair in plan.pairs:
        if not pair.locked:
            mentor_of[column[pair.mentee]] = row[pair.mentor]
    prices, scores = plan.certificate.total, instance.open_scores()
    u = np.array([prices.mentors.get(name, 0) for name in instance.mentors], dtype=np.int64)
    v = np.array([prices.mentees.get(name, 0) for name in instance.mentees], dtype=np.int64)
    slack = u[:, None] + v[None, :] - prices.tandem_value - scores
    # A pair below its price is one that was forbidden when the plan was made: the others cannot have it either.
    allowed: Bools = (scores >= (plan.floor or 0)) & (slack >= 0)
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(row))
    room: Bools = np.asarray(taken < instance.free, dtype=np.bool_)
    step = steps(np.where(allowed, slack, FAR), mentor_of, room, u, v)
    return Residual(plan, instance, mentor_of, room, allowed, slack, u, v, step)


def steps(slack: Ints, mentor_of: Ints, room: Bools, u: Ints, v: Ints) -> Ints:
    """See ``Residual.step``."""
    count = len(u)
    out = np.full((count + 1, count + 1), FAR, dtype=np.int64)
    matched = np.flatnonzero(mentor_of >= 0)
    matched = matched[np.argsort(mentor_of[matched], kind="stable")]
    if len(matched):
        owners, first = np.unique(mentor_of[matched], return_index=True)
        out[:count, owners] = np.minimum.reduceat(slack[:, matched], first, axis=1)
        out[count, owners] = np.minimum.reduceat(v[matched], first)
        out[owners, count] = u[owners]
    out[:count, count] = np.minimum(out[:count, count], slack[:, mentor_of < 0].min(axis=1, initial=FAR))
    out[count, :count][room] = 0
    return out


def distances(step: Ints, root: int) -> tuple[Ints, Ints]:
    """From the root to every node, ``FAR`` where no way leads; and the node before each."""
    far = np.full(len(step), FAR, dtype=np.int64)
    before = np.full(len(step), -1, dtype=np.int64)
    far[root] = 0
    unsettled = far.copy()
    for _ in range(len(step)):
        node = int(unsettled.argmin())
        if unsettled[node] == FAR:
            break
        new = step[node] + far[node]
        better = new < far
        np.copyto(far, new, where=better)
        np.copyto(unsettled, new, where=better)
        before[better] = node
        unsettled[node] = FAR
    return far, before


class Forcing:
    """All pairs of one person with others, each as if it were forced: give the row of a mentor or of a mentee.

    loss: per partner what number and total lose together, in prices, when no pair falls below the floor.
    """

    def __init__(self, graph: Residual, *, mentor: int | None = None, mentee: int | None = None) -> None:
        self.graph, self.mentor, self.mentee = graph, mentor, mentee
        if mentor is not None:
            far, self.beside = distances(np.ascontiguousarray(graph.step.T), mentor)
            self.loss: Ints = graph.slack[mentor] + far[graph.mentor_of]
        else:
            far, self.beside = distances(graph.step, int(graph.mentor_of[mentee]))
            self.loss = graph.slack[:, mentee] + far[:-1]
        shift = np.minimum(far, far.max(where=far < FAR, initial=0)) * (1 if mentor is None else -1)
        shift -= shift[-1]
        self.u: Ints = np.maximum(graph.u + shift[:-1], 0)
        self.v: Ints = np.where(graph.mentor_of < 0, 0, graph.v - shift[graph.mentor_of])
        self.tight: Bools = graph.allowed & (graph.slack + (self.u - graph.u)[:, None] + (self.v - graph.v) == 0)

    def best_with(self, other: int) -> Ints | None:
        """Per mentee its mentor, or −1, in the plan that ``solve`` finds with this pair; ``None`` where it has to."""
        i = other if self.mentor is None else self.mentor
        j = other if self.mentee is None else self.mentee
        instance, graph = self.graph.instance, self.graph
        if not graph.movable(i, j):
            return None
        others = np.arange(len(graph.mentor_of)) != j
        mentor_of = self.way(i, j)[others]
        if np.count_nonzero(mentor_of >= 0) < graph.plan.certificate.free_pairs - 1:
            return None
        seats = instance.free.copy()
        seats[i] -= 1
        chosen = np.full(len(others), i)
        chosen[others] = first_by_id(self.tight[:, others], self.u, self.v[others], seats, mentor_of)
        out: Ints = np.where(instance.lock_of >= 0, instance.lock_of, chosen)
        return out

    def way(self, i: int, j: int) -> Ints:
        """One best plan for the others: everybody on the way back from j to i moves."""
        mentor_of = self.graph.mentor_of.copy()
        start = int(mentor_of[j]) % len(self.beside)
        node, end = (start, i) if self.mentee is None else (i, start)
        while node != end:
            beside = int(self.beside[node])
            self.graph.move(mentor_of, *((node, beside) if self.mentee is None else (beside, node)))
            node = beside
        return mentor_of
