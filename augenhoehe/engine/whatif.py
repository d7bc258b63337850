"""Questions about a plan: why these two, why not those, what would it cost, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from augenhoehe.engine.answers import Alternative, Comparison, Explanation, Reason
from augenhoehe.engine.errors import ProblemError
from augenhoehe.engine.forcing import Forcing, residual
from augenhoehe.engine.instance import Instance, build, names_of
from augenhoehe.engine.plain import Reader
from augenhoehe.engine.problem import Problem, ScoreMatrix
from augenhoehe.engine.solving import solve
from augenhoehe.engine.types import Link, Role

if TYPE_CHECKING:
    from augenhoehe.engine.plan import Plan


def reasons(source: Problem | ScoreMatrix, mentor: str, mentee: str) -> tuple[Reason, ...]:
    """Each criterion that is on, with points and facts; nothing for a bare matrix."""
    known(source, mentor, mentee)
    if isinstance(source, ScoreMatrix):
        return ()
    if "reader" not in source.cache:
        source.cache["reader"] = Reader(source.replaced(locks=frozenset(), bans=frozenset()))
        source.cache["people"] = (
            {person.id: person for person in source.mentors},
            {person.id: person for person in source.mentees},
        )
    reader: Reader = source.cache["reader"]
    one, other = source.cache["people"][0][mentor], source.cache["people"][1][mentee]
    out = []
    for name, weight in reader.weights.items():
        part = reader.part(name, one, other)
        out.append(Reason(name, part.points, weight, part.facts))
    return tuple(out)


def known(source: Problem | ScoreMatrix, mentor: str | None, mentee: str | None) -> None:
    """Raise ``ProblemError("unknown_id")`` unless both take part (``None`` is not looked at)."""
    if "ids" not in source.cache:  # shared by with_lock and with_ban: the people are the same
        if isinstance(source, Problem):
            sides = ((one.id for one in source.mentors), (one.id for one in source.mentees))
            source.cache["ids"] = tuple(frozenset(side) for side in sides)
        else:
            source.cache["ids"] = (frozenset(source.mentors), frozenset(source.mentees))
    for name, side in zip((mentor, mentee), source.cache["ids"], strict=True):
        if name is not None and name not in side:
            raise ProblemError("unknown_id", f"{name!r} takes no part", id=name)


def instance_of(source: Problem | ScoreMatrix) -> Instance:
    """The arrays of a problem; persons are not scored again, locks and bans are its own."""
    return build(source)


def explain(plan: Plan, mentor: str, mentee: str) -> Explanation:
    """All about one pair. The effect is exact, that of solving the cohort again with the pair forced."""
    source = plan.source()
    known(source, mentor, mentee)
    instance = instance_of(source)
    i, j = instance.mentors.index(mentor), instance.mentees.index(mentee)
    blocked = names_of(int(instance.removed[i, j]))
    in_plan = (mentor, mentee) in plan.links
    effect = None
    if not in_plan and not blocked:
        effect = effect_of(plan, instance, Forcing(residual(plan, instance), mentor=i), i, j)
    return Explanation(
        mentor=mentor,
        mentee=mentee,
        in_plan=in_plan,
        score=None if blocked else int(instance.scores[i, j]),
        reasons=reasons(source, mentor, mentee),
        blocked_by=blocked,
        effect=effect,
    )


def effect_of(plan: Plan, instance: Instance, forcing: Forcing, i: int, j: int) -> Comparison:
    """What changes when the pair of row i and column j is forced: along the way back, or solved again."""
    mentor_of = forcing.best_with(j if forcing.mentee is None else i)
    if mentor_of is None:
        return forced(plan, instance.mentors[i], instance.mentees[j])
    columns = np.flatnonzero(mentor_of >= 0)
    rows = mentor_of[columns]
    scores = instance.scores[rows, columns]
    links = frozenset((instance.mentors[a], instance.mentees[b]) for a, b in zip(rows, columns, strict=True))
    return changed(plan, links, int(scores.min()), int(scores.sum(dtype=np.int64)))


def forced(plan: Plan, mentor: str, mentee: str) -> Comparison:
    """What changes when the pair is forced, by solving. A lock of the same people that is in its way is given up."""
    source = plan.source()
    seats = source.capacities()[mentor]
    mine = sorted(lock for lock in source.locks if lock[0] == mentor)
    in_the_way = {lock for lock in source.locks if lock[1] == mentee} | set(mine[: max(0, len(mine) - seats + 1)])
    freed = source.unlocked(in_the_way)
    return compare(plan, solve(freed.with_lock(mentor, mentee), plan.policy))


def alternatives(plan: Plan, *, mentor: str | None, mentee: str | None, limit: int) -> tuple[Alternative, ...]:
    """Other possible partners of one person with the exact effect of each, the smallest loss first.

    Looked at are the ``limit`` partners whose choice costs number and total the least as long as nobody else falls
    below the floor; pairs that are below it themselves come after all others, the best first.
    """
    if (mentor is None) == (mentee is None):
        raise ProblemError("format", "give either a mentor or a mentee")
    source = plan.source()
    known(source, mentor, mentee)
    instance = instance_of(source)
    i = None if mentor is None else instance.mentors.index(mentor)
    j = None if mentee is None else instance.mentees.index(mentee)
    forcing = Forcing(residual(plan, instance), mentor=i, mentee=j)
    scores = instance.scores[i] if i is not None else instance.scores[:, j]
    others = instance.mentees if mentor is not None else instance.mentors
    floor, chosen = plan.floor or 0, plan.links
    ranked = sorted(
        (int(scores[k]) < floor, -int(scores[k]) if scores[k] < floor else int(forcing.loss[k]), others[k], int(k))
        for k in np.flatnonzero(scores >= 0)
        if link(mentor, mentee, others[k]) not in chosen
    )
    found = []
    for _, _, other, k in ranked[:limit]:
        one, two = link(mentor, mentee, other)
        effect = effect_of(plan, instance, forcing, k if i is None else i, k if j is None else j)
        found.append(Alternative(one, two, int(scores[k]), effect))
    return tuple(sorted(found, key=smallest_loss))


def link(mentor: str | None, mentee: str | None, other: str) -> Link:
    """The pair of the one person given and another."""
    return (mentor, other) if mentor is not None else (other, mentee or "")


def smallest_loss(one: Alternative) -> tuple[int, int, int, str, str]:
    """Order of alternatives: tandems lost, weakest lowered, total lowered, ids."""
    effect = one.effect
    return (-effect.count, -(effect.worst or 0), -effect.total, one.mentor, one.mentee)


def compare(plan: Plan, other: Plan) -> Comparison:
    """Differences from ``plan`` to ``other``."""
    return changed(plan, other.links, other.worst, other.total)


def changed(plan: Plan, links: frozenset[Link], worst: int | None, total: int) -> Comparison:
    """Differences from ``plan`` to other pairs, given their lowest score and their total."""
    before = plan.links
    removed, added = sorted(before - links), sorted(links - before)
    people: set[tuple[Role, str]] = {("mentor", pair[0]) for pair in (*removed, *added)}
    people |= {("mentee", pair[1]) for pair in (*removed, *added)}
    known_worst = plan.worst is not None and worst is not None
    return Comparison(
        count=len(links) - len(plan.pairs),
        worst=(worst or 0) - (plan.worst or 0) if known_worst else None,
        total=total - plan.total,
        removed=tuple(removed),
        added=tuple(added),
        people=tuple(sorted(people)),
    )
