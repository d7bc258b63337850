"""When no plan keeps all quotas and locks: a smallest set of them that cannot be kept together.

Method: a set of rules is in conflict exactly when it meets every set whose removal mends the whole (Reiter 1987).
Smallest hitting sets of the mending sets found so far are tried until one is in conflict; it is then a smallest
(Ignatiev, Previti, Liffiton and Marques-Silva 2015). The hard rules and seats are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.errors import Conflict
from augenhoehe.engine.quotas.face import PLENTY, Face, first_face
from augenhoehe.engine.quotas.flow import any_plan
from augenhoehe.engine.quotas.groups import groups_of
from augenhoehe.engine.quotas.integer import some_plan
from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.types import Link

Subset = frozenset[int]


class Office:
    """What the office has set, one rule at a time, and whether some of it can be kept together.

    possible: pairs the rules permit; seats: all of each mentor.
    """

    def __init__(
        self,
        mentors: Sequence[str],
        mentees: Sequence[str],
        possible: Bools,
        seats: Ints,
        quotas: Sequence[Quota],
        locks: Iterable[Link],
    ) -> None:
        self.mentors, self.mentees, self.possible, self.seats = mentors, mentees, possible, seats
        self.quotas = {quota.name: quota for quota in quotas}
        self.rules = [
            *(Conflict("at_least", one.name, one.at_least) for one in quotas if one.at_least),
            *(Conflict("at_most", one.name, one.at_most) for one in quotas if one.at_most is not None),
            *(Conflict("lock", mentor=mentor, mentee=mentee) for mentor, mentee in sorted(locks)),
        ]
        self.known: dict[Subset, bool] = {}
        self.groups = groups_of(list(quotas), mentors, mentees)
        self.unlocked = self.with_locks([])

    def can_keep(self, chosen: Subset) -> bool:
        """Whether a plan keeps these rules."""
        if chosen not in self.known:
            self.known[chosen] = self.plan_for([self.rules[k] for k in sorted(chosen)])
        return self.known[chosen]

    def plan_for(self, rules: Sequence[Conflict]) -> bool:
        """Whether a plan keeps these rules, computed. Where the quotas are a forest the others stay, without bounds: so
        who belongs to which need not be found anew."""
        named = {rule.name for rule in rules}
        quotas = [one for name, one in self.quotas.items() if self.groups.laminar or name in named]
        groups = self.groups if self.groups.laminar else groups_of(quotas, self.mentors, self.mentees)
        number = {quota.name: k for k, quota in enumerate(quotas)}
        low, high = np.zeros(len(quotas), dtype=np.int64), np.full(len(quotas), PLENTY, dtype=np.int64)
        for rule in rules:
            if rule.name:
                (low if rule.kind == "at_least" else high)[number[rule.name]] = rule.number
        locks = [rule for rule in rules if rule.kind == "lock"]
        face = replace(self.with_locks(locks) if locks else self.unlocked, groups=(low, high))
        return not (low > high).any() and (any_plan if groups.laminar else some_plan)(face, groups) is not None

    def with_locks(self, locks: Sequence[Conflict]) -> Face:
        """All plans with these locks; locked people stay in the network, so their quotas count them."""
        allowed = self.possible.copy()
        for lock in locks:
            i, j = self.mentors.index(lock.mentor), self.mentees.index(lock.mentee)
            allowed[:, j] = np.arange(len(self.mentors)) == i
        face = first_face(allowed, self.seats, (), ())
        low = face.mentees[0].copy()
        low[[self.mentees.index(lock.mentee) for lock in locks]] = 1
        return replace(face, mentees=(low, face.mentees[1]))


def smallest_conflict(office: Office) -> tuple[Conflict, ...]:
    """A smallest set of rules that cannot be kept together; empty when all can be."""
    everything = frozenset(range(len(office.rules)))
    if office.can_keep(everything):
        return ()
    mending: list[Subset] = []
    while True:
        chosen = hitting_set(mending)
        if not office.can_keep(chosen):
            break
        mending.append(everything - grown(chosen, everything, office.can_keep))
    rules = [office.rules[k] for k in sorted(chosen)]
    return tuple(replace(rule, possible=possible(office, rules, rule)) for rule in rules)


def grown(chosen: Subset, everything: Subset, can_keep: Callable[[Subset], bool]) -> Subset:
    """A largest set around this one that can be kept: one more rule at a time."""
    for k in sorted(everything - chosen):
        if can_keep(chosen | {k}):
            chosen = chosen | {k}
    return chosen


def hitting_set(sets: Sequence[Subset]) -> Subset:
    """A smallest set that meets all of these, the first by number among equals."""
    for size in range(len(sets) + 1):
        found = hit(sets, frozenset(), size)
        if found is not None:
            return found
    raise ValueError("an empty set cannot be met")


def hit(sets: Sequence[Subset], chosen: Subset, left: int) -> Subset | None:
    """``chosen`` and at most ``left`` more that meet all sets."""
    missed = [one for one in sets if not one & chosen]
    if not missed:
        return chosen
    if left == 0:
        return None
    smallest = min((len(one), sorted(one)) for one in missed)[1]
    for k in smallest:
        found = hit(missed, chosen | {k}, left - 1)
        if found is not None:
            return found
    return None


def possible(office: Office, rules: Sequence[Conflict], rule: Conflict) -> int | None:
    """For "at least": how many there could be with the other rules of the conflict."""
    if rule.kind != "at_least":
        return None
    low, high = 0, rule.number - 1
    while low < high:
        middle = (low + high + 1) // 2
        if office.plan_for([replace(one, number=middle) if one == rule else one for one in rules]):
            low = middle
        else:
            high = middle - 1
    return low
