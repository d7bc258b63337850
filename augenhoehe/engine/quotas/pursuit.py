"""Quotas and precedence over few pairs: how to begin, the aims in their order, and one plan among equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from augenhoehe.engine.columns.arcs import Arcs, arcs, no_arcs
from augenhoehe.engine.columns.blocks import Blocks
from augenhoehe.engine.columns.passes import Seeds
from augenhoehe.engine.columns.scores import PairScores
from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.policy import Policy
from augenhoehe.engine.quotas.face import Face, first_ranges
from augenhoehe.engine.quotas.folding import Aim
from augenhoehe.engine.quotas.groups import groups_of
from augenhoehe.engine.quotas.proofs import Ids
from augenhoehe.engine.quotas.quota import Quota
from augenhoehe.engine.quotas.restricted import solver
from augenhoehe.engine.quotas.ties import first_by_id
from augenhoehe.engine.quotas.wide import Wide
from augenhoehe.engine.types import Link

Step = Callable[[str, float], None]
LOTS = 8


def begun(
    pairs: Blocks, seeds: Seeds, seats: Ints, ids: Ids, quotas: Sequence[Quota], locks: Iterable[Link]
) -> Wide | None:
    """Few pairs to begin with and some plan of them; ``None`` when no plan keeps all quotas. ids: of these people."""
    groups = groups_of(quotas, *ids)
    ranges = first_ranges(seats, partners(pairs, seeds, seats), quotas, locks)
    wide = Wide(pairs, groups, ranges, seeds, solver(), any_pairs(pairs.scores, seeds))
    if (ranges.groups[0] > 0).any() or (ranges.groups[1] < 0).any():
        plan = wide.within(0)
        if plan is None:
            return None
        wide.mentor_of = plan
    return wide


def any_pairs(scores: PairScores, seeds: Seeds) -> Arcs:
    """A few possible pairs of everybody whatever their scores, which do not count before the floor: by lot, and every
    third of the best, as some have none by lot."""
    count, width = scores.shape
    if not count:
        return no_arcs(scores.shape)
    columns, step = np.repeat(np.arange(width), LOTS), np.tile(np.arange(LOTS), width)
    rows = (columns * 7919 + step * (count // LOTS + 1)) % count
    values = scores.pairs(rows, columns)
    good = values >= 0
    lot = arcs(rows[good], columns[good], values[good], scores.shape)
    return lot.joined(seeds.arcs.where((seeds.arcs.mentors + seeds.arcs.mentees) % 3 == 0))


def partners(pairs: Blocks, seeds: Seeds, seats: Ints) -> tuple[Ints, Ints]:
    """Of each mentor as many possible partners as matter with these seats; of each mentee whether there are any."""
    out = np.bincount(seeds.arcs.mentors, minlength=len(seats))
    few = np.flatnonzero(out < seats)
    out[few] = pairs.candidates("mentor", few)
    return out, np.asarray(seeds.best[1] >= 0, dtype=np.int64)


def pursue_all(wide: Wide, firsts: Iterable[tuple[str, Ints, Ints]], policy: Policy, step: Step) -> int | None:
    """Number, precedence (name, gains of mentors, gains of mentees), floor, total. The floor."""
    nothing = tuple(np.zeros(size, dtype=np.int64) for size in wide.ranges.shape)
    step("count", 0.3)
    wide.pursue("count", Aim(((0, 1),), *nothing))
    for name, mentors, mentees in firsts:
        wide.pursue("precedence", Aim(((0, 0),), mentors, mentees), name)
    wide.turn_to_scores()
    floor = None
    if policy.floor == "best" and wide.size:
        step("floor", 0.4)
        floor = wide.raise_floor()
    step("total", 0.5)
    wide.pursue("total", Aim((), *nothing))
    return floor


def first_of_equals(wide: Wide) -> Ints:
    """Of all best plans the first by id, from a table of the pairs that occur in one."""
    allowed = np.zeros(wide.ranges.shape, dtype=np.bool_)
    allowed[wide.tight()] = True
    face = Face(wide.ranges.mentors, wide.ranges.mentees, wide.ranges.groups, allowed)
    return first_by_id(face, wide.groups, wide.mentor_of)
