"""The common form behind both doors: people in the order of their ids, a score for each possible pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active, active
from augenhoehe.engine.encoding import Ints, encode
from augenhoehe.engine.errors import LockImpossible
from augenhoehe.engine.plan import SwitchedOff
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.rules import RULES, gap_bounds
from augenhoehe.engine.scoring import Bits, Scored, Scores, bit, outside, score_all


@dataclass(frozen=True)
class Instance:
    """Row i is the i-th mentor by id, column j the j-th mentee.

    scores: −1 where a pair is not possible. removed: rules against each pair, a bit each. seats: per mentor.
    lock_of: per mentee the mentor it is locked to, or −1. free: seats left after the locks.
    """

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    scores: Scores
    removed: Bits
    points: Mapping[str, NDArray[np.int16]]
    weights: Mapping[str, int]
    seats: Ints
    lock_of: Ints
    free: Ints
    switched_off: tuple[SwitchedOff, ...]

    def open_scores(self) -> Scores:
        """Scores of the pairs that are free to choose: without locked mentees and mentors whose seats are taken."""
        locked = self.lock_of >= 0
        full = self.free <= 0
        if not locked.any() and not full.any():
            return self.scores
        out = self.scores.copy()
        out[:, locked] = -1
        out[full, :] = -1
        return out


def build(source: Problem | ScoreMatrix) -> Instance:
    """Encode and score (from the cache where possible), then apply bans and locks.

    Raises ``LockImpossible`` when a locked pair breaks a rule.
    """
    if isinstance(source, Problem):
        on, scored = scored_once(source)
        encoded = source.cache["encoded"]
        mentors, mentees = encoded.mentors.ids, encoded.mentees.ids
        weights = {name: source.criteria.weight(name) for name in on.criteria}
        off = on.off
    else:
        mentors, mentees, scored = sorted_matrix(source)
        weights, off = {}, ()
    row, column = ({name: k for k, name in enumerate(side)} for side in (mentors, mentees))
    removed = with_bans(scored.removed, [(row[a], column[b]) for a, b in source.bans])
    scores = np.where(removed == 0, scored.scores, np.int32(-1))
    seats_of = source.capacities()
    seats = np.array([seats_of[name] for name in mentors], dtype=np.int64)
    lock_of = np.full(len(mentees), -1, dtype=np.int64)
    for a, b in sorted(source.locks):
        against = names_of(int(removed[row[a], column[b]]))
        if against:
            raise LockImpossible(a, b, against)
        lock_of[column[b]] = row[a]
    free = seats - np.bincount(lock_of[lock_of >= 0], minlength=len(mentors))
    return Instance(mentors, mentees, scores, removed, scored.points, weights, seats, lock_of, free, off)


def scored_once(problem: Problem) -> tuple[Active, Scored]:
    """What depends on the persons alone: computed once, shared by problems with other locks and bans."""
    if "scored" not in problem.cache:
        problem.cache["active"] = active(problem)
        problem.cache["encoded"] = encode(problem)
        problem.cache["scored"] = score_all(problem, problem.cache["encoded"], problem.cache["active"])
    return problem.cache["active"], problem.cache["scored"]


def sorted_matrix(matrix: ScoreMatrix) -> tuple[tuple[str, ...], tuple[str, ...], Scored]:
    """A bare matrix with rows and columns in the order of the ids; an empty cell counts as a ban."""
    rows = sorted(range(len(matrix.mentors)), key=matrix.mentors.__getitem__)
    columns = sorted(range(len(matrix.mentees)), key=matrix.mentees.__getitem__)
    if "scored" not in matrix.cache:
        cells = matrix.cache["cells"][rows][:, columns].astype(np.int32)
        matrix.cache["scored"] = Scored(cells, {}, np.where(cells < 0, bit("ban"), np.uint16(0)))
    return (
        tuple(matrix.mentors[k] for k in rows),
        tuple(matrix.mentees[k] for k in columns),
        matrix.cache["scored"],
    )


def with_bans(removed: Bits, pairs: list[tuple[int, int]]) -> Bits:
    """A copy with the bit of the bans set; the same array when there are none."""
    if not pairs:
        return removed
    out = removed.copy()
    rows, columns = zip(*pairs, strict=True)
    out[list(rows), list(columns)] |= bit("ban")
    return out


def names_of(bits: int) -> tuple[str, ...]:
    """Names of the rules whose bits are set."""
    return tuple(rule for k, rule in enumerate(RULES) if bits >> k & 1)


def roles_look_swapped(problem: Problem, alone: tuple[str, ...]) -> bool:
    """Whether the level or grade rule removes all pairs, but would not if the two sides changed places.

    alone: the rules that each remove all pairs.
    """
    encoded, rules = problem.cache["encoded"], problem.rules
    for rule, name, low, high in (
        ("function_level", "level", rules.level_gap_min, rules.level_gap_max),
        ("grade", "grade", rules.grade_gap_min, rules.grade_gap_max),
    ):
        if rule in alone:
            mentors, mentees = getattr(encoded.mentors, name), getattr(encoded.mentees, name)
            if not outside(mentees, mentors, *gap_bounds(rules.direction, low, high)).all():
                return True
    return False
