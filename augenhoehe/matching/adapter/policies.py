"""The same input under several policies: what each would give and take."""

from collections import OrderedDict
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any

from augenhoehe.engine import Plan, Policy, solve
from augenhoehe.matching.models import Run

from .whatif import KEPT, plan_of

WEAK = 40
"""In points of 100: below it a tandem counts as weak in the comparison."""
AT_ONCE = 40_000
"""Up to so many pairs of people all policies are computed while the reader waits: half a second."""

POLICIES: tuple[tuple[str, Policy], ...] = (
    ("best", Policy()),
    ("steps", Policy("steps")),
    ("total", Policy("none")),
    ("concave_2", Policy("none", 2)),
    ("concave_4", Policy("none", 4)),
    ("concave_8", Policy("none", 8)),
)


@dataclass(frozen=True)
class PolicyResult:
    """One policy on a run's input. worst, total: as in the engine; weak: pairs below 40 of 100; left: people.

    own: whether the run was computed so. changed: pairs that the run does not have.
    """

    policy: str
    own: bool
    pairs: int
    worst: int | None
    total: int
    weak: int
    left: int
    changed: int
    certified: bool


_known: OrderedDict[tuple[int, str], tuple[PolicyResult, ...]] = OrderedDict()
_guard = Lock()


def compare_policies(run: Run) -> tuple[PolicyResult, ...] | None:
    """Every policy on this run's input, quotas and decisions included, from what is kept with the run.

    A small cohort's are computed at once, and a process does that once for a run. ``None`` for a large one whose
    policies are not computed yet; while the worker is at it nothing large is read.
    """
    if "policies" in run.figures:
        return tuple(PolicyResult(**one) for one in run.figures["policies"]) or None
    plan = plan_of(run)
    problem = plan.source()
    if len(problem.mentors) * len(problem.mentees) > AT_ONCE:
        return None
    key = (run.pk, run.input_hash)
    with _guard:
        if key in _known:
            return _known[key]
    found = _results(plan)
    with _guard:
        _known[key] = found
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return found


def policies_to_keep(run: Run) -> list[dict[str, Any]]:
    """Every policy on a run's input, however long it takes, as it is kept with the run."""
    return [asdict(one) for one in _results(plan_of(run))]


def _results(plan: Plan) -> tuple[PolicyResult, ...]:
    return tuple(_result(name, policy, plan) for name, policy in POLICIES)


def _result(name: str, policy: Policy, kept: Plan) -> PolicyResult:
    own = policy == kept.policy
    plan = kept if own else solve(kept.source(), policy)
    return PolicyResult(
        policy=name,
        own=own,
        pairs=len(plan.pairs),
        worst=plan.worst,
        total=plan.total,
        weak=sum(100 * pair.score < WEAK * kept.max_score for pair in plan.pairs),
        left=len(plan.left_over),
        changed=len(plan.links - kept.links),
        certified=plan.certificate.certified,
    )
