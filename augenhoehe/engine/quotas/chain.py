"""The aims one after the other: each is solved over what the ones before have left, and proven there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from augenhoehe.engine.curve import curve
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.quotas.face import Aim, Face, Multipliers, Ranges
from augenhoehe.engine.quotas.flow import any_plan
from augenhoehe.engine.quotas.groups import Groups
from augenhoehe.engine.quotas.integer import whole_plan
from augenhoehe.engine.quotas.linear import best_plan
from augenhoehe.engine.quotas.pricing import Earlier, lagrange, sound
from augenhoehe.engine.scoring import Scores

Step = Callable[[str, float], None]


@dataclass(frozen=True)
class Proven:
    """One aim: what was reached, the prices and their bound. name: whose precedence."""

    kind: str
    value: int
    by: Multipliers
    bound: int
    proven: bool
    name: str = ""


@dataclass
class Chain:
    """The state between aims. ``mentor_of`` is a plan of the face. earlier: only where the quotas are no forest."""

    scores: Scores
    groups: Groups
    face: Face
    mentor_of: Ints
    aims: list[Proven] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    before_floor: Ranges | None = None

    @property
    def size(self) -> int:
        """Number of tandems."""
        return int(np.count_nonzero(self.mentor_of >= 0))

    def pairs(self, mask: Bools | None = None, sign: int = 1) -> Aim:
        """An aim of the pairs alone: each in the mask counts ``sign``."""
        inside = np.ones(self.scores.shape, dtype=np.bool_) if mask is None else mask
        return self.weighted(inside * np.int64(sign))

    def weighted(self, weights: Ints) -> Aim:
        """An aim with these weights of the pairs."""
        nothing = (np.zeros(size, dtype=np.int64) for size in self.scores.shape)
        return Aim(weights, *nothing)

    def pursue(self, kind: str, aim: Aim, name: str = "") -> None:
        """Make an aim as large as possible and keep only the plans that reach it."""
        forest = self.groups.laminar and not self.earlier
        solve = best_plan if forest else whole_plan
        best = solve(self.face, self.groups, aim, self.mentor_of, self.earlier)
        value = aim.value(best.mentor_of)
        bound, smaller = lagrange(self.face, self.groups, aim, best.by, self.earlier)
        proven = bound // best.by.scale == value and sound(self.face, aim, best.by, self.earlier)
        self.aims.append(Proven(kind, value, best.by, bound, proven, name))
        self.mentor_of = best.mentor_of
        if forest and proven:
            self.face = smaller
        else:
            self.earlier.append(Earlier(aim, value))

    def within(self, pairs: Bools) -> Ints | None:
        """Some plan of the face with these pairs alone, ``None`` when there is none."""
        if self.groups.laminar and not self.earlier:
            return any_plan(self.face.only(pairs), self.groups)
        aim = self.pairs(pairs)
        best = whole_plan(self.face, self.groups, aim, self.mentor_of, self.earlier)
        return best.mentor_of if aim.value(best.mentor_of) == self.size else None

    def raise_floor(self, kept: Bools) -> int:
        """The highest floor for the pairs outside ``kept``, by bisection; every plan found lifts the lower end."""
        low, high = self.weakest(kept), self.no_higher(kept)
        probe = high
        while low < high:
            mentor_of = self.within((self.scores >= probe) | kept)
            if mentor_of is None:
                high = probe - 1
            else:
                self.mentor_of = mentor_of
                low = max(probe, self.weakest(kept))
            probe = (low + high + 1) // 2
        self.prove_floor(low, kept)
        self.before_floor = self.before_floor or self.face
        self.face = self.face.only((self.scores >= low) | kept)
        return low

    def no_higher(self, kept: Bools) -> int:
        """A floor that no plan of this size exceeds: its last person cannot do better than their best pair."""
        best = np.where(self.face.allowed & ~kept, self.scores, -1)
        if kept.any():
            return int(best.max(initial=-1))
        seats = self.face.mentors[1]
        by_mentor = np.sort(np.repeat(best.max(axis=1, initial=-1), seats))[::-1]
        by_mentee = np.sort(best.max(axis=0, initial=-1))[::-1]
        return int(min(by_mentor[self.size - 1], by_mentee[self.size - 1]))

    def weakest(self, kept: Bools) -> int:
        """The weakest score of the plan among pairs that are not kept; the highest possible when there is none."""
        columns = np.flatnonzero(self.mentor_of >= 0)
        rows = self.mentor_of[columns]
        others = ~kept[rows, columns]
        return int(self.scores[rows, columns].min(where=others, initial=int(self.scores.max(initial=0))))

    def prove_floor(self, floor: int, kept: Bools) -> None:
        """In no plan of the face all other pairs are above the floor: so many at most, and that is too few."""
        aim = self.pairs((self.scores > floor) | kept)
        best = best_plan(self.face, self.groups, aim, self.mentor_of, self.earlier)
        bound, _ = lagrange(self.face, self.groups, aim, best.by, self.earlier)
        proven = bound // best.by.scale < self.size and sound(self.face, aim, best.by, self.earlier)
        self.aims.append(Proven("floor", floor, best.by, bound, proven))


@dataclass(frozen=True)
class Rise:
    """A step of the floor: its height, and how many tandems must stay at it before it rises for the others."""

    floor: int
    tandems: int


def pursue_all(
    chain: Chain, policy: Policy, firsts: list[tuple[str, Ints, Ints]], step: Step
) -> tuple[int | None, list[Rise]]:
    """Number, precedence, floor (in steps), total. ``firsts``: name, gains of mentors, gains of mentees."""
    step("count", 0.3)
    chain.pursue("count", chain.pairs())
    for name, mentors, mentees in firsts:
        chain.pursue("precedence", replace(chain.pairs(sign=0), mentors=mentors, mentees=mentees), name)
    floor: int | None = None
    rises: list[Rise] = []
    if policy.floor != "none" and chain.size:
        step("floor", 0.4)
        floor, rises = floors(chain, policy)
    step("total", 0.6)
    chain.pursue("total", chain.weighted(np.maximum(curve(chain.scores, policy.concavity), 0)))
    return floor, rises


def floors(chain: Chain, policy: Policy) -> tuple[int, list[Rise]]:
    """The floor, and its further steps."""
    kept = np.zeros(chain.scores.shape, dtype=np.bool_)
    first = chain.raise_floor(kept)
    if policy.floor != "steps":
        return first, []
    rises, floor = [], first
    for k in range(policy.steps):
        at = chain.face.allowed & (chain.scores == floor) & ~kept
        chain.pursue("fewest", chain.pairs(at, sign=-1))
        rises.append(Rise(floor, -chain.aims[-1].value))
        kept = kept | at
        columns = np.flatnonzero(chain.mentor_of >= 0)
        if k == policy.steps - 1 or kept[chain.mentor_of[columns], columns].all():
            break
        floor = chain.raise_floor(kept)
    return first, rises
