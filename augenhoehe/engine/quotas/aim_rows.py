"""The part of ``verify`` about the prices of aims that reads pairs: mentor by mentor, all aims at once.

Each aim's prices must reach the pairs that the aims before have left open; those without slack stay open for the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.curve import curved
from augenhoehe.engine.plan import AimProof, Plan

Row = NDArray[np.int64]
Mask = NDArray[np.bool_]
LIMIT = 1 << 61


class AimRows:
    """What is noted on the way. mentees: their ids, in the order of the rows.

    partners: possible ones of each mentor read, and of each mentee. short: per aim the first mentor with an open pair
    that its prices do not reach.
    """

    def __init__(self, plan: Plan, mentees: Sequence[str]) -> None:
        self.proofs, self.power = plan.certificate.aims, plan.policy.concavity
        self.v = [cut([proof.mentees.get(name, 0) for name in mentees]) for proof in self.proofs]
        self.partners: tuple[dict[str, int], Row] = {}, np.zeros(len(mentees), dtype=np.int64)
        self.short: dict[int, str] = {}
        self.known: dict[int, int] = {}

    def note(self, mentor: str, scores: Row) -> None:
        """A mentor's scores with all mentees, −1 where a pair is not free."""
        possible = scores >= 0
        self.partners[0][mentor] = int(np.count_nonzero(possible))
        self.partners[1][:] += possible
        row = OpenRow(scores, possible)
        for k, proof in enumerate(self.proofs):
            weights = self.weights(k, proof, row)
            worth = cut([proof.scale])[0] * weights
            for factor, before in zip(proof.earlier, row.earlier, strict=False):
                worth = worth + cut([factor])[0] * before
            slack = cut([proof.mentors.get(mentor, 0)])[0] + self.v[k] - worth
            if bool((row.open & (slack < 0)).any()):
                self.short.setdefault(k, mentor)
            row.after(proof, weights, slack == 0)

    def note_all(self, mentors: Sequence[str], scores: Row) -> None:
        """Everybody at once, mentors × mentees."""
        for mentor, row in zip(mentors, scores, strict=True):
            self.note(mentor, row)

    def weights(self, k: int, proof: AimProof, row: OpenRow) -> Row:
        """What each pair counts in an aim."""
        if proof.kind == "count":
            return np.ones_like(row.scores)
        if proof.kind == "precedence":
            return np.zeros_like(row.scores)
        if proof.kind == "floor":
            return ((row.scores > proof.value) | row.kept).astype(np.int64)
        if proof.kind == "fewest":
            row.at = row.open & (row.scores == self.proofs[k - 1].value) & ~row.kept
            return -row.at.astype(np.int64)
        return self.curve(np.maximum(row.scores, 0))

    def curve(self, scores: Row) -> Row:
        """The scores as the policy counts them."""
        if self.power == 1:
            return scores
        values, place = np.unique(scores, return_inverse=True)
        for value in values.tolist():
            if value not in self.known:
                self.known[value] = curved(value, self.power)
        out: Row = np.array([self.known[value] for value in values.tolist()], dtype=np.int64)[place]
        return out


class OpenRow:
    """One mentor's pairs between aims. open: what can still be best. kept: at a step of the floor. earlier: weights of
    aims that could not be put into what is open."""

    def __init__(self, scores: Row, possible: Mask) -> None:
        self.scores, self.open = scores.astype(np.int64), possible.copy()
        self.kept, self.at = np.zeros_like(possible), np.zeros_like(possible)
        self.earlier: list[Row] = []

    def after(self, proof: AimProof, weights: Row, tight: Mask) -> None:
        """Keep what can still be best. That the bound of an aim is reached is checked by ``checking``."""
        if proof.kind == "floor":
            self.open &= (self.scores >= proof.value) | self.kept
            return
        if proof.scale == 1 and not any(proof.earlier):
            self.open &= tight
        else:
            self.earlier.append(weights)
        if proof.kind == "fewest":
            self.kept |= self.at & self.open


def cut(prices: Sequence[int]) -> Row:
    """Prices in what an array holds; ``checking`` refuses those beyond any use."""
    return np.array([max(-LIMIT, min(LIMIT, int(price))) for price in prices], dtype=np.int64)
