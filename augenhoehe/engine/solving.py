"""From a problem to a plan."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

import numpy as np

from augenhoehe.engine.causes import left_over
from augenhoehe.engine.checking import refuse_if_nobody, warnings
from augenhoehe.engine.criteria import MAX_POINTS
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.instance import Instance, build
from augenhoehe.engine.optimum import Optimum, Step, optimum
from augenhoehe.engine.plan import Certificate, Contribution, Cover, FloorStep, Pair, Plan, Prices
from augenhoehe.engine.policy import Engine, Policy
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.causes import with_quotas
from augenhoehe.engine.quotas.quota import by_aims
from augenhoehe.engine.quotas.solving import Solved, with_few_pairs
from augenhoehe.engine.types import MAX_SCORE, Role
from augenhoehe.engine.version import ENGINE_VERSION

DEFAULT = Policy()
DENSE = 1_500_000
"""Pairs of persons up to which all of them are held in memory."""


def solve(
    problem: Problem | ScoreMatrix,
    policy: Policy = DEFAULT,
    *,
    engine: Engine = "auto",
    budget_s: float | None = None,
    executor: Executor | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Plan:
    """See ``doors``."""
    step = progress or (lambda _name, _share: None)
    few = engine == "columns" or (engine == "auto" and len(problem.mentors) * len(problem.mentees) > DENSE)
    if few and not by_aims(problem, policy):
        from augenhoehe.engine.columns import solving  # a small cohort need not wait for it

        return solving.solve(problem, policy, step, budget_s, executor)
    if few and with_few_pairs(problem, policy):
        from augenhoehe.engine.quotas import large

        return large.solve(problem, policy, step, executor)
    step("score", 0.0)
    instance = build(problem)
    refuse_if_nobody(problem, instance)
    if by_aims(problem, policy):
        return plan_by_aims(problem, instance, policy, step)
    scores = instance.open_scores()
    best = optimum(scores, instance.free, policy, step)
    step("reasons", 0.9)
    plan = assembled(problem, instance, policy, best)
    step("done", 1.0)
    return plan


def assembled(problem: Problem | ScoreMatrix, instance: Instance, policy: Policy, best: Optimum) -> Plan:
    """A plan with everything that is told of it, from what is chosen and proven."""
    mentor_of = np.where(instance.lock_of >= 0, instance.lock_of, best.mentor_of)
    return Plan(
        **told(problem, instance, mentor_of, policy),
        left_over=left_over(instance, mentor_of),
        certificate=certificate(instance, best, free_total(instance, mentor_of)),
        floor=best.floor,
        pinned_by=pinned_by(instance, best),
    )


def plan_by_aims(problem: Problem | ScoreMatrix, instance: Instance, policy: Policy, step: Step) -> Plan:
    """The plan where quotas, precedence or the policy ask for more than number, floor and total."""
    solved = Solved(problem, instance, policy, step)
    step("reasons", 0.9)
    mentor_of = np.where(instance.lock_of >= 0, instance.lock_of, solved.mentor_of)
    plan = Plan(
        **told(problem, instance, mentor_of, policy),
        left_over=with_quotas(left_over(instance, mentor_of), instance, mentor_of, problem.quotas),
        certificate=solved.certificate(),
        floor=solved.floor,
        pinned_by=solved.pinned_by(),
        floors=tuple(FloorStep(rise.floor, rise.tandems) for rise in solved.rises),
    )
    step("done", 1.0)
    return plan


def told(problem: Problem | ScoreMatrix, instance: Instance, mentor_of: Ints, policy: Policy) -> dict[str, Any]:
    """What every plan tells, however it was found."""
    pairs = pairs_of(instance, mentor_of)
    return {
        "pairs": pairs,
        "policy": policy,
        "switched_off": instance.switched_off,
        "warnings": warnings(problem, instance),
        "total": sum(pair.score for pair in pairs),
        "worst": min((pair.score for pair in pairs), default=None),
        "max_score": MAX_POINTS * sum(instance.weights.values()) if isinstance(problem, Problem) else MAX_SCORE,
        "engine_version": ENGINE_VERSION,
        "problem": problem,
    }


def free_total(instance: Instance, mentor_of: Ints) -> int:
    """Sum of the scores of the pairs that are not locked."""
    columns = np.flatnonzero((mentor_of >= 0) & (instance.lock_of < 0))
    return int(instance.scores[mentor_of[columns], columns].sum(dtype=np.int64))


def pairs_of(instance: Instance, mentor_of: Ints) -> tuple[Pair, ...]:
    """The tandems by mentor's id, then mentee's, with the criteria's parts."""
    mentees = np.flatnonzero(mentor_of >= 0)
    mentees = mentees[np.lexsort((mentees, mentor_of[mentees]))]
    mentors = mentor_of[mentees]
    parts = {name: values[mentors, mentees].tolist() for name, values in instance.points.items()}
    return tuple(
        Pair(
            mentor=instance.mentors[i],
            mentee=instance.mentees[j],
            score=int(instance.scores[i, j]),
            contributions={name: Contribution(parts[name][k], instance.weights[name]) for name in parts},
            locked=bool(instance.lock_of[j] >= 0),
        )
        for k, (i, j) in enumerate(zip(mentors.tolist(), mentees.tolist(), strict=True))
    )


