"""Scores of any block of pairs, computed when asked for: what column generation sees of a problem."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.columns.arrays import Ints, Scores
from augenhoehe.engine.columns.kinds import Kinds

TILE = 1 << 16
"""Pairs at a time: the words in between stay in the processor's cache."""


class PairScores(Protocol):
    """Mentors × mentees, all of them free to choose; −1 where a pair is not possible."""

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of mentors and mentees."""

    def block(self, start: int, stop: int) -> Scores:
        """Scores of mentors ``start … stop`` with all mentees."""

    def part(self, mentors: Ints, mentees: Ints | None) -> Scores:
        """Scores of some mentors with some mentees (``None``: all), mentors × mentees."""

    def pairs(self, mentors: Ints, mentees: Ints) -> Scores:
        """Scores of single pairs, mentor k with mentee k."""

    def some(self, mentors: Ints | None, mentees: Ints | None) -> Any:
        """The scores of some people (``None``: of all)."""


@dataclass(frozen=True)
class CellScores:
    """A bare matrix; ``cells`` with −1 where a pair is not possible, bans included."""

    cells: NDArray[Any]

    @property
    def shape(self) -> tuple[int, int]:
        """See ``PairScores``."""
        return self.cells.shape[0], self.cells.shape[1]

    def block(self, start: int, stop: int) -> Scores:
        """See ``PairScores``."""
        return self.cells[start:stop].astype(np.int32, copy=False)

    def part(self, mentors: Ints, mentees: Ints | None) -> Scores:
        """See ``PairScores``."""
        cells = self.cells[mentors] if mentees is None else self.cells[np.ix_(mentors, mentees)]
        return cells.astype(np.int32, copy=False)

    def some(self, mentors: Ints | None, mentees: Ints | None) -> CellScores:
        """The scores of some people (``None``: of all)."""
        rows = np.arange(self.shape[0]) if mentors is None else mentors
        return CellScores(self.part(rows, mentees))

    def pairs(self, mentors: Ints, mentees: Ints) -> Scores:
        """Scores of single pairs, mentor k with mentee k."""
        return self.cells[mentors, mentees].astype(np.int32, copy=False)


@dataclass(frozen=True)
class Words:
    """What people have, as bits, words first: word k of everybody is one row, a bit for each topic, slot or wish.

    steps: for k = 1, 2, 3 the topics in which a mentor's level is at least k, or a mentee's own level below k (and the
    topic relevant). So the k for which both have the bit count the levels between them, and any of them says that the
    mentor knows more. relevance: mentees only, at least 2, at least 3.
    """

    steps: NDArray[np.uint32]  # 3 · words × people
    relevance: NDArray[np.uint32]  # 2 · words × people
    slots: NDArray[np.uint32]  # 1 × people
    wishes: NDArray[np.uint32]  # 1 × people: seeks and gives, crossed on one side so that both ways meet

    def some(self, people: Ints | None) -> Words:
        """The words of some people."""
        if people is None:
            return self
        return Words(*(np.ascontiguousarray(getattr(self, field.name)[:, people]) for field in fields(self)))


@dataclass(frozen=True)
class PersonScores:
    """Persons as words and kinds. weights: of topic_fit, topic_level, aspects, time; 0 where off.

    topic_rule, slot_rule: whether one in common is needed. wanted: Σ relevance per mentee. sought: per mentor and per
    mentee what the aspects' share is of. apart: the pairs (mentor, mentee) that relations and bans rule out, sorted.
    """

    left: Words
    right: Words
    kinds: tuple[Kinds, ...]
    weights: tuple[int, int, int, int]
    topic_rule: bool
    slot_rule: bool
    wanted: NDArray[np.float32]
    sought: tuple[NDArray[np.float32], NDArray[np.float32]]
    apart: tuple[Ints, Ints]

    @property
    def shape(self) -> tuple[int, int]:
        """See ``PairScores``."""
        return self.left.slots.shape[1], self.right.slots.shape[1]

    def block(self, start: int, stop: int) -> Scores:
        """See ``PairScores``."""
        return self.part(np.arange(start, stop), None)

    def part(self, mentors: Ints, mentees: Ints | None) -> Scores:
        """See ``PairScores``; ``None``: all mentees."""
        count = self.shape[1] if mentees is None else len(mentees)
        out = np.empty((len(mentors), count), dtype=np.int32)
        wide = max(1, min(count, 4096))
        high = max(1, TILE // wide)
        for i in range(0, len(mentors), high):
            rows = mentors[i : i + high]
            tables = [kinds.rows(rows) for kinds in self.kinds]
            for j in range(0, count, wide):
                columns: Any = slice(j, j + wide) if mentees is None else mentees[j : j + wide]
                out[i : i + high, j : j + wide] = self.tile(rows, columns, tables)
        self.rule_out(out, mentors, mentees)
        return out

    def some(self, mentors: Ints | None, mentees: Ints | None) -> PersonScores:
        """The scores of some people (``None``: of all)."""
        rows, columns = (slice(None) if people is None else people for people in (mentors, mentees))
        return replace(
            self,
            left=self.left.some(mentors),
            right=self.right.some(mentees),
            kinds=tuple(replace(one, left=one.left[rows], right=one.right[columns]) for one in self.kinds),
            wanted=self.wanted[columns],
            sought=(self.sought[0][rows], self.sought[1][columns]),
            apart=renumbered(self.apart, self.shape, mentors, mentees),
        )

    def light(self) -> PersonScores:
        """To be sent to another process."""
        return replace(self, kinds=tuple(one.light() for one in self.kinds))

    def rule_out(self, out: Scores, mentors: Ints, mentees: Ints | None) -> None:
        """Mark the pairs that relations and bans rule out."""
        first, last = (np.searchsorted(self.apart[0], mentors, side=side) for side in ("left", "right"))
        place: Ints | None = None
        if mentees is not None:
            place = np.full(self.shape[1], -1)
            place[mentees] = np.arange(len(mentees))
        for k in np.flatnonzero(last > first).tolist():
            columns = self.apart[1][first[k] : last[k]]
            if place is not None:
                columns = place[columns]
                columns = columns[columns >= 0]
            out[k, columns] = -1

    def tile(self, rows: Ints, columns: Any, tables: list[tuple[Scores, Ints]]) -> Scores:
        """Scores by rules and criteria, relations not yet applied."""
        total = np.zeros((len(rows), len(self.right.slots[0][columns])), dtype=np.int32)
        for kinds, (table, row) in zip(self.kinds, tables, strict=True):
            total += np.take(table[row], kinds.right[columns], axis=1)
        return self.counted(total, (rows[:, None], columns if isinstance(columns, slice) else columns[None, :]))

    def pairs(self, mentors: Ints, mentees: Ints) -> Scores:
        """Scores of single pairs, mentor k with mentee k."""
        total = np.zeros(len(mentors), dtype=np.int32)
        for kinds in self.kinds:
            total += kinds.pairs(mentors, mentees)
        total = self.counted(total, (mentors, mentees))
        width = self.shape[1]
        total[np.isin(mentors * width + mentees, self.apart[0] * width + self.apart[1])] = -1
        return total

    def counted(self, total: Scores, places: tuple[Any, Any]) -> Scores:
        """With the points of topics, wishes and slots; −1 where a pair is not possible. ``places`` are broadcast."""
        possible = total >= 0
        fit, level, aspects, time = self.weights
        rows, columns = places
        if fit or level or self.topic_rule:
            count, relevance, difference = self.topics(rows, columns)
            total += share(relevance, self.wanted[columns], fit)
            total += share(difference, np.float32(3) * count, level)
            if self.topic_rule:
                possible &= count > 0
        if aspects:
            met = np.bitwise_count(self.left.wishes[0][rows] & self.right.wishes[0][columns])
            total += share(met, self.sought[0][rows] + self.sought[1][columns], aspects)
        if time or self.slot_rule:
            slots = np.bitwise_count(self.left.slots[0][rows] & self.right.slots[0][columns])
            total += np.minimum(slots, 4).astype(np.int32) * (250 * time)
            if self.slot_rule:
                possible &= slots > 0
        total[~possible] = -1
        return total

    def topics(self, rows: Any, columns: Any) -> tuple[Ints, Ints, Ints]:
        """Number, Σ relevance and Σ level difference of the topics where the mentor knows more."""
        left, right = self.left, self.right
        words = range(len(left.steps))
        return met_topics(
            [left.steps[k][rows] for k in words],
            [right.steps[k][columns] for k in words],
            [one[columns] for one in right.relevance],
        )

    def points(self, mentors: Ints, mentees: Ints) -> dict[str, NDArray[Any]]:
        """Points of each criterion for single pairs, mentor k with mentee k."""
        left, right = self.left, self.right
        out: dict[str, NDArray[Any]] = {}
        fit, level, aspects, time = self.weights
        if fit or level:
            count, relevance, difference = self.topics(mentors, mentees)
        if fit:
            out["topic_fit"] = share(relevance, self.wanted[mentees], 1)
        if level:
            out["topic_level"] = share(difference, np.float32(3) * count, 1)
        if aspects:
            met = pairwise(left.wishes, mentors, right.wishes, mentees)
            out["aspects"] = share(met, self.sought[0][mentors] + self.sought[1][mentees], 1)
        if time:
            out["time"] = np.minimum(pairwise(left.slots, mentors, right.slots, mentees), 4) * 250
        return out | {name: one.points(name, mentors, mentees) for one in self.kinds for name in one.criteria}


def renumbered(
    pairs: tuple[Ints, Ints], shape: tuple[int, int], mentors: Ints | None, mentees: Ints | None
) -> tuple[Ints, Ints]:
    """Those of the pairs that some people have, by their new numbers, sorted by mentor."""
    new = []
    for ends, count, people in zip(pairs, shape, (mentors, mentees), strict=True):
        number = np.arange(count)
        if people is not None:
            number = np.full(count, -1)
            number[people] = np.arange(len(people))
        new.append(number[ends])
    good = (new[0] >= 0) & (new[1] >= 0)
    rows, columns = new[0][good], new[1][good]
    order = np.lexsort((columns, rows))
    return rows[order], columns[order]


def met_topics(mine: list[Ints], theirs: list[Ints], relevance: list[Ints]) -> tuple[Ints, Ints, Ints]:
    """See ``PersonScores.topics``; a list has one array for each row of ``Words``. Shapes are broadcast."""
    words = len(mine) // 3
    count: Any = np.int16(0)
    more: Any = np.int16(0)
    difference: Any = np.int16(0)
    for word in range(words):
        one, two, three = (mine[k * words + word] & theirs[k * words + word] for k in range(3))
        difference = difference + sum(np.bitwise_count(step).astype(np.int16) for step in (one, two, three))
        above = one | two | three
        met = np.bitwise_count(above).astype(np.int16)
        count = count + met
        for least in (word, words + word):
            met += np.bitwise_count(above & relevance[least])
        more = more + met
    return np.asarray(count), np.asarray(more), np.asarray(difference)


def pairwise(left: NDArray[np.uint32], mentors: Ints, right: NDArray[np.uint32], mentees: Ints) -> Ints:
    """Bits in common, mentor k with mentee k."""
    out: Ints = np.bitwise_count(left[0, mentors] & right[0, mentees]).astype(np.int16)
    return out


def share(part: NDArray[Any], whole: NDArray[np.float32], weight: int) -> Scores:
    """weight · ⌊(2000·part + whole) / (2·whole)⌋, 0 where there is no whole; exact (see ``scoring.share``)."""
    out = part.astype(np.float32)
    out *= np.float32(2000)
    out += whole
    out /= np.maximum(np.float32(2) * whole, np.float32(1))
    points: Scores = out.astype(np.int32)
    points *= weight
    return points
