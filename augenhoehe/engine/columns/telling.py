"""What is told beside the pairs: who is left over and why, and what the office should know.

Of those for whom there are too few partners, one group a side is named: everybody who can be reached from them. It is
the largest such group, as a union of Hall violators is one.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from augenhoehe.engine.checking import missing
from augenhoehe.engine.columns.arcs import Arcs
from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.cohort import Cohort
from augenhoehe.engine.columns.counts import removed
from augenhoehe.engine.columns.sparse import reached
from augenhoehe.engine.plan import LeftOver, Shortage, Warning  # noqa: A004
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.types import Role


class Found(Protocol):
    """What is known of a plan of those who are free to choose: ``Generated``, or the like."""

    @property
    def arcs(self) -> Arcs:
        """The pairs looked at."""

    @property
    def mentor_of(self) -> Ints:
        """Per mentee the mentor, or −1."""

    @property
    def counted(self) -> bool:
        """Whether no plan has more tandems, so that shortages can be told."""


def left_over(cohort: Cohort, pairs: Blocks, best: Found, mentor_of: Ints) -> tuple[LeftOver, ...]:
    """Everybody without a tandem, mentors first, by id. ``mentor_of``: of all mentees, locks included."""
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(cohort.ids[0]))
    return (
        *side(cohort, pairs, best, "mentor", np.flatnonzero(taken == 0)),
        *side(cohort, pairs, best, "mentee", np.flatnonzero(mentor_of < 0)),
    )


def side(cohort: Cohort, pairs: Blocks, best: Found, role: Role, people: Ints) -> list[LeftOver]:
    """Causes for the left-over people of one side."""
    if not len(people):
        return []
    k = 0 if role == "mentor" else 1
    ids, others = cohort.ids[k], len(cohort.ids[1 - k])
    counts = removed(cohort, role, people)
    place = np.searchsorted((cohort.mentors, cohort.mentees)[k], people)
    open_candidates = pairs.candidates(role, place)
    candidates = open_candidates + with_locked(cohort, role, people)
    short = shortage(cohort, pairs, best, role, place[open_candidates > 0]) if best.counted else None
    out = []
    for number, person in enumerate(people.tolist()):
        told = {rule: int(count[number]) for rule, count in counts.items() if count[number]}
        alone = tuple(rule for rule in RULES if told.get(rule) == others)
        cause = "scarcity" if candidates[number] else (f"rule:{alone[0]}" if alone else "rules")
        mine = short if open_candidates[number] else nobody(cohort, role, person)
        out.append(
            LeftOver(
                role, ids[person], cause, told, alone, int(candidates[number]), mine if candidates[number] else None
            )
        )
    return out


def with_locked(cohort: Cohort, role: Role, people: Ints) -> Ints:
    """How many of those who are not free to choose would be possible."""
    if role == "mentor":
        locked = np.flatnonzero(cohort.lock_of >= 0)
        return np.asarray(np.count_nonzero(cohort.whole.part(people, locked) >= 0, axis=1))
    full = np.flatnonzero(cohort.free <= 0)
    return np.asarray(np.count_nonzero(cohort.whole.part(full, people) >= 0, axis=0))


def nobody(cohort: Cohort, role: Role, person: int) -> Shortage:
    """Somebody all of whose possible partners are locked to others."""
    needed = int(cohort.free[person]) if role == "mentor" else 1
    return Shortage((cohort.ids[0 if role == "mentor" else 1][person],), (), needed, 0)


def shortage(cohort: Cohort, pairs: Blocks, best: Found, role: Role, people: Ints) -> Shortage | None:
    """The people reached from these, and all the partners they have."""
    if not len(people):
        return None
    mentors, mentees = closed(pairs, best.arcs, best.mentor_of, role, people)
    seats = int(cohort.free[cohort.mentors][mentors].sum())
    rows = tuple(cohort.ids[0][i] for i in cohort.mentors[mentors])
    columns = tuple(cohort.ids[1][j] for j in cohort.mentees[mentees])
    if role == "mentor":
        return Shortage(rows, columns, seats, len(columns))
    return Shortage(columns, rows, len(columns), seats)


def closed(pairs: Blocks, arcs: Arcs, mentor_of: Ints, role: Role, people: Ints) -> tuple[Bools, Bools]:
    """Mentors and mentees reached from people of one side over all pairs."""
    while True:
        mentors, mentees = reached(arcs, mentor_of, people, role)
        rectangle = (mentors, ~mentees) if role == "mentor" else (~mentors, mentees)
        new = pairs.beyond(*rectangle, 0)
        if not len(new):
            return mentors, mentees
        arcs = arcs.joined(new)


def warnings(cohort: Cohort, left: tuple[LeftOver, ...]) -> tuple[Warning, ...]:
    """As ``checking.warnings``: who has no candidate is left over, so the causes tell it."""
    out: list[Warning] = []
    sides: tuple[Role, ...] = ("mentor", "mentee")
    for role in sides:
        mine = [person for person in left if person.role == role]
        for rule in RULES:
            names = tuple(person.id for person in mine if rule in person.rules_alone)
            out += [Warning("rule_alone", role, names, rule)] if names else []
        if names := tuple(person.id for person in mine if person.cause == "rules"):
            out.append(Warning("rules_together", role, names))
        if isinstance(cohort.source, Problem):
            out += missing(cohort.source, cohort.switched_off, role)
    return tuple(out)
