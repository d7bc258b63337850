"""Persons and matrices as arrays. Done once per set of persons and kept in the problem's cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.types import ASPECTS, MODES, SLOTS, Person

if TYPE_CHECKING:
    from augenhoehe.engine.problem import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Small = NDArray[np.int8]

UNKNOWN = -1_000_000
"""Stands for a missing number; out of the range of every level, stage and grade."""


@dataclass(frozen=True)
class Side:
    """One side as arrays; row k is the k-th person by id.

    Incidence tables are people × columns.
    """

    people: tuple[Person, ...]
    ids: tuple[str, ...]
    index: Mapping[str, int]
    level: Ints  # function level
    stage: Ints
    grade: Ints
    topic_level: Small  # people × topics, 0…3
    topic_relevance: Small  # people × topics, 0…3
    seeks: Small  # people × aspects
    gives: Small
    slots: Bools
    languages: Bools
    modes: Bools  # columns in the order of sorted(MODES)
    sites: Bools


@dataclass(frozen=True)
class Encoded:
    """Both sides and the names of what their columns stand for."""

    mentors: Side
    mentees: Side
    topics: tuple[str, ...]
    sites: tuple[str, ...]


def encode(problem: Problem) -> Encoded:
    """Arrays of both sides; the columns (topics, sites, languages) are shared and sorted."""
    sides = [sorted(side, key=lambda person: person.id) for side in (problem.mentors, problem.mentees)]
    everybody = [person for side in sides for person in side]
    topics = names(person.topics or () for person in everybody)
    languages = names(person.languages or () for person in everybody)
    sites = names(person.meeting_sites() for person in everybody)
    mentors, mentees = (encode_side(side, topics, languages, sites) for side in sides)
    return Encoded(mentors, mentees, topics, sites)


def names(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All names that occur, sorted."""
    found: set[str] = set()
    for group in groups:
        found.update(group)
    return tuple(sorted(found))


def encode_side(
    people: Sequence[Person], topics: Sequence[str], languages: Sequence[str], sites: Sequence[str]
) -> Side:
    """Arrays of one side, its people already sorted by id."""
    place = {site: k for k, site in enumerate(sites)}
    level, relevance = answers(people, {topic: k for k, topic in enumerate(topics)})
    return Side(
        people=tuple(people),
        ids=tuple(person.id for person in people),
        index={person.id: k for k, person in enumerate(people)},
        level=numbers(person.function_level for person in people),
        stage=numbers(person.career_stage for person in people),
        grade=numbers(person.grade for person in people),
        topic_level=level,
        topic_relevance=relevance,
        seeks=wishes([person.seeks for person in people]),
        gives=wishes([person.gives for person in people]),
        slots=incidence([person.slots for person in people], {k: k for k in range(SLOTS)}),
        languages=incidence([p.languages for p in people], {name: k for k, name in enumerate(languages)}),
        modes=incidence([p.modes for p in people], {name: k for k, name in enumerate(sorted(MODES))}),
        sites=incidence([person.meeting_sites() for person in people], place),
    )


def numbers(values: Iterable[int | None]) -> Ints:
    """Whole numbers, ``UNKNOWN`` where there is none."""
    return np.array([UNKNOWN if value is None else value for value in values], dtype=np.int64)


def incidence(sets: Sequence[Iterable[Any] | None], column: Mapping[Any, int]) -> Bools:
    """People × columns, true where the column is in the person's set."""
    out = np.zeros((len(sets), max(len(column), 1)), dtype=np.bool_)
    rows = [k for k, one in enumerate(sets) if one for _ in one]
    out[rows, [column[name] for one in sets if one for name in one]] = True
    return out


def answers(people: Sequence[Person], column: Mapping[str, int]) -> tuple[Small, Small]:
    """Levels and relevances, people × topics, 0 where a person says nothing."""
    level = np.zeros((len(people), max(len(column), 1)), dtype=np.int8)
    relevance = np.zeros_like(level)
    told = [person.topics for person in people if person.topics]
    rows = np.repeat([k for k, person in enumerate(people) if person.topics], [len(topics) for topics in told])
    if len(rows):
        columns = [column[topic] for topics in told for topic in topics]
        level[rows, columns] = [answer.level for topics in told for answer in topics.values()]
        relevance[rows, columns] = [answer.relevance for topics in told for answer in topics.values()]
    return level, relevance


def wishes(weights: Sequence[Mapping[str, int] | None]) -> Small:
    """People × aspects, weights 0…3."""
    return np.array([[(w or {}).get(aspect, 0) for aspect in ASPECTS] for w in weights], dtype=np.int8)


def matrix_cells(
    mentors: Sequence[str], mentees: Sequence[str], cells: Sequence[Sequence[int | None]] | Ints, limit: int
) -> Ints:
    """A bare score matrix as int64, −1 where forbidden. Raises ``ProblemError`` naming the first wrong cell."""
    shape = (len(mentors), len(mentees))
    if isinstance(cells, np.ndarray) and cells.dtype.kind in "iu" and cells.shape == shape:
        out = cells.astype(np.int64)
    else:
        if len(cells) != shape[0]:
            raise ProblemError("shape", f"{shape[0]} mentors but {len(cells)} rows", rows=len(cells))
        out = np.full(shape, -1, dtype=np.int64)
        for i, row in enumerate(cells):
            if len(row) != shape[1]:
                raise ProblemError(
                    "shape", f"row of mentor {mentors[i]!r} has {len(row)} cells, not {shape[1]}", mentor=mentors[i]
                )
            for j, value in enumerate(row):
                if value is not None:
                    out[i, j] = whole_cell(value, mentors[i], mentees[j], limit)
    wrong = np.argwhere((out < -1) | (out > limit))
    if len(wrong):
        i, j = (int(k) for k in wrong[0])
        whole_cell(int(out[i, j]), mentors[i], mentees[j], limit)
    return out


def whole_cell(value: object, mentor: str, mentee: str, limit: int) -> int:
    """The value as a whole number −1…limit, or an error that names the cell."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)) or not -1 <= value <= limit:
        raise ProblemError(
            "range",
            f"mentor {mentor!r}, mentee {mentee!r}: {value!r} is not a whole number from 0 to {limit}",
            mentor=mentor,
            mentee=mentee,
            value=str(value),
        )
    return int(value)
