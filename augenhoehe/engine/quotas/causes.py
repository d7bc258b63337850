"""Who is left over because of a quota: without it they could have a tandem too, and nobody would lose one.

From somebody without a tandem, chains of exchanges lead to partners with a free seat. Each such end would be one tandem
more, of these two people and nobody else; so exactly the full quotas that hold one of the two stand in the way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from augenhoehe.engine.bitsets import bit_rows
from augenhoehe.engine.causes import closures, could_take, shortages_of_mentees, shortages_of_mentors
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.instance import Instance
from augenhoehe.engine.plan import LeftOver, Shortage
from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.types import Role

Ways = frozenset[frozenset[str]]


def with_quotas(
    people: Iterable[LeftOver], instance: Instance, mentor_of: Ints, quotas: tuple[Quota, ...]
) -> tuple[LeftOver, ...]:
    """The left-over people, with quotas as causes where they are. ``mentor_of``: locks included."""
    found = tuple(people)
    return TableBlame(instance, mentor_of, quotas).told(found) if quotas else found


class Blame(ABC):
    """Full quotas of one plan, and what they have to do with people left over. seats: all of each mentor."""

    def __init__(
        self, ids: tuple[Sequence[str], Sequence[str]], seats: Ints, mentor_of: Ints, quotas: tuple[Quota, ...]
    ) -> None:
        taken = np.bincount(mentor_of[mentor_of >= 0], minlength=len(seats))
        self.room: Bools = np.asarray(taken < seats, dtype=np.bool_)
        self.alone: Bools = np.asarray(mentor_of < 0, dtype=np.bool_)
        alone = self.alone.tolist()
        placed = {
            "mentor": {name: number for name, number in zip(ids[0], taken.tolist(), strict=True) if number},
            "mentee": {name: 1 for name, none in zip(ids[1], alone, strict=True) if not none},
        }
        count = {}
        for one in quotas:
            mine = placed[one.side]
            count[one.name] = sum(mine[name] for name in one.people & mine.keys())
        self.full: dict[tuple[str, str], list[str]] = {}
        for quota in quotas:
            if quota.at_most is not None and count[quota.name] >= quota.at_most:
                for name in quota.people:
                    self.full.setdefault((quota.side, name), []).append(quota.name)
        self.causes: dict[tuple[Ways, frozenset[str]], tuple[str, tuple[str, ...]]] = {}
        self.just = [one for one in quotas if one.at_least and count[one.name] == one.at_least]
        self.placed = {side: set(names) for side, names in placed.items()}

    @abstractmethod
    def ways(self, role: Role, names: list[str]) -> list[Ways]:
        """Per person the full quotas at each end of their chains."""

    @abstractmethod
    def shortages(self, role: Role, names: list[str]) -> list[Shortage | None]:
        """Per person the group that shares too few partners, without those who lack a tandem for a quota only.

        They have partners to spare, so in one group with others they would hide what these lack.
        """

    def told(self, people: tuple[LeftOver, ...]) -> tuple[LeftOver, ...]:
        """Everybody with what keeps them apart."""
        out: dict[tuple[str, str], LeftOver] = {}
        sides: tuple[Role, ...] = ("mentor", "mentee")
        for role in sides:
            mine = [one for one in people if one.role == role and one.cause == "scarcity"]
            names = [one.id for one in mine]
            ways = dict(zip(names, self.ways(role, names), strict=True))
            stuck = [name for name in names if not ways[name]]
            short = dict(zip(stuck, self.shortages(role, stuck), strict=True))
            for one in mine:
                out[role, one.id] = self.blamed(one, ways[one.id], short.get(one.id))
        return tuple(out.get((one.role, one.id), one) for one in people)

    def full_of(self, role: Role, name: str) -> frozenset[str]:
        """Quotas that hold this person and permit no more."""
        return frozenset(self.full.get((role, name), ()))

    def blamed(self, one: LeftOver, ends: Ways, shortage: Shortage | None) -> LeftOver:
        """The person with the quotas that alone stand in the way, or those that do together."""
        if not ends:
            short = replace(one, shortage=shortage)
            return replace(short, quotas=self.met_by_others(short))
        key = ends, self.full_of(one.role, one.id)
        if key not in self.causes:
            self.causes[key] = cause_of({key[1] | full for full in ends})
        cause, quotas = self.causes[key]
        return LeftOver(one.role, one.id, cause, one.removed, one.rules_alone, one.candidates, None, quotas)

    def met_by_others(self, one: LeftOver) -> tuple[str, ...]:
        """Quotas that are just met, by people who share the same partners, and this person is not among them."""
        group = set(one.shortage.people) if one.shortage else set()
        return tuple(
            sorted(
                quota.name
                for quota in self.just
                if quota.side == one.role
                and one.id not in quota.people
                and quota.people & group & self.placed[one.role]
            )
        )


class TableBlame(Blame):
    """With a table of all pairs."""

    def __init__(self, instance: Instance, mentor_of: Ints, quotas: tuple[Quota, ...]) -> None:
        super().__init__((instance.mentors, instance.mentees), instance.seats, mentor_of, quotas)
        self.instance = instance
        self.free_choice = np.where(instance.lock_of >= 0, -1, mentor_of)
        self.possible = instance.open_scores() >= 0

    def ways(self, role: Role, names: list[str]) -> list[Ways]:
        """See ``Blame``; people who reach the same ends share one answer."""
        instance = self.instance
        if role == "mentee":
            onward = bit_rows(np.ascontiguousarray(could_take(self.possible, self.free_choice).T))
            columns = [instance.mentees.index(name) for name in names]
            masks = closures(bit_rows(np.ascontiguousarray(self.possible[:, columns].T)), onward)
            ends = [(1 << int(i), self.full_of("mentor", instance.mentors[i])) for i in np.flatnonzero(self.room)]
        else:
            onward = bit_rows(could_take(self.possible, self.free_choice))
            rows = [instance.mentors.index(name) for name in names]
            masks = [one | 1 << i for one, i in zip(closures([onward[i] for i in rows], onward), rows, strict=True)]
            takers = bit_rows(np.ascontiguousarray((self.possible & self.alone).T))
            ends = [(row, self.full_of("mentee", instance.mentees[j])) for j, row in enumerate(takers) if row]
        known = {mask: frozenset(full for bits, full in ends if bits & mask) for mask in set(masks)}
        return [known[mask] for mask in masks]

    def shortages(self, role: Role, names: list[str]) -> list[Shortage | None]:
        """See ``Blame``."""
        ids, shortages_of = self.instance.mentees, shortages_of_mentees
        if role == "mentor":
            ids, shortages_of = self.instance.mentors, shortages_of_mentors
        people = np.array([ids.index(name) for name in names], dtype=np.int64)
        return shortages_of(self.instance, self.possible, self.free_choice, people)


def cause_of(ways: set[frozenset[str]]) -> tuple[str, tuple[str, ...]]:
    """``quota`` where one alone stands in a way, else the fewest that do together."""
    alone = sorted(next(iter(way)) for way in ways if len(way) == 1)
    if alone:
        return "quota", tuple(alone)
    fewest = min(ways, key=lambda way: (len(way), sorted(way)))
    return "quotas", tuple(sorted(fewest))