def certificate(instance: Instance, best: Optimum, free_total: int) -> Certificate:
    """The three proofs with ids. ``certified`` only when each adds up: the arithmetic is checked here, once more."""
    first = named_cover(instance, best.cover)
    floor = named_cover(instance, best.floor_cover) if best.floor_cover else None
    matched = best.mentor_of >= 0
    bound = int((instance.free * best.u).sum() + best.v.sum())
    reached = best.value * int(matched.sum()) + free_total
    sound = (
        first.size == best.size == int(matched.sum())
        and (floor is None or floor.size < best.size)
        and bool((best.u >= 0).all() and (best.v >= 0).all())
        and bool(covers_all(instance, best))
    )
    return Certificate(
        certified=sound and bound == reached,
        free_pairs=best.size,
        cardinality=first,
        floor_value=best.floor,
        floor=floor,
        total=Prices(best.value, named(instance.mentors, best.u), named(instance.mentees, best.v), bound),
        gap=bound - reached,
    )


def covers_all(instance: Instance, best: Optimum) -> bool:
    """Whether covers touch all pairs in question and prices reach every weight."""
    scores = instance.open_scores()
    mentors, mentees = best.cover
    if (scores[~mentors][:, ~mentees] >= 0).any():
        return False
    allowed = scores >= (best.floor or 0)
    if best.floor_cover is not None and best.floor is not None:
        mentors, mentees = best.floor_cover
        if (scores[~mentors][:, ~mentees] > best.floor).any():
            return False
    slack = best.u[:, None] + best.v[None, :] - best.value
    return not bool((allowed & (slack < scores)).any())


def named_cover(instance: Instance, masks: tuple[Bools, Bools]) -> Cover:
    """A cover with ids; people who cannot be in any pair are never part of it."""
    mentors, mentees = masks
    return Cover(
        mentors=tuple(instance.mentors[i] for i in np.flatnonzero(mentors & (instance.free > 0))),
        mentees=tuple(instance.mentees[j] for j in np.flatnonzero(mentees)),
        size=int(instance.free[mentors].sum() + mentees.sum()),
    )


def named(ids: tuple[str, ...], prices: Ints) -> dict[str, int]:
    """Prices above 0 by id."""
    return {ids[k]: int(prices[k]) for k in np.flatnonzero(prices)}


def pinned_by(instance: Instance, best: Optimum) -> tuple[tuple[Role, str], ...]:
    """The people because of whom the floor cannot rise, with ids."""
    mentors, mentees = best.pinning
    return (
        *(("mentor", instance.mentors[i]) for i in np.flatnonzero(mentors)),
        *(("mentee", instance.mentees[j]) for j in np.flatnonzero(mentees)),
    )
