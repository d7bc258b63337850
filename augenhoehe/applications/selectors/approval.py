"""Where working-time approvals stand."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from augenhoehe.applications.enums import UNDECIDED, ApprovalState, State
from augenhoehe.applications.models import Application, Approval
from augenhoehe.applications.models.approval import PURSUED
from augenhoehe.people.enums import RelationKind
from augenhoehe.people.models import Person, Relation
from augenhoehe.programmes.hours import period
from augenhoehe.programmes.models import Cohort

UNREAD = (State.DRAFT, State.WITHDRAWN)
MISSING = "missing"
"""Instead of a state: the supervisor is to be asked and nobody is named."""


def is_used(cohort: Cohort) -> bool:
    """Whether any supervisor is asked in this cohort."""
    return any(cohort.asks_supervisor_of(side) for side in ("mentor", "mentee"))


def is_read(application: Application) -> bool:
    """Whether the office may look at the approval: it is asked for, and the application was handed in."""
    return application.cohort.asks_supervisor_of(application.side) and application.state not in UNREAD


def word_for_office(application: Application, cohort: Cohort, known: dict[int, ApprovalState]) -> str:
    """A state as the office's list shows it; empty where nobody is asked or nothing was handed in."""
    if application.state in UNREAD or not cohort.asks_supervisor_of(application.side):
        return ""
    state = known.get(application.pk)
    return str(state.label) if state else gettext("nobody named")


def states(cohort: Cohort) -> dict[int, ApprovalState]:
    """Application id → state of its current approval; who has named nobody is not in it. One query, or none."""
    if not is_used(cohort):
        return {}
    rows = Approval.objects.current().filter(application__cohort=cohort).values_list("application_id", "state")
    return {pk: ApprovalState(state) for pk, state in rows}


def period_of(application: Application, approval: Approval | None) -> tuple[dt.date, dt.date]:
    """From when to when the hours fall: the cohort's days, or up to the last day of an extension. One query."""
    first, last = period(application.cohort)
    return first, approval.until if approval and approval.until else last


def current_of(application: Application) -> Approval | None:
    """The approval that counts, if a supervisor is named. One query."""
    return application.approvals.current().select_related("decided_by").first()


def history_of(application: Application) -> list[Approval]:
    """The current approval and all earlier ones, newest first. One query."""
    return list(application.approvals.select_related("decided_by"))


def approvals_of(application: Application) -> list[Approval]:
    """What the applicant reads: all of it, while the cohort asks. One query, or none."""
    return history_of(application) if application.cohort.asks_supervisor_of(application.side) else []


def lacks_approval(application: Application, state: str | None) -> bool:
    """Whether this application needs a supervisor's word and does not have it."""
    return application.cohort.asks_supervisor_of(application.side) and state != ApprovalState.AGREED


def without_approval(applications: Sequence[Application]) -> list[Application]:
    """Those whose supervisor is asked and has not agreed. One query, or none."""
    asked = [one for one in applications if one.cohort.asks_supervisor_of(one.side)]
    if not asked:
        return []
    given = Approval.objects.current().filter(application__in=asked, state=ApprovalState.AGREED)
    agreed = set(given.values_list("application_id", flat=True))
    return [one for one in asked if one.pk not in agreed]


def reasons_not_to_admit(applications: Sequence[Application]) -> dict[int, Any]:
    """Id of each that cannot be admitted because its cohort admits with approval only → why. One query, or none."""
    strict = [one for one in applications if one.cohort.approval_needed]
    reason = _("The supervisor has not agreed. This cohort admits only with approval.")
    return {one.pk: reason for one in without_approval(strict)}


def for_supervisor(person: Person) -> QuerySet[Approval]:
    """Open questions to this person about their staff, the most urgent first."""
    found = Approval.objects.decided_by_supervisor(person).pursued().filter(state__in=UNDECIDED)
    return found.select_related("application__person", "application__cohort__programme").order_by("answer_by")


def filtered_by_state(found: QuerySet[Application], cohort: Cohort, state: str) -> QuerySet[Application]:
    """Those whose current approval is in this state; "missing": a supervisor is to be named."""
    if state == MISSING:
        asked = [side for side in ("mentor", "mentee") if cohort.asks_supervisor_of(side)]
        current = Approval.objects.current().filter(application__cohort=cohort)
        return found.filter(side__in=asked).exclude(pk__in=current.values("application_id"))
    return found.filter(approvals__current=True, approvals__state=state)


@dataclass(frozen=True)
class Counts:
    """How many applications that stand are where."""

    agreed: int
    postponed: int
    open: int
    questions: int
    with_office: int
    missing: int

    @property
    def done(self) -> bool:
        return not (self.open or self.questions or self.with_office or self.missing)


def counts(cohort: Cohort) -> Counts:
    """How far the approvals of a cohort are. Two queries."""
    asked = [side for side in ("mentor", "mentee") if cohort.asks_supervisor_of(side)]
    wanted = set(
        Application.objects.filter(cohort=cohort, side__in=asked, state__in=PURSUED).values_list("pk", flat=True)
    )
    known = Counter(state for pk, state in states(cohort).items() if pk in wanted)
    named = known[ApprovalState.NAMED]
    return Counts(
        agreed=known[ApprovalState.AGREED],
        postponed=known[ApprovalState.POSTPONED],
        open=known[ApprovalState.ASKED],
        questions=known[ApprovalState.ASKED_BACK],
        with_office=known[ApprovalState.SILENT],
        missing=len(wanted) - sum(known.values()) + named,
    )


def known_superior(person: Person, today: dt.date) -> str:
    """The address of the person's superior as the staff list or the person says it; empty when nobody is known.

    One query.
    """
    lines = Relation.objects.filter(subordinate=person, kind=RelationKind.LINE)
    own = [one for one in lines.select_related("superior") if one.declared_by_id in (None, person.pk)]
    now = [one.superior.email for one in own if one.until is None or one.until >= today]
    return now[0] if now else ""


def is_over(approval: Approval) -> bool:
    """Whether nobody asks any more: replaced, or the application is not under way."""
    return (
        not approval.current
        or not approval.is_used
        or approval.state in (ApprovalState.NAMED, ApprovalState.WITHDRAWN)
        or approval.application.state not in (*PURSUED, State.DRAFT)
    )
