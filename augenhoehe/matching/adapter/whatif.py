"""What the desk asks about a kept run: what would forcing or forbidding a pair change, who else is possible."""

import json
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from augenhoehe.engine import (
    Comparison,
    LockImpossible,
    Move,
    NobodyPossible,
    NotVerified,
    Plan,
    Problem,
    ProblemError,
    solve,
    verify,
)
from augenhoehe.matching.models import Run

from .failure import Impossible, failure_of
from .outcome import parts_of

KEPT = 4
"""How many runs a process keeps ready. A computed run never changes, so what is kept cannot be stale."""

_kept: OrderedDict[tuple[int, str], Plan] = OrderedDict()
_guard = Lock()


def plan_of(run: Run) -> Plan:
    """The run's plan with its problem; from memory when it was asked for lately."""
    key = (run.pk, run.input_hash)
    with _guard:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    problem, result = run.stored()
    plan = Plan.from_dict(result, Problem.from_dict(problem))
    keep_plan(run, plan)
    return plan


def keep_plan(run: Run, plan: Plan) -> None:
    """Have a run's plan at hand for the next question, in this process."""
    with _guard:
        _kept[run.pk, run.input_hash] = plan
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


@dataclass(frozen=True)
class Effect:
    """What the whole cohort gains (positive) or loses; `removed` and `added` are pairs (mentor, mentee)."""

    pairs: int
    worst: int | None
    total: int
    removed: list[tuple[int, int]]
    added: list[tuple[int, int]]
    alone: list[int]
    """Applications that had a partner and would have none."""
    placed: list[int]
    """Applications that had none and would have one."""

    @property
    def nothing(self) -> bool:
        return not self.removed and not self.added


@dataclass(frozen=True)
class Step:
    """A mentee goes from one mentor to another; None: from nobody, or to nobody any more."""

    mentee: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Preview:
    """One pair on the desk.

    blocked_by: hard rules against it (then nothing else is known of the effect). displaced: locks that would have to
    go, because a place is taken by them. banned: the office itself forbade the pair. chain: who would have to move.
    """

    mentor: int
    mentee: int
    in_plan: bool
    score: int | None
    contributions: dict[str, Any]
    blocked_by: list[str]
    effect: Effect | None
    displaced: list[tuple[int, int]] = field(default_factory=list)
    banned: bool = False
    chain: list[Step] = field(default_factory=list)


def as_steps(moves: Iterable[Move]) -> list[Step]:
    """The engine's chain with ids as numbers."""

    def number(name: str | None) -> int | None:
        return None if name is None else int(name)

    return [Step(int(one.mentee), number(one.before), number(one.after)) for one in moves]


def as_effect(change: Comparison, before: Plan) -> Effect:
    """The engine's comparison with ids as numbers, and who loses or finds a partner."""
    after = before.links - set(change.removed) | set(change.added)
    had, has = _placed(before.links), _placed(after)
    return Effect(
        pairs=change.count,
        worst=change.worst,
        total=change.total,
        removed=[(int(mentor), int(mentee)) for mentor, mentee in change.removed],
        added=[(int(mentor), int(mentee)) for mentor, mentee in change.added],
        alone=sorted(had - has),
        placed=sorted(has - had),
    )


def _placed(links: Iterable[tuple[str, str]]) -> set[int]:
    return {int(one) for link in links for one in link}


def displaced_locks(problem: Problem, mentor: str, mentee: str) -> set[tuple[str, str]]:
    """Locks that leave no place for this pair: the mentee's other one, and the mentor's as far as seats are missing."""
    others = problem.locks - {(mentor, mentee)}
    mine = sorted(lock for lock in others if lock[0] == mentor and lock[1] != mentee)
    missing = len(mine) + 1 - problem.capacities()[mentor]
    return {lock for lock in others if lock[1] == mentee} | set(mine[: max(0, missing)])


def preview_lock(run: Run, *, mentor: int, mentee: int) -> Preview:
    """What setting this pair would change, computed exactly. Raises KeyError for people who are not in the run."""
    plan = plan_of(run)
    problem = problem_of(plan)
    one, other = _known(problem, mentor, mentee)
    banned = (one, other) in problem.bans
    # The office can lift its own ban by setting the pair; what only the rules say it cannot.
    explained = plan.explain(one, other, despite_ban=banned)
    gone = displaced_locks(problem, one, other) if explained.effect else set()
    return Preview(
        mentor=mentor,
        mentee=mentee,
        in_plan=explained.in_plan,
        score=explained.score,
        contributions=parts_of(explained.reasons),
        blocked_by=list(explained.blocked_by),
        effect=as_effect(explained.effect, plan) if explained.effect else None,
        displaced=[(int(lock[0]), int(lock[1])) for lock in sorted(gone)],
        banned=banned,
        chain=as_steps(explained.chain),
    )


