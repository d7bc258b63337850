"""From a problem with quotas, precedence or another policy to a plan."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.errors import QuotasImpossible
from augenhoehe.engine.instance import Instance
from augenhoehe.engine.plan import Certificate
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.chain import Chain, Rise, pursue_all
from augenhoehe.engine.quotas.conflict import Office, smallest_conflict
from augenhoehe.engine.quotas.face import Face, first_face
from augenhoehe.engine.quotas.flow import any_plan
from augenhoehe.engine.quotas.groups import Groups, forest, groups_of
from augenhoehe.engine.quotas.integer import some_plan
from augenhoehe.engine.quotas.proofs import certificate, firsts
from augenhoehe.engine.quotas.ties import first_by_id

Step = Callable[[str, float], None]


class Solved:
    """The aims of one instance, solved."""

    def __init__(self, source: Problem | ScoreMatrix, instance: Instance, policy: Policy, step: Step) -> None:
        self.source, self.instance, self.policy = source, instance, policy
        scores = np.ascontiguousarray(instance.open_scores())  # row by row, as everything here reads them
        self.groups = groups_of(source.quotas, instance.mentors, instance.mentees)
        self.face = first_face(scores >= 0, instance.free, source.quotas, source.locks)
        self.chain = Chain(scores, self.groups, self.face, some_start(source, instance, self.groups, self.face))
        self.floor: int | None
        self.rises: list[Rise]
        self.ids = instance.mentors, instance.mentees
        self.floor, self.rises = pursue_all(self.chain, policy, firsts(source, self.ids), step)
        if self.groups.laminar and not self.chain.earlier:
            self.chain.mentor_of = first_by_id(self.chain.face, self.groups, self.chain.mentor_of)

    def certificate(self) -> Certificate:
        """The proofs with ids."""
        return certificate(self.chain.aims, self.chain.size, self.floor, self.ids, self.groups.names)


def some_start(source: Problem | ScoreMatrix, instance: Instance, groups: Groups, face: Face) -> Ints:
    """Some plan that keeps all quotas. Raises ``QuotasImpossible`` with a smallest conflict when there is none."""
    found = (any_plan if groups.laminar else some_plan)(face, groups)
    if found is None:
        everybody = (instance.mentors, instance.mentees)
        office = Office(*everybody, instance.scores >= 0, instance.seats, source.quotas, source.locks)
        raise QuotasImpossible(smallest_conflict(office))
    return found


def refuse_if_in_conflict(source: Problem | ScoreMatrix, instance: Instance) -> None:
    """Raise ``QuotasImpossible`` when no plan keeps all quotas."""
    if source.quotas:
        face = first_face(instance.open_scores() >= 0, instance.free, source.quotas, source.locks)
        some_start(source, instance, groups_of(source.quotas, instance.mentors, instance.mentees), face)


def with_few_pairs(source: Problem | ScoreMatrix, policy: Policy) -> bool:
    """Whether this can be solved without a table of all pairs: one floor or none, the plain total, and quotas that form
    a forest."""
    return policy.plain and forest(source.quotas) is not None
