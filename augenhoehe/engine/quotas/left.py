"""The part of ``verify`` about quotas as the cause of somebody's being left over, in plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from augenhoehe.engine.plan import LeftOver, Plan
from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.types import Role


class LeftByQuotas:
    """Chains of exchanges in a plan, walked person by person.

    partners: (role, id) → possible partners by free choice. free: seats of each mentor beside the locks.
    """

    def __init__(
        self,
        plan: Plan,
        quotas: Sequence[Quota],
        partners: Mapping[tuple[Role, str], Sequence[str]],
        free: Mapping[str, int],
    ) -> None:
        self.quotas, self.partners = quotas, partners
        self.chosen = [(pair.mentor, pair.mentee) for pair in plan.pairs if not pair.locked]
        self.of_mentor: dict[str, list[str]] = {}
        for mentor, mentee in self.chosen:
            self.of_mentor.setdefault(mentor, []).append(mentee)
        self.of_mentee = {mentee: mentor for mentor, mentee in self.chosen}
        self.room = {name for name, seats in free.items() if len(self.of_mentor.get(name, [])) < seats}
        self.count = {
            quota.name: sum(getattr(pair, quota.side) in quota.people for pair in plan.pairs) for quota in quotas
        }
        self.placed = {("mentor", pair.mentor) for pair in plan.pairs} | {
            ("mentee", pair.mentee) for pair in plan.pairs
        }

    def cause(self, one: LeftOver) -> tuple[str, tuple[str, ...]]:
        """Cause and quotas of somebody who has candidates."""
        ends = self.ends(one.role, one.id)
        other: Role = "mentee" if one.role == "mentor" else "mentor"
        ways = [sorted({*self.full(one.role, one.id), *self.full(other, end)}) for end in ends]
        if not ways:
            return "scarcity", self.just_met(one)
        single = sorted({way[0] for way in ways if len(way) == 1})
        if single:
            return "quota", tuple(single)
        return "quotas", tuple(min((len(way), way) for way in ways)[1])

    def full(self, role: Role, name: str) -> list[str]:
        """Quotas that hold this person and permit no more."""
        return [
            quota.name
            for quota in self.quotas
            if quota.side == role
            and name in quota.people
            and quota.at_most is not None
            and self.count[quota.name] >= quota.at_most
        ]

    def just_met(self, one: LeftOver) -> tuple[str, ...]:
        """Quotas that are just met by placed people of the shortage, of whom this person is not one."""
        group = set(one.shortage.people) if one.shortage else set()
        found = []
        for quota in self.quotas:
            others = quota.side == one.role and one.id not in quota.people and quota.at_least
            members = [name for name in group & quota.people if (one.role, name) in self.placed]
            if others and self.count[quota.name] == quota.at_least and members:
                found.append(quota.name)
        return tuple(sorted(found))

    def ends(self, role: Role, start: str) -> set[str]:
        """People of the other side who could have one tandem more if this one had: at the end of a chain."""
        found: set[str] = set()
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for partner in self.partners[role, here]:
                if role == "mentee":
                    if partner in self.room:
                        found.add(partner)
                    onward = self.of_mentor.get(partner, [])
                else:
                    if partner not in self.of_mentee:
                        found.add(partner)
                    onward = [self.of_mentee[partner]] if partner in self.of_mentee else []
                for person in onward:
                    if person not in seen:
                        seen.add(person)
                        todo.append(person)
        return found
