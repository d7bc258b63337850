"""The slow truth with quotas, precedence and every policy: all plans are tried."""

from itertools import product

from augenhoehe.engine import Plan, Policy, ScoreMatrix
from augenhoehe.engine.curve import curved

Worth = tuple[int, ...]
Links = set[tuple[str, str]]


def best_by_hand(source: ScoreMatrix, policy: Policy) -> Worth | None:
    """What the best plan is worth, aim by aim; ``None`` when no plan keeps the quotas."""
    return max((worth(source, policy, plan) for plan in plans(source) if keeps_quotas(source, plan)), default=None)


def first_of_the_best(source: ScoreMatrix, policy: Policy) -> Links:
    """Among the best plans: mentees by id, each with the first mentor by id, none comes last."""
    best = best_by_hand(source, policy)
    chosen = [plan for plan in plans(source) if keeps_quotas(source, plan) and worth(source, policy, plan) == best]
    return min(chosen, key=lambda plan: places(source, plan))


def places(source: ScoreMatrix, plan: Links) -> list[int]:
    """Per mentee the place of their mentor."""
    mentor = {b: source.mentors.index(a) for a, b in plan}
    return [mentor.get(b, len(source.mentors)) for b in source.mentees]


def plans(source: ScoreMatrix) -> list[Links]:
    """Every way to give mentees a possible mentor or none, within the seats and with the locks."""
    choices: list[list[str | None]] = []
    for j, b in enumerate(source.mentees):
        locked = [a for a in source.mentors if (a, b) in source.locks]
        possible = [a for i, a in enumerate(source.mentors) if source.cells[i][j] is not None]
        choices.append(list(locked) if locked else [*possible, None])
    seats = source.capacities()
    return [
        {(a, b) for a, b in zip(plan, source.mentees, strict=True) if a is not None}
        for plan in product(*choices)
        if all(plan.count(a) <= seats[a] for a in source.mentors)
    ]


def keeps_quotas(source: ScoreMatrix, plan: Links) -> bool:
    for quota in source.quotas:
        count = sum(link[quota.side == "mentee"] in quota.people for link in plan)
        if count < quota.at_least or (quota.at_most is not None and count > quota.at_most):
            return False
    return True


def worth(source: ScoreMatrix, policy: Policy, plan: Links) -> Worth:
    """Number, points of precedence, floors, total."""
    points: dict[str, int] = {}
    for first in source.precedence:
        placed = {link[first.side == "mentee"] for link in plan}
        points[first.name] = points.get(first.name, 0) + sum(first.points.get(one, 0) for one in placed)
    free = sorted(score(source, link) for link in plan - source.locks)
    total = sum(curved(one, policy.concavity) for one in free)
    return (len(plan), *points.values(), *floors(free, policy), total)


def score(source: ScoreMatrix, link: tuple[str, str]) -> int:
    return int(source.cells[source.mentors.index(link[0])][source.mentees.index(link[1])])  # type: ignore[arg-type]


def floors(free: list[int], policy: Policy) -> list[int]:
    """The weakest, or each step with (minus) the number of pairs at it."""
    if policy.floor == "none" or not free:
        return []
    if policy.floor == "best":
        return free[:1]
    out = []
    for value in sorted(set(free))[: policy.steps]:
        out += [value, -free.count(value)]
    return out


def worth_of(source: ScoreMatrix, plan: Plan) -> Worth:
    return worth(source, plan.policy, set(plan.links))
