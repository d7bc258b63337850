"""Behind both doors: people in the order of their ids, scores on demand, and who is free to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.availability import Active, active
from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.persons import person_scores
from augenhoehe.engine.columns.scores import CellScores, PairScores, PersonScores
from augenhoehe.engine.encoding import Encoded, encode
from augenhoehe.engine.errors import LockImpossible
from augenhoehe.engine.instance import sorted_matrix
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.plan import SwitchedOff
from augenhoehe.engine.problem import Problem, ScoreMatrix


@dataclass(frozen=True)
class Cohort:
    """Everybody by id. whole: all pairs. mentors, mentees: who is free to choose, as places. free: seats left, of all.

    lock_of: per mentee the mentor it is locked to, or −1. persons: what is known of them, where there are any.
    """

    source: Problem | ScoreMatrix
    ids: tuple[tuple[str, ...], tuple[str, ...]]
    whole: PersonScores | CellScores
    mentors: Ints
    mentees: Ints
    free: Ints
    lock_of: Ints
    weights: Mapping[str, int]
    switched_off: tuple[SwitchedOff, ...]
    persons: tuple[Encoded, Active, PersonScores] | None

    def open(self) -> PairScores:
        """Scores of those who are free to choose."""
        mentors = None if len(self.mentors) == len(self.ids[0]) else self.mentors
        mentees = None if len(self.mentees) == len(self.ids[1]) else self.mentees
        return self.whole if mentors is None and mentees is None else self.whole.some(mentors, mentees)


def cohort(source: Problem | ScoreMatrix) -> Cohort:
    """Encode and see who is free. Raises ``LockImpossible`` when a locked pair breaks a rule."""
    persons: tuple[Encoded, Active, PersonScores] | None = None
    whole: PersonScores | CellScores
    if isinstance(source, Problem):
        persons = encoded_once(source)
        encoded, on, whole = persons[0], persons[1], persons[2]
        ids = encoded.mentors.ids, encoded.mentees.ids
        weights, off = {name: source.criteria.weight(name) for name in on.criteria}, on.off
    else:
        ids, whole = matrix_scores(source)
        weights, off = {}, ()
    row, column = ({name: k for k, name in enumerate(side)} for side in ids)
    lock_of = np.full(len(ids[1]), -1, dtype=np.int64)
    for a, b in sorted(source.locks):
        refuse_impossible(source, whole, a, b, (row[a], column[b]))
        lock_of[column[b]] = row[a]
    capacities = source.capacities()
    seats = np.array([capacities[name] for name in ids[0]], dtype=np.int64)
    free = seats - np.bincount(lock_of[lock_of >= 0], minlength=len(seats))
    return Cohort(
        source, ids, whole, np.flatnonzero(free > 0), np.flatnonzero(lock_of < 0), free, lock_of, weights, off, persons
    )


def encoded_once(problem: Problem) -> tuple[Encoded, Active, PersonScores]:
    """What depends on the persons alone is kept with the problem; bans are put in anew."""
    if "encoded" not in problem.cache:
        problem.cache["active"] = active(problem)
        problem.cache["encoded"] = encode(problem)
    encoded, on = problem.cache["encoded"], problem.cache["active"]
    return encoded, on, person_scores(problem, encoded, on)


def matrix_scores(matrix: ScoreMatrix) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], CellScores]:
    """A bare matrix sorted by id, with the bans in it."""
    mentors, mentees, scored = sorted_matrix(matrix)
    cells = scored.scores
    if matrix.bans:
        row, column = ({name: k for k, name in enumerate(side)} for side in (mentors, mentees))
        cells = cells.copy()
        for a, b in matrix.bans:
            cells[row[a], column[b]] = -1
    return (mentors, mentees), CellScores(cells)


def refuse_impossible(
    source: Problem | ScoreMatrix, whole: PairScores, mentor: str, mentee: str, place: tuple[int, int]
) -> None:
    """Raise ``LockImpossible`` for a locked pair that breaks rules."""
    if whole.part(np.array([place[0]]), np.array([place[1]]))[0, 0] >= 0:
        return
    against: tuple[str, ...] = ("ban",)
    if isinstance(source, Problem):
        people = {p.id: p for p in source.mentors}[mentor], {p.id: p for p in source.mentees}[mentee]
        against = Reader(source).against(*people)
    raise LockImpossible(mentor, mentee, against)
