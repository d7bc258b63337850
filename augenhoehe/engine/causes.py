"""Why somebody is left over: a rule, several rules, or too few partners for all who share them.

Method: Hall (1935). From a person without a partner go to every possible partner, from each of those to whom they
are matched with, and on; in a largest matching this ends at a group that shares too few partners.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

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
    out = []
    for k, shortage in zip(people, short, strict=True):
        bits: Bits = instance.removed[k] if role == "mentor" else instance.removed[:, k]
        candidates = int(np.count_nonzero(bits == 0))
        alone = names_of(int(np.bitwise_and.reduce(bits)))
        counts = {rule: int(np.count_nonzero(bits & bit(rule))) for rule in RULES}
        out.append(
            LeftOver(
                role=role,
                id=ids[k],
                cause="scarcity" if candidates else (f"rule:{alone[0]}" if alone else "rules"),
                removed={rule: count for rule, count in counts.items() if count},
                rules_alone=alone,
                candidates=candidates,
                shortage=shortage if candidates else None,
            )
        )
    return out


def shortages_of_mentees(instance: Instance, possible: Bools, mentor_of: Ints, people: Ints) -> list[Shortage | None]:
    """For each mentee: the mentees and mentors reached; more mentees than free seats of those mentors."""
    if not len(people):
        return []
    adjacent = possible.astype(np.float32)
    mentees = np.zeros((len(people), len(instance.mentees)), dtype=np.bool_)
    mentees[np.arange(len(people)), people] = True
    mentors = possible.T[people]
    matched = mentor_of >= 0
    while True:
        grown = mentees.copy()
        grown[:, matched] |= mentors[:, mentor_of[matched]]
        if np.array_equal(grown, mentees):
            break
        mentees = grown
        mentors = (mentees.astype(np.float32) @ adjacent.T) > 0
    return once_each(
        mentees,
        mentors,
        lambda people, partners: Shortage(
            people=named(instance.mentees, people),
            partners=named(instance.mentors, partners),
            needed=int(people.sum()),
            seats=int(instance.free[partners].sum()),
        ),
    )


def shortages_of_mentors(instance: Instance, possible: Bools, mentor_of: Ints, people: Ints) -> list[Shortage | None]:
    """For each mentor: the mentors and mentees reached; more free seats than mentees."""
    if not len(people):
        return []
    adjacent = possible.astype(np.float32)
    matched = np.flatnonzero(mentor_of >= 0)
    back = np.zeros((len(instance.mentees), len(instance.mentors)), dtype=np.float32)
    back[matched, mentor_of[matched]] = 1
    mentors = np.zeros((len(people), len(instance.mentors)), dtype=np.bool_)
    mentors[np.arange(len(people)), people] = True
    while True:
        mentees = (mentors.astype(np.float32) @ adjacent) > 0
        grown = mentors | ((mentees.astype(np.float32) @ back) > 0)
        if np.array_equal(grown, mentors):
            break
        mentors = grown
    return once_each(
        mentors,
        mentees,
        lambda people, partners: Shortage(
            people=named(instance.mentors, people),
            partners=named(instance.mentees, partners),
            needed=int(instance.free[people].sum()),
            seats=int(partners.sum()),
        ),
    )


def once_each(people: Bools, partners: Bools, make: Callable[[Bools, Bools], Shortage]) -> list[Shortage | None]:
    """One shortage per row. Groups that share the same partners are one: together they lack even more."""
    groups: dict[bytes, list[int]] = {}
    for k, theirs in enumerate(partners):
        groups.setdefault(np.packbits(theirs).tobytes(), []).append(k)
    out: list[Shortage | None] = [None] * len(people)
    for rows in groups.values():
        shortage = make(np.logical_or.reduce(people[rows]), partners[rows[0]])
        for k in rows:
            out[k] = shortage
    return out


def named(ids: tuple[str, ...], mask: Bools) -> tuple[str, ...]:
    """Ids of the people in a mask."""
    return tuple(ids[k] for k in np.flatnonzero(mask))
