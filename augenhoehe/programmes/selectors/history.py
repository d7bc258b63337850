"""What was changed, by whom and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from augenhoehe.audit.models import Entry
from augenhoehe.people.models import Person
from augenhoehe.programmes import aims, changes, words
from augenhoehe.programmes.enums import RoleKind, Subject
from augenhoehe.programmes.models import Change, Cohort, MatchingRules


def current_rules(cohort: Cohort) -> MatchingRules:
    """Rules and weights in force. Raises MatchingRules.DoesNotExist for a cohort that was made by hand."""
    return cohort.matching_rules.select_related("changed_by").latest("number")


@dataclass(frozen=True)
class RulesVersion:
    """A version of rules and weights with what it changed."""

    row: MatchingRules
    changes: list[words.Change]


def rules_history(cohort: Cohort) -> list[RulesVersion]:
    """All versions, newest first. One query."""
    rows = list(cohort.matching_rules.select_related("changed_by").order_by("-number"))
    older: list[MatchingRules | None] = [*rows[1:], None]
    return [
        RulesVersion(
            row,
            version_difference(before, row) if before else [],
        )
        for row, before in zip(rows, older, strict=True)
    ]


def version_difference(before: MatchingRules, after: MatchingRules) -> list[words.Change]:
    """What differs between two versions, of one cohort or of two: rules, weights, policy, quotas."""
    return [
        *words.difference(before.rules, after.rules, before.weights, after.weights),
        *aims.aims_difference(before.policy, after.policy, before.quotas, after.quotas),
    ]


def changed_since(cohort: Cohort, number: int) -> list[words.Change]:
    """What differs between a version of the rules, by its number, and the current one."""
    before = cohort.matching_rules.filter(number=number).first()
    return version_difference(before, current_rules(cohort)) if before else []


def settings_changes(cohort: Cohort) -> QuerySet[Change]:
    """All kept changes of this cohort and of its programme, newest first."""
    own = Q(cohort=cohort) | Q(programme=cohort.programme_id, cohort=None)
    return Change.objects.filter(own).select_related("changed_by")


def cohort_changes(cohort: Cohort) -> QuerySet[Change]:
    """What everybody in the cohort may read: changes of its own settings; rules and the gate have their own pages."""
    subjects = (Subject.CREATED, Subject.COHORT, Subject.PHASES)
    return cohort.changes.filter(subject__in=subjects).select_related("changed_by")


def with_words(found: Iterable[Change]) -> list[tuple[Change, list[words.Change]]]:
    """Each change with a line for every setting it touched. One query, if `found` is a query set."""
    return [(change, changes.readable(change)) for change in found]


def gate_changes(cohort: Cohort) -> QuerySet[Change]:
    """What was settled before the call, and when; for the office and the staff council."""
    return cohort.changes.filter(subject=Subject.GATE).select_related("changed_by")


@dataclass(frozen=True)
class LogLine:
    """Who gave or took back which role when."""

    at: dt.datetime
    who: Person | None
    title: str
    change: words.Change


_ROLE_ACTIONS = {
    "programmes.role_assigned": _("Role given"),
    "programmes.role_withdrawn": _("Role taken back"),
}


def role_log(cohort: Cohort, limit: int = 20) -> list[LogLine]:
    """The programme's latest roles given and taken back, newest first, as long as the log remembers. Two queries."""
    entries = list(
        Entry.objects.filter(
            object_type="programmes.Programme", object_id=cohort.programme_id, action__in=list(_ROLE_ACTIONS)
        )[:limit]
    )
    ids = {entry.actor_id for entry in entries} | {entry.data.get("person") for entry in entries}
    people = Person.objects.in_bulk([pk for pk in ids if pk])
    return [
        LogLine(entry.at, people.get(entry.actor_id or 0), str(_ROLE_ACTIONS[entry.action]), _role(entry, people))
        for entry in entries
    ]


def _role(entry: Entry, people: dict[int, Person]) -> words.Change:
    label, name = str(RoleKind(entry.data["kind"]).label), str(people.get(entry.data["person"], ""))
    given = entry.action.endswith("assigned")
    return words.Change(label, "" if given else name, name if given else "")
