"""What is to be matched: two sides, the rules, the criteria, and what the office has fixed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from augenhoehe.engine.criteria import Criteria
from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.quotas.quota import Precedences, Quotas, check_groups, check_units, without
from augenhoehe.engine.rules import Rules
from augenhoehe.engine.types import MAX_SCORE, Link, Person, Role

Links = frozenset[Link]


class Fixed:
    """Locks, bans and withdrawals, alike for a ``Problem`` and a ``ScoreMatrix``.

    All three give a new object and share what was already computed about the persons.
    """

    mentors: Any
    mentees: Any
    locks: Links
    bans: Links
    quotas: Quotas
    precedence: Precedences

    def with_lock(self, mentor: str, mentee: str) -> Self:
        """The same problem with this pair fixed; a ban on it is lifted."""
        pair = (mentor, mentee)
        return replace(self, locks=self.locks | {pair}, bans=self.bans - {pair})  # type: ignore[type-var]

    def unlocked(self, pairs: Iterable[Link]) -> Self:
        """The same problem without these locks."""
        return replace(self, locks=self.locks - frozenset(pairs))  # type: ignore[type-var]

    def unbanned(self, pairs: Iterable[Link]) -> Self:
        """The same problem without these bans."""
        return replace(self, bans=self.bans - frozenset(pairs))  # type: ignore[type-var]

    def with_ban(self, mentor: str, mentee: str) -> Self:
        """The same problem with this pair forbidden; a lock on it is lifted."""
        pair = (mentor, mentee)
        return replace(self, locks=self.locks - {pair}, bans=self.bans | {pair})  # type: ignore[type-var]


@dataclass(frozen=True)
class Problem(Fixed):
    """Persons, relations between them, rules and criteria.

    mentors, mentees: persons; ids unique per side. Ties never depend on the order given, only on the ids.
    locks, bans: pairs (mentor's id, mentee's id) that must, or must not, be in the plan.
    line_related: line relation, appraisal or personnel-decision role, now or within the time the office counts.
    conflicts: declared conflicts and silent exclusions together. former_partners: tandems of earlier cohorts.
    recent_links: pairs of departments (in either order) with a tandem in the cohorts that count.
    site_distance_km: pair of sites (in either order) → kilometres.
    quotas: at most or at least so many tandems of a group. precedence: who comes first when not all can have one.
    Relations are pairs of ids; ids of others are ignored. ``None`` means "no data": the rule or criterion is off and
    named; an empty set means "we know there are none".

    Raises ``ProblemError`` on empty sides, doubled ids, locks and bans that name nobody or contradict each other,
    locks beyond a capacity, a mentee with more than one seat, distances that are none, quotas and precedence that name
    nobody or cannot be meant, and units that lie above themselves.
    """

    mentors: tuple[Person, ...]
    mentees: tuple[Person, ...]
    criteria: Criteria = field(default_factory=Criteria)
    rules: Rules = field(default_factory=Rules)
    locks: Links = frozenset()
    bans: Links = frozenset()
    line_related: Links | None = None
    conflicts: Links | None = None
    former_partners: Links | None = None
    recent_links: Links | None = None
    site_distance_km: Mapping[tuple[str, str], float] | None = None
    quotas: Quotas = ()
    precedence: Precedences = ()
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """Arrays computed from the persons; shared by ``with_lock`` and ``with_ban``. Never fill it yourself."""

    def __post_init__(self) -> None:
        """Check ids, locks, bans and seats."""
        object.__setattr__(self, "mentors", tuple(self.mentors))
        object.__setattr__(self, "mentees", tuple(self.mentees))
        for name in ("locks", "bans", "line_related", "conflicts", "former_partners", "recent_links"):
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else frozenset(map(tuple, value)))
        for person in self.mentees:
            if person.capacity != 1:
                raise ProblemError("capacity", f"mentee {person.id!r}: a mentee has one seat", id=person.id)
        for sites, km in (self.site_distance_km or {}).items():
            if not 0 <= km < math.inf:
                raise ProblemError("range", f"distance of {sites}: {km!r} km", field="site_distance_km", value=km)
        check_sides([p.id for p in self.mentors], [p.id for p in self.mentees])
        check_fixed(self.locks, self.bans, self.capacities(), {p.id for p in self.mentees})
        check_quotas(self, [p.id for p in self.mentors], [p.id for p in self.mentees])
        check_units((person.id, person.department) for side in (self.mentors, self.mentees) for person in side)

    def capacities(self) -> dict[str, int]:
        """Seats of each mentor, by id."""
        return {person.id: person.capacity for person in self.mentors}

    def without(self, *, mentor: str | None = None, mentee: str | None = None) -> Problem:
        """The same problem after somebody has withdrawn, with the locks and bans of the others."""
        quotas, precedence = after_withdrawal(self, mentor, mentee)
        return replace(
            self,
            quotas=quotas,
            precedence=precedence,
            mentors=tuple(p for p in self.mentors if p.id != mentor),
            mentees=tuple(p for p in self.mentees if p.id != mentee),
            locks=drop(self.locks, mentor, mentee),
            bans=drop(self.bans, mentor, mentee),
            cache={},
        )

    def replaced(self, **changes: Any) -> Problem:
        """A copy with other fields, computed afresh; for changed weights, rules, persons."""
        return replace(self, **{"cache": {}, **changes})

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON types, lossless and in a fixed order; ``from_dict`` reads it back."""
        from augenhoehe.engine import codec  # the codec needs the classes of this module

        return codec.problem_to_dict(self)

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Problem:
        """Inverse of ``to_dict``. Raises ``ProblemError("format")`` when the data is of another shape."""
        from augenhoehe.engine import codec

        return codec.problem_from_dict(data)


