"""All pairs priced in whole numbers: which ones a programme over few columns lacks, and what its prices prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Aim, Face, Multipliers, bound_of
from augenhoehe.engine.quotas.groups import Groups

WORST = 4
BLOCK = 1 << 21
"""So many pairs are priced at a time."""


@dataclass(frozen=True)
class Earlier:
    """An aim that came before, where it cannot be put into the bounds of the face: exactly ``value`` of it."""

    aim: Aim
    value: int


def violators(face: Face, aim: Aim, by: Multipliers, earlier: Sequence[Earlier]) -> Ints:
    """Allowed pairs whose weight exceeds the two prices: the worst of each mentor, and of each mentee by block."""
    width, found = face.allowed.shape[1], []
    for start, stop in blocks(face.allowed.shape):
        over = by.scale * aim.weights[start:stop] - by.u[start:stop, None] - by.v[None, :]
        for one, multiplier in zip(earlier, by.earlier, strict=True):
            over += multiplier * one.aim.weights[start:stop]
        over[~face.allowed[start:stop]] = 0
        rows = np.flatnonzero(over.max(axis=1, initial=0) > 0)
        if len(rows):
            pairs = np.concatenate((best_of_rows(over[rows], rows, WORST, width), best_of_columns(over, width)))
            found.append(pairs[over.ravel()[pairs] > 0] + start * width)
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def blocks(shape: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """First and last row of pieces that stay in memory's reach."""
    height = max(1, BLOCK // max(1, shape[1]))
    yield from ((start, min(start + height, shape[0])) for start in range(0, shape[0], height))


def best_of_rows(values: Ints, rows: Ints, few: int, width: int) -> Ints:
    """For each of these rows its largest values, as row · width + column."""
    few = min(few, width)
    top = np.argpartition(-values, few - 1, axis=1)[:, :few]
    return (rows[:, None] * width + top).ravel()


def best_of_columns(values: Ints, width: int) -> Ints:
    """For each column its largest value."""
    out: Ints = values.argmax(axis=0) * width + np.arange(width)
    return out


def sound(face: Face, aim: Aim, by: Multipliers, earlier: Sequence[Earlier] = ()) -> bool:
    """Whether the prices reach every allowed pair, so that the bound holds."""
    return not len(violators(face, aim, by, earlier))


def lagrange(
    face: Face, groups: Groups, aim: Aim, by: Multipliers, earlier: Sequence[Earlier] = ()
) -> tuple[int, Face]:
    """``bound_of`` with earlier aims priced in."""
    weights = aim.weights
    mentors, mentees = by.scale * aim.mentors, by.scale * aim.mentees
    if not any(by.earlier):
        return bound_of(face, groups, aim, by)
    weights = by.scale * weights
    for one, multiplier in zip(earlier, by.earlier, strict=True):
        weights = weights + multiplier * one.aim.weights
        mentors = mentors + multiplier * one.aim.mentors
        mentees = mentees + multiplier * one.aim.mentees
    plain = Multipliers(by.u, by.v, by.y)
    bound, smaller = bound_of(face, groups, Aim(weights, mentors, mentees), plain)
    return bound - sum(m * one.value for m, one in zip(by.earlier, earlier, strict=True)), smaller
