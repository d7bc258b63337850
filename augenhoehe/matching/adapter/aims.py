"""Policy, quotas and precedence of a cohort as the engine's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from augenhoehe.applications.enums import Side, Way
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import way_for
from augenhoehe.engine import Conflict, Plan, Policy, Precedence, Quota, Role
from augenhoehe.matching.partnerships import Partnerships
from augenhoehe.matching.waiting import in_vain, waited
from augenhoehe.people.models import Unit
from augenhoehe.programmes.aims import policy_of
from augenhoehe.programmes.models import Cohort, MatchingRules

from .people import Answers

MOST_POINTS = 1000


def engine_policy(stored: MatchingRules) -> Policy:
    """The stored policy as the engine's. Raises ProblemError for values out of range."""
    policy = policy_of(stored.policy)
    return Policy(floor=policy["floor"], concavity=policy["concavity"])


def quota_name(quota: Mapping[str, Any]) -> str:
    """A quota's name in the engine: all that is told of it, so that a kept run needs nothing else."""
    most = "" if quota["at_most"] is None else quota["at_most"]
    return f"{quota['side']}:{quota['kind']}:{quota['id']}:{quota['at_least']}:{most}:{quota['name']}"


def quota_told(name: str) -> dict[str, Any]:
    """A quota as the office set it, from its name in the engine."""
    side, _kind, _pk, least, most, label = name.split(":", 5)
    return {"side": side, "name": label, "at_least": int(least), "at_most": int(most) if most else None}


def quotas_of(
    stored: MatchingRules, people: Sequence[Application], free: Iterable[int], taken: Mapping[int, int]
) -> tuple[Quota, ...]:
    """The quotas over people with a free place; tandems that are there already count. At most one query."""
    if not stored.quotas:
        return ()
    above = _units_above() if any(one["kind"] == "unit" for one in stored.quotas) else {}
    here = set(free)
    return tuple(_quota(one, people, here, taken, above) for one in stored.quotas)


def _quota(
    quota: Mapping[str, Any],
    people: Sequence[Application],
    free: set[int],
    taken: Mapping[int, int],
    above: Mapping[int, frozenset[int]],
) -> Quota:
    group = [one for one in people if one.side == quota["side"] and _belongs(one, quota, above)]
    placed = sum(taken.get(one.pk, 0) for one in group)
    most = quota["at_most"]
    return Quota(
        name=quota_name(quota),
        side=quota["side"],
        people=frozenset(str(one.pk) for one in group if one.pk in free),
        at_least=max(0, quota["at_least"] - placed),
        at_most=None if most is None else max(0, most - placed),
    )


def _belongs(one: Application, quota: Mapping[str, Any], above: Mapping[int, frozenset[int]]) -> bool:
    if quota["kind"] == "site":
        return one.person.site_id == quota["id"]
    return one.person.unit_id is not None and quota["id"] in above.get(one.person.unit_id, ())


def _units_above() -> dict[int, frozenset[int]]:
    """Unit → itself and all above it. One query."""
    parents = dict(Unit.objects.without_tree_fields().order_by().values_list("pk", "parent_id"))
    return {pk: frozenset(_line(pk, parents)) for pk in parents}


def _line(unit: int | None, parents: Mapping[int, int | None]) -> set[int]:
    line: set[int] = set()
    while unit is not None and unit not in line:
        line.add(unit)
        unit = parents.get(unit)
    return line


def precedence_of(
    stored: MatchingRules, cohort: Cohort, people: Sequence[Application], answers: Answers, known: Partnerships
) -> tuple[Precedence, ...]:
    """Who comes first, as far as the policy says so: those who have waited, then mentees by need."""
    policy, found = policy_of(stored.policy), []
    if policy["waiting"]:
        before = waited(in_vain(cohort, [one.person_id for one in people]), known)
        roles: tuple[Role, ...] = ("mentor", "mentee")
        for role in roles:
            mine = [one for one in people if one.side == role and one.person_id in before]
            found.append(Precedence("waiting", role, {str(one.pk): before[one.person_id] for one in mine}))
    if policy["need"]:
        mentees = [one for one in people if one.side == Side.MENTEE]
        found.append(Precedence("need", "mentee", {str(one.pk): need_of(one, answers) for one in mentees}))
    return tuple(found)


def need_of(one: Application, answers: Answers) -> int:
    """Σ relevance over the topics with which a tandem helps."""
    told = answers.topics.get(one.pk, {}).values()
    return min(MOST_POINTS, sum(a.relevance for a in told if way_for(a.level, a.relevance) == Way.TANDEM))


def conflict_told(conflict: Iterable[Conflict]) -> list[dict[str, Any]]:
    """A conflict as JSON; numbers as the office set them, tandems that are there already included."""
    out: list[dict[str, Any]] = []
    for one in conflict:
        if one.kind == "lock":
            out.append({"kind": "lock", "mentor": int(one.mentor), "mentee": int(one.mentee)})
            continue
        quota = quota_told(one.name)
        placed = (quota["at_least"] if one.kind == "at_least" else quota["at_most"] or 0) - one.number
        possible = None if one.possible is None else one.possible + placed
        out.append({"kind": one.kind, **quota, "possible": possible})
    return out


def aims_figures(plan: Plan) -> dict[str, Any]:
    """What is told of policy and quotas with a run: how far each quota went, and who pins the steps of the floor."""
    source = plan.source()
    counts = {
        quota.name: sum(getattr(pair, quota.side) in quota.people for pair in plan.pairs) for quota in source.quotas
    }
    return {
        "quotas": [{**quota_told(name), "count": count} for name, count in counts.items()],
        "firsts": sorted({one.name for one in source.precedence if any(one.points.values())}),
        "floors": [
            {
                "floor": step.floor,
                "pairs": [
                    [int(pair.mentor), int(pair.mentee)]
                    for pair in plan.pairs
                    if pair.score == step.floor and not pair.locked
                ],
            }
            for step in plan.floors
        ],
        "concavity": plan.policy.concavity,
    }
