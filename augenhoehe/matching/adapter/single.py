"""One pair at a time, between runs: who would be the next best for somebody, and may these two be proposed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from augenhoehe.engine import NobodyPossible, Plan, Problem, ProblemError, solve

from .outcome import parts_of
from .whatif import Effect, as_effect, broken_pairs


@dataclass(frozen=True)
class Suggestion:
    """A possible pair: application ids, score 0…100,000, criterion → points, weight, facts.

    effect: what choosing it changes for everybody else who waits; None for the pair of the best plan.
    """

    mentor: int
    mentee: int
    score: int
    contributions: dict[str, Any]
    effect: Effect | None


def next_best(problem: Problem, people: Iterable[tuple[int, str]], *, limit: int) -> dict[int, list[Suggestion]]:
    """Application id → its best possible partners in this problem, the partner of the best plan first.

    `people` are pairs of application id and side. Whoever is not in the problem, or has no possible partner, gets an
    empty list.
    """
    wanted = list(people)
    # One tandem at a time cannot be asked to fill a quota; that it goes beyond one, it can.
    problem = problem.replaced(quotas=tuple(replace(quota, at_least=0) for quota in problem.quotas))
    try:
        plan = solve(problem)
    except (NobodyPossible, ProblemError):
        return {pk: [] for pk, _side in wanted}
    ids = {
        "mentor": {person.id for person in problem.mentors},
        "mentee": {person.id for person in problem.mentees},
    }
    return {pk: _of_one(plan, str(pk), side, limit) if str(pk) in ids[side] else [] for pk, side in wanted}


def _of_one(plan: Plan, one: str, side: str, limit: int) -> list[Suggestion]:
    first = [(pair.mentor, pair.mentee, pair.score, None) for pair in plan.pairs if getattr(pair, side) == one]
    others = plan.alternatives(**{side: one}, limit=limit)
    found = [*first, *((one.mentor, one.mentee, one.score, as_effect(one.effect, plan)) for one in others)]
    return [
        Suggestion(int(mentor), int(mentee), score, parts_of(plan.reasons(mentor, mentee)), effect)
        for mentor, mentee, score, effect in found[:limit]
    ]


def obstacles(problem: Problem, *, mentor: int, mentee: int) -> list[str]:
    """Hard rules of the whole cohort against this pair; "gone" for somebody without a free place; empty: possible."""
    if (str(mentor), str(mentee)) in problem.bans:
        return ["ban"]
    return next((rules for _one, _other, rules in broken_pairs(problem, [(mentor, mentee)])), [])


def pair_alone(problem: Problem, *, mentor: int, mentee: int) -> Problem:
    """The problem of only these two, so that a run of one pair can be kept, checked and published like any other."""
    return problem.replaced(
        mentors=tuple(replace(one, capacity=1) for one in problem.mentors if one.id == str(mentor)),
        mentees=tuple(one for one in problem.mentees if one.id == str(mentee)),
        locks=problem.locks & {(str(mentor), str(mentee))},
        bans=frozenset(),
        quotas=(),
        precedence=(),
    )
