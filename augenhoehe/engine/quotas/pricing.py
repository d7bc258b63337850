"""All pairs priced in whole numbers: which ones a programme over few columns lacks, and what its prices prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.quotas.face import Aim, Face, Groups, Multipliers, bound_of

WORST = 4


@dataclass(frozen=True)
class Earlier:
    """An aim that came before, where it cannot be put into the bounds of the face: at least ``value`` of it."""

    aim: Aim
    value: int


def violators(face: Face, aim: Aim, by: Multipliers, earlier: Sequence[Earlier]) -> Ints:
    """For everybody the allowed pairs whose weight exceeds the two prices the most."""
    over = by.scale * aim.weights - by.u[:, None] - by.v[None, :]
    for one, multiplier in zip(earlier, by.earlier, strict=True):
        over += multiplier * one.aim.weights
    over[~face.allowed] = 0
    if not (over > 0).any():
        return np.zeros(0, dtype=np.int64)
    width, found = over.shape[1], []
    for axis in (0, 1):
        few = min(WORST, over.shape[axis])
        top = np.argpartition(-over, few - 1, axis=axis)
        top = top[:few] if axis == 0 else top[:, :few]
        others = np.arange(over.shape[1 - axis])
        pairs = (top * width + others[None, :] if axis == 0 else others[:, None] * width + top).ravel()
        found.append(pairs[over.ravel()[pairs] > 0])
    return np.unique(np.concatenate(found))


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
