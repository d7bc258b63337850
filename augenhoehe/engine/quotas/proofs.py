"""Precedence and proofs between ids and arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from augenhoehe.engine.encoding import Ints
from augenhoehe.engine.plan import AimProof, Certificate, Cover, Prices
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.quotas.chain import Proven

Ids = tuple[Sequence[str], Sequence[str]]
"""Mentors and mentees, in the order of the arrays."""


def firsts(source: Problem | ScoreMatrix, ids: Ids) -> list[tuple[str, Ints, Ints]]:
    """Per precedence its name and what it gives for each mentor and mentee who gets a tandem by choice."""
    people = {"mentor": ids[0], "mentee": ids[1]}
    placed = {"mentor": {a for a, _ in source.locks}, "mentee": {b for _, b in source.locks}}
    out: dict[str, dict[str, Ints]] = {}
    for one in source.precedence:
        sides = out.setdefault(one.name, {role: np.zeros(len(side), np.int64) for role, side in people.items()})
        points = [0 if name in placed[one.side] else one.points.get(name, 0) for name in people[one.side]]
        sides[one.side] = sides[one.side] + np.array(points, dtype=np.int64)
    return [(name, sides["mentor"], sides["mentee"]) for name, sides in out.items()]


def certificate(aims: Sequence[Proven], size: int, floor: int | None, ids: Ids, quotas: Sequence[str]) -> Certificate:
    """The proofs with ids. ``certified`` only when every aim is proven. ``size``: number of tandems."""
    total = aims[-1]
    return Certificate(
        certified=all(one.proven for one in aims),
        free_pairs=size,
        cardinality=Cover((), (), 0),
        floor_value=floor,
        floor=None,
        total=Prices(0, {}, {}, 0),
        gap=max(0, total.bound // total.by.scale - total.value),
        aims=tuple(named(one, ids, quotas) for one in aims),
    )


def named(one: Proven, ids: Ids, quotas: Sequence[str]) -> AimProof:
    """A proof with ids."""
    by = one.by
    return AimProof(
        kind=one.kind,
        value=one.value,
        bound=one.bound,
        mentors=prices(ids[0], by.u),
        mentees=prices(ids[1], by.v),
        quotas=prices(quotas, by.y),
        scale=by.scale,
        earlier=by.earlier,
        name=one.name,
    )


def prices(ids: Sequence[str], values: Ints) -> dict[str, int]:
    """Prices other than 0 by id."""
    found = np.flatnonzero(values)
    return {ids[k]: price for k, price in zip(found.tolist(), values[found].tolist(), strict=True)}
