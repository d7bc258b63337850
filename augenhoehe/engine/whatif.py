"""Questions about a plan: why these two, why not those, what would it cost, what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from augenhoehe.engine.answers import Alternative, Comparison, Explanation, Reason, Regret
from augenhoehe.engine.criteria import Criteria
from augenhoehe.engine.errors import ProblemError, QuotasImpossible
from augenhoehe.engine.instance import Instance, build, names_of
from augenhoehe.engine.kept import Kept, ready
from augenhoehe.engine.kept.moves import chain
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


def with_lock(plan: Plan, mentor: str, mentee: str) -> Plan:
    """See ``Plan``."""
    if ready(plan):
        return plan.kept.lock(mentor, mentee).plan()
    return solve(plan.source().with_lock(mentor, mentee), plan.policy)


def with_ban(plan: Plan, mentor: str, mentee: str) -> Plan:
    """See ``Plan``."""
    if ready(plan):
        return plan.kept.ban(mentor, mentee).plan()
    return solve(plan.source().with_ban(mentor, mentee), plan.policy)


def without(plan: Plan, *, mentor: str | None, mentee: str | None) -> Plan:
    """See ``Plan``."""
    if ready(plan):
        return plan.kept.without(mentor=mentor, mentee=mentee).plan()
    return solve(plan.source().without(mentor=mentor, mentee=mentee), plan.policy)


def banned(plan: Plan, mentor: str, mentee: str) -> Plan | Kept:
    """The plan with this pair forbidden, as far as needed to compare it."""
    return plan.kept.ban(mentor, mentee) if ready(plan) else with_ban(plan, mentor, mentee)


def reweighed(plan: Plan, criteria: Criteria) -> Plan | Kept:
    """See ``Plan``."""
    source = plan.source()
    if not isinstance(source, Problem):
        raise ProblemError("format", "a bare matrix has no weights")
    if ready(plan):
        return plan.kept.reweighed(criteria)
    return solve(source.replaced(criteria=criteria), plan.policy)


def explain(plan: Plan, mentor: str, mentee: str, *, despite_ban: bool = False) -> Explanation:
    """All about one pair. The effect is exact, that of solving the cohort again with the pair forced."""
    source = plan.source()
    known(source, mentor, mentee)
    instance = instance_of(source)
    i, j = instance.mentors.index(mentor), instance.mentees.index(mentee)
    scored = source.cache["scored"]
    rules = scored.removed if despite_ban else instance.removed
    blocked = names_of(int(rules[i, j]))
    in_plan = (mentor, mentee) in plan.links
    after = None if in_plan or blocked else forced(plan, mentor, mentee)
    if not (in_plan or blocked or after):
        blocked = ("quota",)
    return Explanation(
        mentor=mentor,
        mentee=mentee,
        in_plan=in_plan,
        score=None if blocked else int(scored.scores[i, j]),
        reasons=reasons(source, mentor, mentee),
        blocked_by=blocked,
        effect=compare(plan, after) if after else None,
        chain=chain(plan.links, after.links, (mentor, mentee)) if after else (),
    )


def forced(plan: Plan, mentor: str, mentee: str) -> Plan | Kept | None:
    """The plan with this pair forced. A lock of the same people that is in its way is given up for it.

    ``None`` when no plan with it keeps the quotas.
    """
    source = plan.source()
    seats = source.capacities()[mentor]
    mine = sorted(lock for lock in source.locks if lock[0] == mentor)
    in_the_way = {lock for lock in source.locks if lock[1] == mentee} | set(mine[: max(0, len(mine) - seats + 1)])
    if not ready(plan):
        try:
            return solve(source.unlocked(in_the_way).with_lock(mentor, mentee), plan.policy)
        except QuotasImpossible:
            return None
    return freed(plan.kept, in_the_way).lock(mentor, mentee)


def freed(kept: Kept, locks: Iterable[Link]) -> Kept:
    """Without these locks."""
    for lock in sorted(locks):
        kept = kept.unlock(*lock)
    return kept


def alternatives(plan: Plan, *, mentor: str | None, mentee: str | None, limit: int) -> tuple[Alternative, ...]:
    """Other possible partners of one person with the exact effect of each, the smallest loss first.

    Looked at are the ``limit`` partners whose choice costs number and total the least as long as nobody else falls
    below the floor; pairs that are below it themselves come after all others, the best first.
    """
    if (mentor is None) == (mentee is None):
        raise ProblemError("format", "give either a mentor or a mentee")
    known(plan.source(), mentor, mentee)
    found = []
    for one, two, score in ranked(plan, mentor, mentee)[:limit]:
        after = forced(plan, one, two)
        if after is None:
            continue
        found.append(Alternative(one, two, score, compare(plan, after), chain(plan.links, after.links, (one, two))))
    return tuple(sorted(found, key=smallest_loss))


def runners_up(plan: Plan, limit: int) -> tuple[Comparison, ...]:
    """See ``Plan``."""
    return tuple(compare(plan, other) for other in plan.kept.runners_up(limit))


def ranked(plan: Plan, mentor: str | None, mentee: str | None) -> list[tuple[str, str, int]]:
    """Other possible pairs of one person with their scores, the least loss first."""
    source, floor = plan.source(), plan.floor or 0
    if ready(plan):
        mine = [lock for lock in source.locks if lock[0] == mentor or lock[1] == mentee]
        row = freed(plan.kept, mine).regrets(mentor=mentor, mentee=mentee)
    else:
        row = scores_alone(source, mentor, mentee)
    others = [one for one in row if (one.mentor, one.mentee) not in plan.links]
    others.sort(key=lambda one: (one.score < floor, -one.score if one.score < floor else 0, one.count, one.total))
    return [(one.mentor, one.mentee, one.score) for one in others]


def scores_alone(source: Problem | ScoreMatrix, mentor: str | None, mentee: str | None) -> tuple[Regret, ...]:
    """Possible pairs of one person where no plan is kept ready: the best score stands for the least loss."""
    instance = instance_of(source)
    found = []
    for i, one in enumerate(instance.mentors):
        for j, two in enumerate(instance.mentees):
            if (one == mentor or two == mentee) and instance.scores[i, j] >= 0:
                score = int(instance.scores[i, j])
                found.append(Regret(one, two, score, 0, -score, sure=False))
    return tuple(found)


def smallest_loss(one: Alternative) -> tuple[int, int, int, str, str]:
    """Order of alternatives: tandems lost, weakest lowered, total lowered, ids."""
    effect = one.effect
    return (-effect.count, -(effect.worst or 0), -effect.total, one.mentor, one.mentee)


def compare(plan: Plan, other: Plan | Kept) -> Comparison:
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
