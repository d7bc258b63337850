"""The few pairs that are looked at: sparse, sorted, each once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from augenhoehe.engine.columns.arrays import Bools, Ints
from augenhoehe.engine.types import MAX_SCORE

SCORE_BITS = MAX_SCORE.bit_length()


@dataclass(frozen=True)
class Arcs:
    """mentors, mentees, scores: alike long, sorted by mentor, then mentee; each pair once."""

    mentors: Ints
    mentees: Ints
    scores: Ints
    shape: tuple[int, int]

    def __len__(self) -> int:
        """How many pairs."""
        return len(self.scores)

    def where(self, mask: Bools) -> Arcs:
        """Some of the pairs; all of them are not copied."""
        if mask.all():
            return self
        return Arcs(self.mentors[mask], self.mentees[mask], self.scores[mask], self.shape)

    def ordered(self, order: Ints) -> Arcs:
        """The pairs in another order."""
        return Arcs(self.mentors[order], self.mentees[order], self.scores[order], self.shape)

    def joined(self, other: Arcs) -> Arcs:
        """The pairs of both."""
        return arcs(
            np.concatenate((self.mentors, other.mentors)),
            np.concatenate((self.mentees, other.mentees)),
            np.concatenate((self.scores, other.scores)),
            self.shape,
        )

    def find(self, mentors: Ints, mentees: Ints) -> Ints:
        """Places of pairs that are all in here."""
        width = self.shape[1]
        keys = self.mentors.astype(np.int64) * width + self.mentees
        return np.searchsorted(keys, mentors.astype(np.int64) * width + mentees)


def arcs(mentors: Ints, mentees: Ints, scores: Ints, shape: tuple[int, int]) -> Arcs:
    """Sorted, each pair once. Pair and score fit into one number, so that nothing but these has to be sorted."""
    key = mentors.astype(np.int64)
    key *= shape[1]
    key += mentees
    key <<= SCORE_BITS
    key |= scores
    key.sort()
    new = np.ones(len(key), dtype=np.bool_)
    new[1:] = key[1:] >> SCORE_BITS != key[:-1] >> SCORE_BITS
    key = key[new]
    values = (key & ((1 << SCORE_BITS) - 1)).astype(np.int32)
    key >>= SCORE_BITS
    rows = (key // max(1, shape[1])).astype(np.int32)
    key -= rows.astype(np.int64) * shape[1]
    return Arcs(rows, key.astype(np.int32), values, shape)


def no_arcs(shape: tuple[int, int]) -> Arcs:
    """Nothing yet."""
    none = np.zeros(0, dtype=np.int32)
    return Arcs(none, none, none, shape)


def concatenated(parts: list[Arcs], shape: tuple[int, int]) -> Arcs:
    """All pairs of all parts, each once."""
    if not parts:
        return no_arcs(shape)
    rows, columns, values = (
        np.concatenate([getattr(one, name) for one in parts]) for name in ("mentors", "mentees", "scores")
    )
    return arcs(rows, columns, values, shape)
