"""Why somebody is left over: a rule, several rules, or too few partners for all who share them.

Method: Hall (1935). From a person without a partner go to every possible partner, from each of those to whom they
are matched with, and on; in a largest matching this ends at a group that shares too few partners.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from augenhoehe.engine.bitsets import bit_rows
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.instance import Instance, names_of
from augenhoehe.engine.plan import LeftOver, Shortage
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.scoring import Bits, bit
from augenhoehe.engine.types import Role


def left_over(instance: Instance, mentor_of: Ints) -> tuple[LeftOver, ...]:
    """Everybody without a tandem, mentors first, by id. ``mentor_of``: per mentee its mentor, locks included, or −1."""
    taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(instance.mentors))
    mentors = np.flatnonzero(taken == 0)
    mentees = np.flatnonzero(mentor_of < 0)
    free_choice = np.where(instance.lock_of >= 0, -1, mentor_of)
    possible = instance.open_scores() >= 0
    return (
        *side("mentor", mentors, instance, shortages_of_mentors(instance, possible, free_choice, mentors)),
        *side("mentee", mentees, instance, shortages_of_mentees(instance, possible, free_choice, mentees)),
    )


def side(role: Role, people: Ints, instance: Instance, short: list[Shortage | None]) -> list[LeftOver]:
    """Causes for the left-over people of one side."""
    ids = instance.mentors if role == "mentor" else instance.mentees
    rows: Bits = instance.removed[people] if role == "mentor" else instance.removed[:, people].T
    candidates = np.count_nonzero(rows == 0, axis=1).tolist()
    alone = np.bitwise_and.reduce(rows, axis=1).tolist()
    counts = {rule: np.count_nonzero(rows & bit(rule), axis=1).tolist() for rule in RULES}
    out = []
    for k, person in enumerate(people.tolist()):
        rules = names_of(alone[k])
        out.append(
            LeftOver(
                role=role,
                id=ids[person],
                cause="scarcity" if candidates[k] else (f"rule:{rules[0]}" if rules else "rules"),
                removed={rule: count[k] for rule, count in counts.items() if count[k]},
                rules_alone=rules,
                candidates=candidates[k],
                shortage=short[k] if candidates[k] else None,
            )
        )
    return out


def shortages_of_mentees(instance: Instance, possible: Bools, mentor_of: Ints, people: Ints) -> list[Shortage | None]:
    """For each mentee: the mentees and mentors reached; more mentees than free seats of those mentors."""
    onward = bit_rows(np.ascontiguousarray(could_take(possible, mentor_of).T))
    starts = bit_rows(np.ascontiguousarray(possible[:, people].T))

    def make(reached: Bools, group: Ints) -> Shortage:
        mentees = (mentor_of >= 0) & reached[mentor_of]
        mentees[group] = True
        return Shortage(
            people=named(instance.mentees, mentees),
            partners=named(instance.mentors, reached),
            needed=int(mentees.sum()),
            seats=int(instance.free[reached].sum()),
        )

    return once_each(starts, onward, people, make)


def shortages_of_mentors(instance: Instance, possible: Bools, mentor_of: Ints, people: Ints) -> list[Shortage | None]:
    """For each mentor: the mentors and mentees reached; more free seats than mentees."""
    onward = bit_rows(could_take(possible, mentor_of))
    starts = [onward[i] for i in people]

    def make(reached: Bools, group: Ints) -> Shortage:
        mentors = reached.copy()
        mentors[group] = True
        partners: Bools = np.logical_or.reduce(possible[mentors], axis=0)
        return Shortage(
            people=named(instance.mentors, mentors),
            partners=named(instance.mentees, partners),
            needed=int(instance.free[mentors].sum()),
            seats=int(partners.sum()),
        )

    return once_each(starts, onward, people, make)


def could_take(possible: Bools, mentor_of: Ints) -> Bools:
    """Mentors × mentors: whether the one could take a mentee of the other."""
    out = np.zeros((len(possible), len(possible)), dtype=np.bool_)
    matched = np.flatnonzero(mentor_of >= 0)
    matched = matched[np.argsort(mentor_of[matched], kind="stable")]
    if len(matched):
        owners, first = np.unique(mentor_of[matched], return_index=True)
        out[:, owners] = np.logical_or.reduceat(possible[:, matched], first, axis=1)
    return out


def once_each(
    starts: list[int], onward: list[int], people: Ints, make: Callable[[Bools, Ints], Shortage]
) -> list[Shortage | None]:
    """One shortage per person. Groups that reach the same mentors are one: together they lack even more."""
    groups: dict[int, list[int]] = {}
    for k, reached in enumerate(closures(starts, onward)):
        groups.setdefault(reached, []).append(k)
    out: list[Shortage | None] = [None] * len(people)
    for reached, members in groups.items():
        mask = np.array([reached >> i & 1 for i in range(len(onward))], dtype=np.bool_)
        shortage = make(mask, people[members])
        for k in members:
            out[k] = shortage
    return out


def closures(starts: list[int], onward: list[int]) -> list[int]:
    """Everything reached from each start (as bits); ends early where nothing further could be reached at all."""
    everything = 0
    for row in onward:
        everything |= row
    out = []
    for start in starts:
        reached, todo = start, start
        while todo and everything & ~reached:
            i = (todo & -todo).bit_length() - 1
            todo ^= 1 << i
            todo |= onward[i] & ~reached
            reached |= onward[i]
        out.append(reached)
    return out


def named(ids: tuple[str, ...], mask: Bools) -> tuple[str, ...]:
    """Ids of the people in a mask."""
    return tuple(ids[k] for k in np.flatnonzero(mask))
