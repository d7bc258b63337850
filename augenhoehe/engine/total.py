"""The best total over pairs that are allowed, and whole-number prices that prove it.

Method: assignment problem by scipy's shortest augmenting paths (Crouse 2016, after Jonker and Volgenant 1987); prices
by Bellman–Ford on the residual graph of the optimal matching (see ``docs/engine.md``).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.assignment import linear_sum_assignment
from augenhoehe.engine.encoding import Bools, Ints
from augenhoehe.engine.scoring import Scores

SMALL = 1 << 29
"""Values below this leave room for sums in 32 bits."""


def tandem_value(scores: Scores, allowed: Bools, size: int) -> int:
    """A value per tandem so large that one tandem more outweighs every difference in scores."""
    return size * int(scores.max(where=allowed, initial=0)) + 1


def best_total(scores: Scores, allowed: Bools, seats: Ints, value: int) -> Ints:
    """Per mentee its mentor, or −1: the largest Σ (value + score) over allowed pairs."""
    copies = np.minimum(seats, np.count_nonzero(allowed, axis=1))
    rows = np.repeat(np.arange(len(seats)), copies)
    weight = np.where(allowed, scores + np.float64(value), 0.0)
    if len(rows) != len(seats) or (copies != 1).any():
        weight = weight[rows]
    row, column = linear_sum_assignment(weight, maximize=True)
    keep = allowed[rows[row], column]
    mentor_of = np.full(scores.shape[1], -1, dtype=np.int64)
    mentor_of[column[keep]] = rows[row[keep]]
    return mentor_of


def prices(scores: Scores, allowed: Bools, mentor_of: Ints, value: int) -> tuple[Ints, Ints]:
    """The smallest prices of mentors (and the largest of mentees) that prove this matching optimal.

    Least fixed point of u_i = max(0, weights to unmatched mentees, w_ij − w_kj + u_k for every mentee j with
    mentor k). The smallest prices are the same for every optimal matching. Raises ``ArithmeticError`` when the
    matching is not optimal: the iteration then does not end.
    """
    count = len(scores)
    dtype = np.int32 if 2 * (value + int(scores.max(initial=0))) < SMALL else np.int64
    never = -2 * (SMALL if dtype is np.int32 else 1 << 60)
    weight: NDArray[Any] = np.where(allowed, scores + dtype(value), never // 2).astype(dtype, copy=False)
    matched = np.flatnonzero(mentor_of >= 0)
    mentor = mentor_of[matched]
    u = np.maximum(weight[:, mentor_of < 0].max(axis=1, initial=0), 0).astype(dtype)
    own = weight[mentor, matched]
    gain = np.ascontiguousarray((weight[:, matched] - own).T)  # per matched mentee: what each mentor would win
    work: Ints = np.arange(len(matched))
    buffer = np.empty_like(gain)
    for _ in range(count + 2):
        part = buffer[: len(work)]
        np.add(gain[work] if len(work) < len(gain) else gain, u[mentor[work], None], out=part)
        better = np.maximum(part.max(axis=0, initial=never), u)
        changed = better > u
        if not changed.any():
            v = np.zeros(scores.shape[1], dtype=np.int64)
            v[matched] = own.astype(np.int64) - u[mentor]
            return u.astype(np.int64), v
        u = better
        work = np.flatnonzero(changed[mentor])
    raise ArithmeticError("the matching is not optimal")


def tight_pairs(scores: Scores, allowed: Bools, u: Ints, v: Ints, value: int) -> NDArray[np.bool_]:
    """Allowed pairs whose prices add up to exactly their weight: only these occur in optimal plans."""
    out: Bools = allowed & (u[:, None] + v[None, :] == scores + np.int64(value))
    return out
