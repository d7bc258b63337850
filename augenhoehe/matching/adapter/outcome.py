"""From the engine's plan to rows and figures of a run."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from augenhoehe.engine import (
    ENGINE_VERSION,
    LeftOver,
    NobodyPossible,
    NotVerified,
    Pair,
    Plan,
    Policy,
    Problem,
    ProblemError,
    Reason,
    check,
    solve,
    verify,
)

from .aims import aims_figures, quota_told
from .failure import Impossible, failure_of

NAMED = 12
"""So many people of a shortage are kept in its facts, to be named; the group itself is in the plan."""

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Row:
    """A proposal: application ids, score 0…100,000, criterion → points, weight, facts."""

    mentor: int
    mentee: int
    score: int
    contributions: dict[str, Any]
    locked: bool


@dataclass(frozen=True)
class Remainder:
    """Somebody left over: application id, stable cause, facts with application ids as numbers."""

    application: int
    cause: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    problem: dict[str, Any]
    plan: dict[str, Any]
    proposals: list[Row]
    left_over: list[Remainder]
    figures: dict[str, Any]
    solved: Plan
    engine_version: str = ENGINE_VERSION


def compute(problem: Problem, progress: Progress | None = None, *, policy: Policy | None = None) -> Outcome:
    """Solve, put into rows, and have the certificate checked by the solver-free verifier. Raises Impossible."""
    try:
        plan = solve(problem, policy or Policy(), progress=progress)
    except (NobodyPossible, ProblemError) as error:
        raise Impossible(failure_of(error)) from error
    proof = verified(problem, plan)
    return Outcome(
        problem=problem.to_dict(),
        plan=plan.to_dict(),
        proposals=[_row(plan, pair) for pair in plan.pairs],
        left_over=[_remainder(one) for one in plan.left_over],
        figures=figures(plan) | aims_figures(plan) | {"verified": proof},
        solved=plan,
    )


def verified(problem: Problem, plan: Plan) -> bool:
    """Whether every claim of the plan holds, checked without the solver."""
    try:
        verify(problem, plan)
    except NotVerified:
        return False
    return True


def figures(plan: Plan) -> dict[str, Any]:
    """What is told of a plan without reading it: numbers, what was off, warnings."""
    mentors_left = sum(one.role == "mentor" for one in plan.left_over)
    return {
        "pairs": len(plan.pairs),
        "worst": plan.worst,
        "floor": plan.floor,
        "total": plan.total,
        "max_score": plan.max_score,
        "mentors_left": mentors_left,
        "mentees_left": len(plan.left_over) - mentors_left,
        "locked": sum(pair.locked for pair in plan.pairs),
        "certified": plan.certificate.certified,
        "gap": plan.certificate.gap,
        "pinned_by": [int(person) for _role, person in plan.pinned_by],
        "switched_off": [asdict(one) for one in plan.switched_off],
    }


def _row(plan: Plan, pair: Pair) -> Row:
    return Row(
        int(pair.mentor),
        int(pair.mentee),
        pair.score,
        parts_of(plan.reasons(pair.mentor, pair.mentee)),
        pair.locked,
    )


def parts_of(reasons: Iterable[Reason]) -> dict[str, Any]:
    """Criterion → points 0…1000, weight and facts (JSON), in the order of display."""
    return {
        reason.criterion: {"points": reason.points, "weight": reason.weight, "facts": dict(reason.facts)}
        for reason in reasons
    }


def _remainder(one: LeftOver) -> Remainder:
    shortage = one.shortage
    facts: dict[str, Any] = {
        "removed": dict(one.removed),
        "rules_alone": list(one.rules_alone),
        "candidates": one.candidates,
    }
    if shortage is not None:
        facts["shortage"] = {
            "people": [int(person) for person in shortage.people[:NAMED]],
            "partners": [int(person) for person in shortage.partners[:NAMED]],
            "people_count": len(shortage.people),
            "partners_count": len(shortage.partners),
            "needed": shortage.needed,
            "seats": shortage.seats,
        }
    if one.quotas:
        facts["quotas"] = [quota_told(name) for name in one.quotas]
    return Remainder(int(one.id), one.cause, facts)


@dataclass(frozen=True)
class Notice:
    """A warning before the run: stable code, rule, and the applications it concerns."""

    code: str
    rule: str | None
    applications: list[int]


def notices(problem: Problem) -> list[Notice]:
    """Warnings before a run: each rule that leaves somebody without any candidate. Raises Impossible."""
    try:
        return [
            Notice(warning.code, warning.rule, [int(person) for person in warning.ids]) for warning in check(problem)
        ]
    except (NobodyPossible, ProblemError) as error:
        raise Impossible(failure_of(error)) from error