def preview_ban(run: Run, *, mentor: int, mentee: int) -> Effect:
    """What forbidding this pair would change. Raises KeyError, and Impossible when nobody would be left."""
    plan = plan_of(run)
    one, other = _known(problem_of(plan), mentor, mentee)
    try:
        change = plan.if_banned(one, other)
    except (NobodyPossible, ProblemError) as error:
        raise Impossible(failure_of(error)) from error
    return as_effect(change, plan)


def possible_partners(run: Run, *, application: int, side: str, limit: int) -> list[Preview]:
    """Other possible partners of one person with the exact effect of each, the smallest loss first."""
    plan = plan_of(run)
    known = {person.id for person in getattr(problem_of(plan), f"{side}s")}
    if str(application) not in known:
        raise KeyError(application)
    found = plan.alternatives(**{side: str(application)}, limit=limit)
    return [
        Preview(
            mentor=int(one.mentor),
            mentee=int(one.mentee),
            in_plan=False,
            score=one.score,
            contributions=parts_of(plan.reasons(one.mentor, one.mentee)),
            blocked_by=[],
            effect=as_effect(one.effect, plan),
            chain=as_steps(one.chain),
        )
        for one in found
    ]


def verify_again(run: Run) -> bool:
    """Check every claim of the kept result anew, from the kept input, without the solver.

    What this process has checked before, to the letter, it does not check again: a publication must not hold the
    database for that long.
    """
    stored, result = run.stored()
    return _holds(json.dumps(stored), json.dumps(result))


@lru_cache(maxsize=KEPT)
def _holds(stored: str, result: str) -> bool:
    problem = Problem.from_dict(json.loads(stored))
    try:
        verify(problem, Plan.from_dict(json.loads(result), problem))
    except NotVerified:
        return False
    return True


def broken_pairs(problem: Problem, pairs: list[tuple[int, int]]) -> list[tuple[int, int, list[str]]]:
    """Those of the pairs that this (fresh) problem no longer permits, with the rules; ("gone",) when one left."""
    mentors = {person.id for person in problem.mentors}
    mentees = {person.id for person in problem.mentees}
    wanted = {(str(mentor), str(mentee)) for mentor, mentee in pairs}
    here = {pair for pair in wanted if pair[0] in mentors and pair[1] in mentees}
    broken = [(int(mentor), int(mentee), ["gone"]) for mentor, mentee in sorted(wanted - here)]
    while here:
        try:
            solve(problem.replaced(locks=frozenset(here), bans=problem.bans - here))
        except LockImpossible as error:
            broken.append((int(error.mentor), int(error.mentee), list(error.rules)))
            here.discard((error.mentor, error.mentee))
        except (NobodyPossible, ProblemError):
            break
        else:
            break
    return broken


def _known(problem: Problem, mentor: int, mentee: int) -> tuple[str, str]:
    one, other = str(mentor), str(mentee)
    if one not in {person.id for person in problem.mentors} or other not in {person.id for person in problem.mentees}:
        raise KeyError((mentor, mentee))
    return one, other


def problem_of(plan: Plan) -> Problem:
    """The persons, rules and criteria that a run's plan is of."""
    source = plan.source()
    assert isinstance(source, Problem)  # noqa: S101 - runs are made of persons, never of a bare matrix
    return source


@dataclass(frozen=True)
class Decided:
    """Pairs (mentor, mentee) that the office had set or forbidden when a run was computed."""

    locks: frozenset[tuple[int, int]]
    bans: frozenset[tuple[int, int]]


def compare_runs(one: Run, other: Run) -> Effect:
    """What changes from one run to the other."""
    plan = plan_of(one)
    return as_effect(plan.compare(plan_of(other)), plan)


def decided_in(run: Run) -> Decided:
    """The decisions that were part of a run's input."""
    problem = problem_of(plan_of(run))
    return Decided(
        frozenset((int(a), int(b)) for a, b in problem.locks),
        frozenset((int(a), int(b)) for a, b in problem.bans),
    )