@dataclass(frozen=True)
class ScoreMatrix(Fixed):
    """A bare score matrix, the second door to the engine.

    mentors, mentees: ids, unique per side. cells: one row per mentor, one column per mentee; whole numbers
    0…100,000, ``None`` or −1 where the pair is forbidden (any nested sequence or a numpy array of integers).
    capacity: seats of each mentor, one number or a mapping id → seats (others: 1).
    Raises ``ProblemError`` naming the cell that is not a whole number or out of range.
    """

    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    cells: Sequence[Sequence[int | None]] = field(repr=False)
    capacity: int | Mapping[str, int] = 1
    locks: Links = frozenset()
    bans: Links = frozenset()
    quotas: Quotas = ()
    precedence: Precedences = ()
    cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check ids, shape, every cell, locks, bans and seats."""
        from augenhoehe.engine.encoding import matrix_cells  # arrays are that module's matter

        object.__setattr__(self, "mentors", tuple(self.mentors))
        object.__setattr__(self, "mentees", tuple(self.mentees))
        object.__setattr__(self, "locks", frozenset(map(tuple, self.locks)))
        object.__setattr__(self, "bans", frozenset(map(tuple, self.bans)))
        check_sides(self.mentors, self.mentees)
        if "cells" not in self.cache:
            self.cache["cells"] = matrix_cells(self.mentors, self.mentees, self.cells, MAX_SCORE)
        if isinstance(self.capacity, Mapping):
            for name in sorted(self.capacity.keys() - set(self.mentors), key=str):
                raise ProblemError("unknown_id", f"capacity names {name!r}, who takes no part", id=name)
        for mentor, seats in self.capacities().items():
            if type(seats) is not int or not 1 <= seats <= 99:
                text = f"mentor {mentor!r}: {seats!r} seats, but a whole number from 1 to 99 is needed"
                raise ProblemError("capacity", text, id=mentor)
        check_fixed(self.locks, self.bans, self.capacities(), set(self.mentees))
        check_quotas(self, self.mentors, self.mentees)

    def capacities(self) -> dict[str, int]:
        """Seats of each mentor, by id."""
        if isinstance(self.capacity, Mapping):
            return {mentor: self.capacity.get(mentor, 1) for mentor in self.mentors}
        return dict.fromkeys(self.mentors, self.capacity)

    def without(self, *, mentor: str | None = None, mentee: str | None = None) -> ScoreMatrix:
        """The same matrix without a row or a column."""
        rows = [i for i, name in enumerate(self.mentors) if name != mentor]
        columns = [j for j, name in enumerate(self.mentees) if name != mentee]
        cells, seats = self.cache["cells"], self.capacity
        if isinstance(seats, Mapping):
            seats = {name: count for name, count in seats.items() if name != mentor}
        quotas, precedence = after_withdrawal(self, mentor, mentee)
        return replace(
            self,
            quotas=quotas,
            precedence=precedence,
            mentors=tuple(self.mentors[i] for i in rows),
            mentees=tuple(self.mentees[j] for j in columns),
            cells=cells[rows][:, columns],
            capacity=seats,
            locks=drop(self.locks, mentor, mentee),
            bans=drop(self.bans, mentor, mentee),
            cache={},
        )


def check_quotas(source: Fixed, mentors: Iterable[str], mentees: Iterable[str]) -> None:
    """Quotas and precedence as tuples, of people who take part."""
    object.__setattr__(source, "quotas", tuple(source.quotas))
    object.__setattr__(source, "precedence", tuple(source.precedence))
    if source.quotas or source.precedence:
        check_groups(source.quotas, source.precedence, mentors, mentees)


def after_withdrawal(source: Fixed, mentor: str | None, mentee: str | None) -> tuple[Quotas, Precedences]:
    """Quotas and precedence without these people."""
    quotas, precedence = without(source.quotas, source.precedence, "mentor", mentor)
    return without(quotas, precedence, "mentee", mentee)


def drop(links: Links, mentor: str | None, mentee: str | None) -> Links:
    """The links that name neither of the two."""
    return frozenset(link for link in links if link[0] != mentor and link[1] != mentee)


def check_sides(mentors: Iterable[str], mentees: Iterable[str]) -> None:
    """Raise unless both sides have somebody, every id is a text and none comes twice on its side."""
    sides: tuple[tuple[Role, list[str]], ...] = (("mentor", list(mentors)), ("mentee", list(mentees)))
    for role, ids in sides:
        if not ids:
            raise ProblemError("empty_side", f"there is no {role}", role=role)
        for name in ids:
            if not isinstance(name, str):
                raise ProblemError("id", f"{role} {name!r}: an id is a text (str)", role=role, id=name)
        twice = sorted(name for name, count in Counter(ids).items() if count > 1)
        if twice:
            raise ProblemError("duplicate_id", f"{role} {twice[0]!r} comes twice", role=role, ids=tuple(twice))


def check_fixed(locks: Links, bans: Links, seats: Mapping[str, int], mentees: set[str]) -> None:
    """Raise unless locks and bans name known people, do not contradict each other and fit the seats."""
    for name, links in (("lock", locks), ("ban", bans)):
        for mentor, mentee in sorted(links):
            if mentor not in seats or mentee not in mentees:
                unknown = mentor if mentor not in seats else mentee
                raise ProblemError("unknown_id", f"{name} names {unknown!r}, who takes no part", id=unknown)
    for mentor, mentee in sorted(locks & bans):
        raise ProblemError(
            "lock_and_ban", f"{mentor!r} and {mentee!r} are both locked and banned", mentor=mentor, mentee=mentee
        )
    for mentor, count in sorted(Counter(lock[0] for lock in locks).items()):
        if count > seats[mentor]:
            raise ProblemError("lock_capacity", f"mentor {mentor!r} has more locks than seats", id=mentor)
    for mentee, count in sorted(Counter(lock[1] for lock in locks).items()):
        if count > 1:
            raise ProblemError("lock_capacity", f"mentee {mentee!r} is locked twice", id=mentee)
