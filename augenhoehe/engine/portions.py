"""The one pass of ``streaming`` divided among the workers of an executor, each with a portion of the mentors."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.plan import Plan
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.aim_rows import AimRows
from augenhoehe.engine.quotas.quota import by_aims
from augenhoehe.engine.streaming import Mask, PassedBy, Passing

PORTIONS = 8

Aims = tuple[dict[str, int], NDArray[np.int64], dict[int, str]]


@dataclass(frozen=True)
class Noted:
    """What a portion says; see ``Passing``, ``PassedBy`` and ``AimRows``."""

    at: dict[str, dict[int, int]]
    first: dict[str | int, str]
    sampled: int
    anybody: tuple[Mask, Mask]
    by_mentor: dict[str, list[int]]
    by_mentee: NDArray[np.int64]
    bits: list[NDArray[np.uint8]]
    partners: list[Mask]
    aims: Aims | None


def read(problem: Problem | ScoreMatrix, plan: Plan, thorough: bool, some: slice) -> Noted:
    """In a worker: one portion."""
    passing = Passing(problem, plan, thorough, some)
    told = PassedBy(passing.readings, passing.free, plan)
    rows = AimRows(plan, passing.mentees) if by_aims(problem, plan.policy) else None
    passing.walk(told, rows)
    return Noted(
        at=passing.at,
        first=passing.first,
        sampled=passing.readings.sampled,
        anybody=told.anybody,
        by_mentor=told.by_mentor,
        by_mentee=told.by_mentee,
        bits=told.bits,
        partners=[others for _, _, others in told.partners_of.values()],
        aims=None if rows is None else (*rows.partners, rows.short),
    )


def walk(passing: Passing, told: PassedBy, rows: AimRows | None, thorough: bool, executor: Executor) -> None:
    """``Passing.walk`` by others; what the portions say is put together in the order of the mentors."""
    bare: Any = replace(passing.problem, cache={})
    plan = replace(passing.plan, problem=bare)
    count = len(passing.mentors)
    ends = np.linspace(0, count, min(PORTIONS, count) + 1).astype(int).tolist()
    waiting = [executor.submit(read, bare, plan, thorough, slice(*both)) for both in pairwise(ends)]
    for future in waiting:
        noted: Noted = future.result()
        passing.at |= noted.at
        passing.first = noted.first | passing.first
        passing.readings.sampled += noted.sampled
        for mine, theirs in zip(told.anybody, noted.anybody, strict=True):
            mine |= theirs
        told.by_mentor |= noted.by_mentor
        told.by_mentee += noted.by_mentee
        told.bits += noted.bits
        for (_, _, others), found in zip(told.partners_of.values(), noted.partners, strict=True):
            others |= found
        if rows is not None and noted.aims is not None:
            rows.partners[0].update(noted.aims[0])
            rows.partners[1][:] += noted.aims[1]
            rows.short = noted.aims[2] | rows.short
