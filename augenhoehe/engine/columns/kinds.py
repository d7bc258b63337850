"""People alike in what some rules and criteria look at: one small table, kinds × kinds, instead of all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.availability import Active
from augenhoehe.engine.columns.arrays import Bools, Ints, Scores
from augenhoehe.engine.encoding import Encoded, Side
from augenhoehe.engine.problem import Problem
from augenhoehe.engine.scoring import apart, attribute_codes, codes, criterion, unit_codes

OUT = -(1 << 20)
"""Stands in a sum of points for "not possible": no sum of scores makes up for it."""

GROUPS = (
    (("department", "attribute"), ("new_link", "profession")),
    (("function_level", "grade", "language", "mode"), ("career_stage",)),
    ((), ("place_mode",)),
)
"""Rules and criteria that look at few things of a person, kept apart so that each table stays small."""

TABLE = 1 << 24
"""Entries of a table that is kept; of a larger one only the rows in question are computed."""

NO_SLOTS: Ints = np.zeros((0, 0), dtype=np.int16)


@dataclass(frozen=True)
class Source:
    """The people whom kinds are kinds of."""

    problem: Problem
    encoded: Encoded
    on: Active


@dataclass(frozen=True)
class Kinds:
    """left, right: the kind of each mentor and mentee. first: a mentor and a mentee of each kind.

    table: kinds × kinds, weight · points added up, ``OUT`` where a rule is against it; ``None`` if too large. source:
    ``None`` where the table is all that is needed.
    """

    source: Source | None
    rules: tuple[str, ...]
    criteria: tuple[str, ...]
    left: Ints
    right: Ints
    first: tuple[Ints, Ints]
    table: Scores | None

    def rows(self, mentors: Ints) -> tuple[Scores, Ints]:
        """A table that holds the kinds of these mentors, and the row of each in it."""
        if self.table is not None:
            return self.table, self.left[mentors]
        wanted, row = np.unique(self.left[mentors], return_inverse=True)
        return self.values(self.first[0][wanted]), row.reshape(-1)

    def values(self, mentors: Ints) -> Scores:
        """Points of these mentors with a mentee of each kind, people × kinds."""
        out = np.zeros((len(mentors), len(self.first[1])), dtype=np.int32)
        for name in self.criteria:
            out += self.gained(name, mentors).astype(np.int32) * self.people.problem.criteria.weight(name)
        for rule in self.rules:
            out[self.against(rule, mentors)] = OUT
        return out

    @property
    def people(self) -> Source:
        """The people, where they were not left out."""
        if self.source is None:
            raise LookupError("these kinds were sent without the people")
        return self.source

    def few(self, mentors: Ints) -> Encoded:
        """These mentors, and a mentee of each kind."""
        encoded = self.people.encoded
        sides = pick(encoded.mentors, mentors), pick(encoded.mentees, self.first[1])
        return Encoded(*sides, encoded.topics, encoded.sites)

    def gained(self, name: str, mentors: Ints) -> NDArray[np.float32]:
        """Points of a criterion, mentors × kinds."""
        return criterion(self.people.problem, self.few(mentors), self.people.on, name, None, NO_SLOTS)

    def against(self, rule: str, mentors: Ints) -> Bools:
        """Whether a rule is against it, mentors × kinds."""
        return apart(self.people.problem, self.few(mentors), rule, None, NO_SLOTS)

    def light(self) -> Kinds:
        """To be sent to another process: without the people, where the table is kept."""
        return self if self.table is None else replace(self, source=None)

    def points(self, name: str, mentors: Ints, mentees: Ints) -> Ints:
        """Points of one criterion for single pairs, mentor k with mentee k."""
        out = np.zeros(len(mentors), dtype=np.int16)
        for rows, wanted in self.by_kind(self.left[mentors]):
            row = np.searchsorted(wanted, self.left[mentors[rows]])
            out[rows] = self.gained(name, self.first[0][wanted])[row, self.right[mentees[rows]]].astype(np.int16)
        return out

    def pairs(self, mentors: Ints, mentees: Ints) -> Scores:
        """Entries of the table for single pairs, mentor k with mentee k."""
        out = np.zeros(len(mentors), dtype=np.int32)
        for rows, wanted in self.by_kind(self.left[mentors]):
            few = self.table[wanted] if self.table is not None else self.values(self.first[0][wanted])
            out[rows] = few[np.searchsorted(wanted, self.left[mentors[rows]]), self.right[mentees[rows]]]
        return out

    def by_kind(self, kinds: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Places in ``kinds`` and the kinds there, sorted, in portions whose table is not too large."""
        wanted = np.unique(kinds)
        high = max(1, TABLE // len(self.first[1]))
        for start in range(0, len(wanted), high):
            portion = wanted[start : start + high]
            yield np.flatnonzero((kinds >= portion[0]) & (kinds <= portion[-1])), portion


def group(problem: Problem, encoded: Encoded, on: Active) -> list[Kinds]:
    """The groups in which something counts."""
    out = []
    for rules, criteria in GROUPS:
        mine = tuple(rule for rule in rules if rule in on.rules)
        ours = tuple(name for name in criteria if name in on.criteria)
        if mine or ours:
            out.append(kinds(problem, encoded, on, mine, ours))
    return out


def kinds(problem: Problem, encoded: Encoded, on: Active, rules: tuple[str, ...], criteria: tuple[str, ...]) -> Kinds:
    """Group the people by all that these rules and criteria look at."""
    looks = [look for name in (*rules, *criteria) for look in looked_at(problem, encoded, name)]
    left_first, left = alike([one for one, _ in looks])
    right_first, right = alike([other for _, other in looks])
    source = Source(problem, encoded, on)
    out = Kinds(source, rules, criteria, left, right, (left_first, right_first), None)
    if len(left_first) * len(right_first) > TABLE:
        return out
    return replace(out, table=out.values(left_first))


def looked_at(problem: Problem, encoded: Encoded, name: str) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """What a rule or criterion looks at, as an array of each side, people first."""
    mentors, mentees = encoded.mentors, encoded.mentees
    column = {"function_level": "level", "grade": "grade", "career_stage": "stage", "language": "languages"}
    if name in column:
        return [(getattr(mentors, column[name]), getattr(mentees, column[name]))]
    if name in ("mode", "place_mode"):
        out: list[tuple[NDArray[Any], NDArray[Any]]] = [(mentors.modes, mentees.modes)]
        return out if name == "mode" else [*out, (mentors.sites, mentees.sites)]
    if name == "department":
        return [unit_codes(mentors, mentees, problem.rules.department)]
    if name == "new_link":
        return [codes(*([p.department[:1] or None for p in side.people] for side in (mentors, mentees)))]
    asked = problem.rules.different_attribute if name == "attribute" else problem.criteria.profession_attribute
    return [attribute_codes(mentors, mentees, asked or "")]


def alike(looks: Sequence[NDArray[Any]]) -> tuple[Ints, Ints]:
    """The first person of each kind, and everybody's kind. ``looks``: numbers or bits, people first."""
    parts = [
        np.packbits(one, axis=1) if one.dtype == np.bool_ else one.astype(np.int32).view(np.uint8).reshape(len(one), -1)
        for one in looks
    ]
    whole = np.ascontiguousarray(np.hstack(parts))
    keys = whole.view(np.dtype((np.void, whole.shape[1]))).reshape(-1)
    _, first, kind = np.unique(keys, return_index=True, return_inverse=True)
    return first, kind.reshape(-1).astype(np.int32)


def pick(side: Side, people: Ints) -> Side:
    """A side with these people only."""
    everything = {field.name: getattr(side, field.name) for field in fields(Side)}
    arrays = {name: value[people] for name, value in everything.items() if isinstance(value, np.ndarray)}
    persons = tuple(side.people[k] for k in people.tolist())
    ids = tuple(person.id for person in persons)
    return Side(people=persons, ids=ids, index={name: k for k, name in enumerate(ids)}, **arrays)
