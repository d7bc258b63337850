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
from augenhoehe.engine.quotas.chain import Chain, Proven, Rise, pursue_all
from augenhoehe.engine.quotas.conflict import Office, smallest_conflict
from augenhoehe.engine.quotas.face import Face, Ranges, first_face
from augenhoehe.engine.quotas.flow import any_plan
from augenhoehe.engine.quotas.groups import Groups, forest, groups_of
from augenhoehe.engine.quotas.integer import some_plan
from augenhoehe.engine.quotas.linear import ALL_COLUMNS
from augenhoehe.engine.quotas.proofs import certificate, firsts
from augenhoehe.engine.quotas.ties import first_by_id
from augenhoehe.engine.types import Role

Step = Callable[[str, float], None]


class Solved:
    """The aims of one instance, solved: with few pairs where that is possible and pays, else with a table of all."""

    def __init__(self, source: Problem | ScoreMatrix, instance: Instance, policy: Policy, step: Step) -> None:
        self.source, self.instance = source, instance
        self.ids = instance.mentors, instance.mentees
        self.names = tuple(quota.name for quota in source.quotas)
        self.scores = np.ascontiguousarray(instance.open_scores())  # row by row, as everything here reads them
        self.floor: int | None
        self.rises: list[Rise] = []
        self.aims: list[Proven]
        self.mentor_of: Ints
        self.before_floor: Ranges | None
        if self.scores.size > ALL_COLUMNS and with_few_pairs(source, policy):
            self.with_few(policy, step)
        else:
            self.with_all(policy, step)

    def with_all(self, policy: Policy, step: Step) -> None:
        """By a chain of faces, each a table of all pairs."""
        source, instance = self.source, self.instance
        groups = groups_of(source.quotas, *self.ids)
        face = first_face(self.scores >= 0, instance.free, source.quotas, source.locks)
        chain = Chain(self.scores, groups, face, some_start(source, instance, groups, face))
        self.floor, self.rises = pursue_all(chain, policy, firsts(source, self.ids), step)
        self.mentor_of, self.aims, self.before_floor = chain.mentor_of, chain.aims, chain.before_floor
        if groups.laminar and not chain.earlier:
            self.mentor_of = first_by_id(chain.face, groups, chain.mentor_of)

    def with_few(self, policy: Policy, step: Step) -> None:
        """By flows over few pairs, priced against the table."""
        from augenhoehe.engine.columns.blocks import Blocks  # a small cohort need not wait for it
        from augenhoehe.engine.columns.scores import CellScores
        from augenhoehe.engine.quotas import pursuit

        source, pairs = self.source, Blocks(CellScores(self.scores))
        wide = pursuit.begun(pairs, pairs.seed(), self.instance.free, self.ids, source.quotas, source.locks)
        if wide is None:
            raise in_conflict(source, self.instance)
        self.floor = pursuit.pursue_all(wide, firsts(source, self.ids), policy, step)
        self.mentor_of = pursuit.first_of_equals(wide) if wide.size else wide.mentor_of
        self.aims, self.before_floor = wide.aims, wide.before_floor

    def pinned_by(self) -> tuple[tuple[Role, str], ...]:
        """Who pins the floor, by themselves and not by a quota."""
        if self.floor is None or self.before_floor is None:
            return ()
        from augenhoehe.engine.columns.arcs import no_arcs
        from augenhoehe.engine.columns.blocks import Blocks
        from augenhoehe.engine.columns.scores import CellScores
        from augenhoehe.engine.quotas.pinning import pinned_by

        pairs, arcs = Blocks(CellScores(self.scores)), no_arcs(self.scores.shape)
        groups = groups_of(self.source.quotas, *self.ids)
        return pinned_by(pairs, arcs, self.before_floor, groups, self.instance.free, self.floor, self.ids)

    def certificate(self) -> Certificate:
        """The proofs with ids."""
        size = int(np.count_nonzero(self.mentor_of >= 0))
        return certificate(self.aims, size, self.floor, self.ids, self.names)


def some_start(source: Problem | ScoreMatrix, instance: Instance, groups: Groups, face: Face) -> Ints:
    """Some plan that keeps all quotas. Raises ``QuotasImpossible`` with a smallest conflict when there is none."""
    found = (any_plan if groups.laminar else some_plan)(face, groups)
    if found is None:
        raise in_conflict(source, instance)
    return found


def in_conflict(source: Problem | ScoreMatrix, instance: Instance) -> QuotasImpossible:
    """The error that names a smallest conflict."""
    everybody = (instance.mentors, instance.mentees)
    office = Office(*everybody, instance.scores >= 0, instance.seats, source.quotas, source.locks)
    return QuotasImpossible(smallest_conflict(office))


def refuse_if_in_conflict(source: Problem | ScoreMatrix, instance: Instance) -> None:
    """Raise ``QuotasImpossible`` when no plan keeps all quotas."""
    if source.quotas:
        face = first_face(instance.open_scores() >= 0, instance.free, source.quotas, source.locks)
        some_start(source, instance, groups_of(source.quotas, instance.mentors, instance.mentees), face)


def with_few_pairs(source: Problem | ScoreMatrix, policy: Policy) -> bool:
    """Whether this can be solved without a table of all pairs: one floor or none, the plain total, and quotas that form
    a forest."""
    return policy.plain and forest(source.quotas) is not None
