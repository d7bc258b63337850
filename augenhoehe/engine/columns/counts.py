"""How many candidates each rule takes from a person, counted by kinds and words instead of pair by pair."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from augenhoehe.engine.columns.arrays import Ints
from augenhoehe.engine.columns.cohort import Cohort
from augenhoehe.engine.columns.kinds import Kinds
from augenhoehe.engine.columns.passes import blocks
from augenhoehe.engine.columns.persons import RELATIONS
from augenhoehe.engine.problem import Links
from augenhoehe.engine.rules import RULES
from augenhoehe.engine.types import Role


def removed(cohort: Cohort, role: Role, people: Ints) -> dict[str, Ints]:
    """Rule → per person how many of the other side it rules out, in the order of ``RULES``."""
    if cohort.persons is None:
        side = people if role == "mentor" else np.arange(len(cohort.ids[0]))
        return {"ban": empty_cells(cohort, role, side, people)}
    _, on, scores = cohort.persons
    out: dict[str, Ints] = {}
    for one in scores.kinds:
        out |= {rule: by_kind(one, rule, role, people) for rule in one.rules}
    if scores.topic_rule:
        out["topic"] = nothing_common(scores.left.steps, scores.right.steps, role, people)
    if scores.slot_rule:
        out["slot"] = nothing_common(scores.left.slots, scores.right.slots, role, people)
    for rule, name in (*RELATIONS.items(), ("ban", "bans")):
        if rule in on.rules:
            out[rule] = linked(cohort, getattr(cohort.source, name) or frozenset(), role, people)
    return {rule: out[rule] for rule in RULES if rule in out}


def empty_cells(cohort: Cohort, role: Role, rows: Ints, people: Ints) -> Ints:
    """Cells of a bare matrix that are not possible."""
    cells = cohort.whole.part(rows, None if role == "mentor" else people)
    return np.asarray(np.count_nonzero(cells < 0, axis=1 if role == "mentor" else 0))


def by_kind(kinds: Kinds, rule: str, role: Role, people: Ints) -> Ints:
    """A rule that looks at kinds: how many there are of each kind it is against."""
    mine, others = (kinds.left, kinds.right) if role == "mentor" else (kinds.right, kinds.left)
    number = np.bincount(others)
    count = np.zeros(int(mine.max()) + 1, dtype=np.int64)
    wanted = kinds.left if role == "mentee" else kinds.left[people]
    for _, portion in kinds.by_kind(wanted):
        against = kinds.against(rule, kinds.first[0][portion])
        if role == "mentor":
            count[portion] = against @ number
        else:
            count += number[portion] @ against
    return count[mine[people]]


def nothing_common(left: NDArray[np.uint32], right: NDArray[np.uint32], role: Role, people: Ints) -> Ints:
    """How many of the other side share no bit."""
    mine, others = (left[:, people], right) if role == "mentor" else (right[:, people], left)
    out = np.zeros(len(people), dtype=np.int64)
    for start, stop in blocks((len(people), others.shape[1])):
        met = np.zeros((stop - start, others.shape[1]), dtype=np.uint32)
        for word in range(len(others)):
            met |= mine[word, start:stop, None] & others[word][None, :]
        out[start:stop] = np.count_nonzero(met == 0, axis=1)
    return out


def linked(cohort: Cohort, links: Links, role: Role, people: Ints) -> Ints:
    """How many of the other side somebody is in a relation with."""
    places = [{name: k for k, name in enumerate(side)} for side in cohort.ids]
    mine = 0 if role == "mentor" else 1
    known: Iterable[int] = (places[mine][link[mine]] for link in links if link[0] in places[0] and link[1] in places[1])
    return np.bincount(np.fromiter(known, dtype=np.int64), minlength=len(cohort.ids[mine]))[people]


def total_removed(cohort: Cohort) -> tuple[dict[str, int], tuple[str, ...]]:
    """Rule → number of pairs it rules out, and the rules that each rule out every pair."""
    everybody = np.arange(len(cohort.ids[0]))
    sums = {rule: int(count.sum()) for rule, count in removed(cohort, "mentor", everybody).items()}
    pairs = len(cohort.ids[0]) * len(cohort.ids[1])
    return {rule: count for rule, count in sums.items() if count}, tuple(r for r, c in sums.items() if c == pairs)
