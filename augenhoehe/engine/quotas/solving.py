"""From a problem with quotas, precedence or another policy to a plan."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.errors import QuotasImpossible
from augenhoehe.engine.instance import Instance
from augenhoehe.engine.plan import AimProof, Certificate, Cover, Prices
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.chain import Chain, Proven, Rise, pursue_all
from augenhoehe.engine.quotas.conflict import Office, smallest_conflict
from augenhoehe.engine.quotas.face import Face, first_face
from augenhoehe.engine.quotas.flow import any_plan
from augenhoehe.engine.quotas.groups import Groups, groups_of
from augenhoehe.engine.quotas.integer import some_plan
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
        self.floor, self.rises = pursue_all(self.chain, policy, self.firsts(), step)
        if self.groups.laminar and not self.chain.earlier:
            self.chain.mentor_of = first_by_id(self.chain.face, self.groups, self.chain.mentor_of)

    def firsts(self) -> list[tuple[str, Ints, Ints]]:
        """Per precedence its name and what it gives for each mentor and mentee who gets a tandem by choice."""
        ids = {"mentor": self.instance.mentors, "mentee": self.instance.mentees}
        placed = {"mentor": {a for a, _ in self.source.locks}, "mentee": {b for _, b in self.source.locks}}
        out: dict[str, dict[str, Ints]] = {}
        for one in self.source.precedence:
            sides = out.setdefault(one.name, {role: np.zeros(len(people), np.int64) for role, people in ids.items()})
            points = [0 if name in placed[one.side] else one.points.get(name, 0) for name in ids[one.side]]
            sides[one.side] = sides[one.side] + np.array(points, dtype=np.int64)
        return [(name, sides["mentor"], sides["mentee"]) for name, sides in out.items()]

    def certificate(self) -> Certificate:
        """The proofs with ids. ``certified`` only when every aim is proven."""
        chain = self.chain
        total = chain.aims[-1]
        nobody = Cover((), (), 0)
        return Certificate(
            certified=all(one.proven for one in chain.aims),
            free_pairs=chain.size,
            cardinality=nobody,
            floor_value=self.floor,
            floor=None,
            total=Prices(0, {}, {}, 0),
            gap=max(0, total.bound // total.by.scale - total.value),
            aims=tuple(self.named(one) for one in chain.aims),
        )

    def named(self, one: Proven) -> AimProof:
        """A proof with ids."""
        by = one.by
        return AimProof(
            kind=one.kind,
            value=one.value,
            bound=one.bound,
            mentors=prices(self.instance.mentors, by.u),
            mentees=prices(self.instance.mentees, by.v),
            quotas=prices(self.groups.names, by.y),
            scale=by.scale,
            earlier=by.earlier,
            name=one.name,
        )


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


def prices(ids: tuple[str, ...], values: Ints) -> dict[str, int]:
    """Prices other than 0 by id."""
    return {ids[k]: int(values[k]) for k in np.flatnonzero(values)}
