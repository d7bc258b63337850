"""What the office adds to the seats: how many of a group take part, and who comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.types import Link, Role, whole

MAX_POINTS_OF_PRECEDENCE = 1000


@dataclass(frozen=True, slots=True)
class Quota:
    """So many tandems of a group on one side: a department, a site, an employee network.

    people: ids of that side. at_least, at_most: whole numbers of tandems; a mentor with two mentees counts twice.
    Quotas of one side are *laminar* when any two groups are apart or one contains the other; the plan is then a flow
    of least cost in a network, and whole prices prove it. Others are solved as an integer programme.
    """

    name: str
    side: Role
    people: frozenset[str]
    at_least: int = 0
    at_most: int | None = None

    def __post_init__(self) -> None:
        """Raise ``ProblemError("quota")`` naming the quota when its bounds or its side cannot be meant."""
        object.__setattr__(self, "people", frozenset(self.people))
        if not isinstance(self.name, str) or not self.name:
            raise ProblemError("quota", f"a quota needs a name, not {self.name!r}", quota=str(self.name))
        if self.side not in ("mentor", "mentee"):
            raise ProblemError("quota", f"quota {self.name!r}: unknown side {self.side!r}", quota=self.name)
        for value in (self.at_least, 0 if self.at_most is None else self.at_most):
            if not whole(value, 0, 1_000_000):
                raise ProblemError(
                    "quota", f"quota {self.name!r}: {value!r} is no whole number from 0", quota=self.name
                )
        if self.at_most is not None and self.at_most < self.at_least:
            text = f"quota {self.name!r}: at most {self.at_most} is less than at least {self.at_least}"
            raise ProblemError("quota", text, quota=self.name)


@dataclass(frozen=True, slots=True)
class Precedence:
    """People of one side who come first when not all can have a tandem: by need, or because they have waited.

    points: id → whole number 0…1000. Among all plans with as many tandems, those with the greatest sum of points of
    the people who have one are kept; a mentor's points count once, however many mentees. Where several are given,
    the first decides, the next among what is equal to it.
    """

    name: str
    side: Role
    points: Mapping[str, int]

    def __post_init__(self) -> None:
        """Raise ``ProblemError("precedence")`` naming the person whose points are no whole number in the range."""
        if self.side not in ("mentor", "mentee"):
            raise ProblemError("precedence", f"{self.name!r}: unknown side {self.side!r}", precedence=self.name)
        for person, value in self.points.items():
            if not whole(value, 0, MAX_POINTS_OF_PRECEDENCE):
                text = f"{self.name!r}: {person!r} has {value!r} points, not a whole number from 0 to 1000"
                raise ProblemError("precedence", text, precedence=self.name, id=person)


Quotas = tuple[Quota, ...]
Precedences = tuple[Precedence, ...]


def check_groups(
    quotas: Sequence[Quota], precedence: Sequence[Precedence], mentors: Iterable[str], mentees: Iterable[str]
) -> None:
    """Raise ``ProblemError`` for a quota named twice, and for groups that name somebody who takes no part."""
    sides = {"mentor": set(mentors), "mentee": set(mentees)}
    for name, count in sorted(Counter(quota.name for quota in quotas).items()):
        if count > 1:
            raise ProblemError("quota", f"there are two quotas named {name!r}", quota=name)
    for quota in quotas:
        for person in sorted(quota.people - sides[quota.side], key=str):
            text = f"quota {quota.name!r} names {person!r}, who takes no part"
            raise ProblemError("unknown_id", text, id=person, quota=quota.name)
    for first in precedence:
        for person in sorted(first.points.keys() - sides[first.side], key=str):
            raise ProblemError("unknown_id", f"{first.name!r} names {person!r}, who takes no part", id=person)


def without(quotas: Quotas, precedence: Precedences, side: Role, person: str | None) -> tuple[Quotas, Precedences]:
    """Quotas and precedence after somebody has withdrawn; the numbers stay as the office has set them."""
    return (
        tuple(replace(one, people=one.people - {person}) if one.side == side else one for one in quotas),
        tuple(
            replace(one, points={name: value for name, value in one.points.items() if name != person})
            if one.side == side
            else one
            for one in precedence
        ),
    )


def locked_in(quota: Quota, locks: Iterable[Link]) -> int:
    """How many tandems of the group are locked already."""
    place = 0 if quota.side == "mentor" else 1
    return sum(lock[place] in quota.people for lock in locks)


def check_units(paths: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Raise ``ProblemError("cyclic_units")`` when a unit lies above itself, in one path or through several.

    paths: person's id and the units from the department down.
    """
    above: dict[str, dict[str, str]] = {}
    for person, path in paths:
        for parent, unit in pairwise(path):
            above.setdefault(unit, {}).setdefault(parent, person)
    finished: set[str] = set()
    for start in sorted(above):
        on_the_way: dict[str, None] = {}
        todo: list[tuple[str, bool]] = [(start, False)]
        while todo:
            unit, done = todo.pop()
            if done:
                on_the_way.pop(unit, None)
                finished.add(unit)
            elif unit in on_the_way:
                circle = [*on_the_way][[*on_the_way].index(unit) :]
                person = above[circle[-1]][unit] if unit in above.get(circle[-1], {}) else ""
                text = f"unit {unit!r} lies above itself: {' → '.join([*circle, unit])} (path of {person!r})"
                raise ProblemError("cyclic_units", text, unit=unit, id=person)
            elif unit not in finished:
                on_the_way[unit] = None
                todo.append((unit, True))
                todo += [(parent, False) for parent in sorted(above.get(unit, {}))]


class Asked(Protocol):
    """What a problem and a bare matrix have in common here."""

    @property
    def quotas(self) -> Quotas:
        """At most or at least so many of a group."""

    @property
    def precedence(self) -> Precedences:
        """Who comes first."""


def by_aims(source: Asked, policy: Policy) -> bool:
    """Whether number, floor and total over plain seats are not all that is asked for."""
    return bool(source.quotas or source.precedence) or not policy.plain
