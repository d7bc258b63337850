from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.aims import policy_of
from augenhoehe.programmes.defaults import RULES, WEIGHTS, RuleValue
from augenhoehe.programmes.enums import Subject
from augenhoehe.programmes.models import Cohort, MatchingRules

from .keeping import keep_change


@transaction.atomic
def change_matching_rules(
    *,
    cohort: Cohort,
    rules: Mapping[str, RuleValue],
    weights: Mapping[str, int],
    note: str,
    actor: Person | None,
    based_on: int | None = None,
    policy: Mapping[str, Any] | None = None,
    quotas: Sequence[Mapping[str, Any]] | None = None,
) -> MatchingRules:
    """A new version of a cohort's rules, weights, policy and quotas; the old ones stay, with who changed them and why.

    `based_on` is the number of the version that the change started from: StaleError when it is no longer the
    current one. `policy` and `quotas` that are not given stay as they are. Returns the current version unchanged when
    nothing differs. ValueError for unknown names or weights beyond 100. Side effects: a log entry and a kept change.
    """
    _check(rules, weights)
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    current = cohort.matching_rules.first()
    wanted: dict[str, Any] = {
        "rules": dict(rules),
        "weights": dict(weights),
        "policy": policy_of(policy if policy is not None else current.policy if current else {}),
        "quotas": [dict(one) for one in (quotas if quotas is not None else current.quotas if current else [])],
    }
    if current and wanted == _values(current):
        return current
    if based_on is not None and (current is None or current.number != based_on):
        raise StaleError
    changed = MatchingRules.objects.create(
        cohort=cohort,
        number=current.number + 1 if current else 1,
        note=note,
        changed_by=actor,
        **wanted,
    )
    record(actor=actor, action="programmes.matching_rules_changed", on=cohort, number=changed.number)
    if current:
        before = _values(current)
        values = {name: [before[name], wanted[name]] for name in wanted}
        keep_change(subject=Subject.RULES, of=cohort, values=values, why=note, actor=actor)
    return changed


def _values(stored: MatchingRules) -> dict[str, Any]:
    return {
        "rules": stored.rules,
        "weights": stored.weights,
        "policy": policy_of(stored.policy),
        "quotas": stored.quotas,
    }


def _check(rules: Mapping[str, RuleValue], weights: Mapping[str, int]) -> None:
    if rules.keys() != RULES.keys() or weights.keys() != WEIGHTS.keys():
        raise ValueError("rules and weights carry exactly the names of programmes.defaults")
    if any(weight < 0 for weight in weights.values()) or sum(weights.values()) > 100:
        raise ValueError("weights are whole numbers from 0 and add up to at most 100")
