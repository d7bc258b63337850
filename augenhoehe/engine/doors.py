"""The questions to the engine. numpy and scipy are loaded when the first is asked, not with the package.

A web process that shows forms all day need not wait for them when it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from augenhoehe.engine.policy import Engine, Policy

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from augenhoehe.engine.answers import Verification
    from augenhoehe.engine.plan import Plan, Warning  # noqa: A004
    from augenhoehe.engine.problem import Problem, ScoreMatrix

DEFAULT = Policy()


def check(problem: Problem | ScoreMatrix) -> tuple[Warning, ...]:
    """Warnings before a run, in the order mentor, mentee and of ``RULES``; no solving.

    Raises ``NobodyPossible`` when no pair at all is possible, ``LockImpossible`` when a locked pair breaks a rule,
    ``QuotasImpossible`` when no plan keeps all quotas.
    """
    from augenhoehe.engine import checking

    return checking.check(problem)


def solve(
    problem: Problem | ScoreMatrix,
    policy: Policy = DEFAULT,
    *,
    engine: Engine = "auto",
    budget_s: float | None = None,
    executor: Executor | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Plan:
    """The best plan under the policy, with reasons, causes and certificate. Exact; same input, same plan.

    engine: ``"dense"`` holds all pairs in memory, about 50 bytes each; ``"columns"`` looks at few and proves that the
    others are not needed (any size); ``"auto"`` goes by the size. Up to 5,000 people a side both give the same pairs.
    budget_s: seconds after which ``"columns"`` stops improving; the plan then says ``certified=False`` and how much of
    the total is open (``certificate.gap``). Asked between passes over all pairs. executor: who makes the passes of
    ``"columns"`` over persons, any ``concurrent.futures.Executor``; the answer does not depend on it.
    progress: called with a step (``score``, ``count``, ``floor``, ``total``, ``proof``, ``reasons``, ``done``) and
    the share done, 0…1. Raises ``NobodyPossible`` when no pair is possible, ``LockImpossible`` when a locked pair
    breaks a rule.
    """
    from augenhoehe.engine import solving

    return solving.solve(problem, policy, engine=engine, budget_s=budget_s, executor=executor, progress=progress)


def verify(
    problem: Problem | ScoreMatrix, plan: Plan, *, thorough: bool = False, executor: Executor | None = None
) -> Verification:
    """Check the plan, the three parts of its certificate and all that is told with it against the problem.

    Told with it are the causes of those left over with their shortages, the warnings, what is switched off, and who
    pins the floor. Not a claim, so not checked: which optimal plan was taken, and the engine's version.
    thorough: plain Python for every pair of persons, whatever the size (about 20 µs a pair). executor: who reads the
    pairs above 2 million, any ``concurrent.futures.Executor``; each worker is sent the whole problem and the plan.
    Raises ``NotVerified`` naming the part that does not hold. A plan that says ``certified=False`` is refused too.
    """
    from augenhoehe.engine import verification

    return verification.verify(problem, plan, thorough=thorough, executor=executor)
