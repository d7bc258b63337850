"""A problem's people as the compiled loops take them: their arrays, the order of the mentees, and bounds."""

from __future__ import annotations

from typing import Any

import numpy as np

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.fast.kernels import NEVER, WIDE
from augenhoehe.engine.columns.kinds import Kinds
from augenhoehe.engine.columns.scores import PersonScores
from augenhoehe.engine.types import MAX_SCORE


def side_by_side(scores: PersonScores) -> Ints:
    """The mentees in an order in which those stand together whom the same mentors cannot have by rules about kinds."""
    sorting = strictest(scores)
    if sorting is None:
        return np.arange(scores.shape[1])
    out = table(sorting) < 0
    place = np.empty(out.shape[1], dtype=np.int64)
    place[np.lexsort(out)] = np.arange(len(place))
    return np.argsort(place[sorting.right], kind="stable")


def strictest(scores: PersonScores) -> Kinds | None:
    """The table whose rules leave the fewest pairs; ``None`` where there are no such rules."""
    with_rules = [one for one in scores.kinds if one.rules]
    return min(with_rules, key=possible, default=None)


def possible(kinds: Kinds) -> int:
    """Pairs of people that a table does not rule out."""
    count = [
        np.bincount(side, minlength=size)
        for side, size in zip((kinds.left, kinds.right), table(kinds).shape, strict=True)
    ]
    return int(count[0] @ (table(kinds) >= 0) @ count[1])


def table(kinds: Kinds) -> Any:
    """The kept table."""
    if kinds.table is None:
        raise LookupError("a table that is not kept")
    return kinds.table


def arguments(scores: PersonScores, largest: int = MAX_SCORE) -> tuple[Any, ...]:
    """What the loops take: mine, theirs, how, ruled, as ``kernels`` has it; then tiles of the mentees.

    mine ends with the row of each mentor in ``tiles``, theirs with ``tiles``: kinds × tiles, the best entry of the
    table that orders the mentees, below 0 where none is possible. largest: the largest price that bounds are held
    against; its rounding is allowed for.
    """
    count = scores.shape[0]
    left, right = scores.left, scores.right
    fit, _, _, _ = scores.weights
    my_bits = np.ascontiguousarray(np.concatenate((left.steps, left.slots, left.wishes)).T)
    bits_of = np.concatenate((right.steps, right.relevance, right.slots, right.wishes))
    factor = np.float32(1000 * fit) / np.maximum(scores.wanted, np.float32(1))
    numbers = np.stack((scores.wanted, scores.sought[1], factor)).astype(np.float32)
    my_kinds, kinds, flat = flat_tables(scores)
    rest, row, tiles = not_counted(scores, largest)
    my_numbers = np.stack((scores.sought[0], rest), axis=1).astype(np.float32)
    ruled = scores.apart[1].astype(np.int64), np.searchsorted(scores.apart[0], np.arange(count + 1))
    mine, theirs = (my_bits, my_numbers, my_kinds, row), (bits_of, numbers, kinds, flat, tiles)
    return mine, theirs, (*scores.weights, scores.topic_rule, scores.slot_rule), ruled


def flat_tables(scores: PersonScores) -> tuple[Ints, Ints, Ints]:
    """Where each mentor's row begins, each mentee's place in a row, and the tables one after the other.

    A table of nought stands for one that is not needed.
    """
    count, width = scores.shape
    starts, places = np.zeros((count, 3), dtype=np.int32), np.zeros((3, width), dtype=np.int32)
    flat, length = [np.zeros(1, dtype=np.int32)], 1
    for group, one in enumerate(scores.kinds):
        entries = table(one)
        starts[:, group] = length + one.left * entries.shape[1]
        places[group] = one.right
        flat.append(entries.reshape(-1))
        length += entries.size
    return starts, places, np.concatenate(flat)


def not_counted(scores: PersonScores, largest: int) -> tuple[Any, Ints, Any]:
    """The most that a bound does not count: of each mentor; the row of each in the table of tiles, and that table."""
    count, width = scores.shape
    fit, level, aspects, _ = scores.weights
    most = 1000 * level + (fit + aspects) // 2 + 4 + 4 * float(np.spacing(np.float32(largest)))
    rest = np.full(count, most, dtype=np.float32)
    row, tiles = np.zeros(count, np.int32), np.zeros((1, -(-width // WIDE)), np.float32)
    sorting = strictest(scores)
    for one in scores.kinds:
        if one is sorting:
            row, tiles = one.left, tile_best(one, width)
        else:
            rest += np.maximum(table(one).max(axis=1), 0)[one.left]
    return rest, row, tiles


def tile_best(kinds: Kinds, width: int) -> Any:
    """The best entry of each kind of mentors with a tile of mentees, ``NEVER`` where none is possible."""
    place = np.arange(width)
    new = (place % WIDE == 0) | np.r_[True, kinds.right[1:] != kinds.right[:-1]]
    runs = np.flatnonzero(new)
    first = np.flatnonzero(runs % WIDE == 0)
    best = np.maximum.reduceat(table(kinds)[:, kinds.right[runs]], first, axis=1)
    return np.where(best < 0, NEVER, best).astype(np.float32)
