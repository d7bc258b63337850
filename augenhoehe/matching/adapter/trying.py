"""What the desk tries out on a kept run: other weights, and the next best plans. Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from augenhoehe.engine import CRITERIA, Criteria, NobodyPossible, Plan, ProblemError
from augenhoehe.matching.models import Run

from .failure import Impossible, failure_of
from .whatif import Effect, as_effect, plan_of, problem_of

MOST_PLANS: Final = 5


@dataclass(frozen=True)
class Result:
    """A plan in numbers: tandems, weakest fit, sum of all fits, and the highest fit there can be."""

    pairs: int
    worst: int | None
    total: int
    max_score: int


@dataclass(frozen=True)
class Trial:
    """A run as it is, the same cohort with other weights, and what changes; the sums are not on the same scale."""

    before: Result
    after: Result
    effect: Effect


def weights_of(run: Run) -> dict[str, int]:
    """The weights that a run was computed with, by criterion."""
    criteria = problem_of(plan_of(run)).criteria
    return {name: criteria.weight(name) for name in CRITERIA}


def try_weights(run: Run, weights: Mapping[str, int]) -> Trial:
    """The best plan of the run's people with these weights; exact, as a run would give. Raises Impossible."""
    plan = plan_of(run)
    values: dict[str, Any] = {name: weights.get(name, 0) for name in CRITERIA}
    try:
        after = plan.reweighed(Criteria(**values))
    except (NobodyPossible, ProblemError) as error:
        raise Impossible(failure_of(error)) from error
    return Trial(
        before=Result(len(plan.pairs), plan.worst, plan.total, plan.max_score),
        after=Result(len(after.links), after.worst, after.total, after.max_score),
        effect=as_effect(plan.compare(after), plan),
    )


def people_of(run: Run) -> set[int]:
    """Applications that take part in a run."""
    problem = problem_of(plan_of(run))
    return {int(person.id) for person in (*problem.mentors, *problem.mentees)}


def next_best_plans(run: Run) -> list[Effect] | None:
    """The next best plans as what changes: as many tandems, as good a weakest one. None where that is not known."""
    plan: Plan = plan_of(run)
    try:
        return [as_effect(one, plan) for one in plan.runners_up(MOST_PLANS)]
    except ValueError:  # quotas or other aims: only the best plan is told
        return None
