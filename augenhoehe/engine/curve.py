"""The concave score: what is lacking weighs more, the more is lacking."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.types import MAX_SCORE


def curved(score: int, power: int) -> int:
    """``1 − (1 − s)^power`` of a score, as whole points 0…100,000, half rounded up."""
    whole: int = MAX_SCORE ** (power - 1)
    out: int = (2 * (MAX_SCORE * whole - (MAX_SCORE - score) ** power) + whole) // (2 * whole)
    return out


def curve(scores: NDArray[np.int32], power: int) -> NDArray[np.int64]:
    """``curved`` of every possible pair, −1 elsewhere; each score that occurs is computed once."""
    if power == 1:
        return scores.astype(np.int64)
    values, place = np.unique(scores, return_inverse=True)
    out = np.array([value if value < 0 else curved(int(value), power) for value in values.tolist()], dtype=np.int64)
    shaped: NDArray[np.int64] = out[place.reshape(scores.shape)]
    return shaped
