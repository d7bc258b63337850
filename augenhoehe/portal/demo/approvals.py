"""What supervisors have said about working time, and the questions that wait for the persona of the supervisor."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any, Final

from augenhoehe.applications.enums import ApprovalState, PostponeReason, Side
from augenhoehe.applications.models import Application, Approval
from augenhoehe.applications.models.approval import PURSUED
from augenhoehe.applications.services import approval as services
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person, Relation
from augenhoehe.programmes.models import Cohort

from .city import DOMAIN

# How often each state occurs among those who applied.
_STATES: Final = {
    ApprovalState.AGREED: 40,
    ApprovalState.ASKED: 5,
    ApprovalState.ASKED_BACK: 1,
    ApprovalState.POSTPONED: 2,
    ApprovalState.SILENT: 2,
}
_WORDS: Final[dict[ApprovalState, dict[str, Any]]] = {
    ApprovalState.ASKED_BACK: {"question": "Fallen die Treffen in die Zeit des Jahresabschlusses?"},
    ApprovalState.POSTPONED: {
        "reason": PostponeReason.STAFF,
        "reason_text": "Bis zum Frühjahr sind zwei von fünf Stellen unbesetzt.",
    },
}


def build_approvals(past: Sequence[Cohort], current: Cohort, personas: dict[str, Person], now: dt.datetime) -> None:
    """All agreed in the cohorts before, a few of each state in this one, three questions to one supervisor."""
    chance = random.Random(2027)  # noqa: S311  (the same every time, nothing secret)
    bosses = dict(Relation.objects.values_list("subordinate", "superior__email"))
    mentors = Application.objects.filter(side=Side.MENTOR, state__in=PURSUED).select_related("cohort")
    mine = mentors.filter(cohort=current).order_by("pk")
    staff = [mine.get(person=personas["mentor"]), *mine.exclude(person=personas["mentor"])[:2]]
    rows = [_row(one, ApprovalState.AGREED, bosses, now) for one in mentors.filter(cohort__in=past)]
    rows += [
        _row(one, chance.choices(list(_STATES), list(_STATES.values()))[0], bosses, now)
        for one in mine.exclude(pk__in=[one.pk for one in staff])
    ]
    Approval.objects.bulk_create(rows)
    _ask_persona(staff, personas["supervisor"], now)


def _row(one: Application, state: ApprovalState, bosses: dict[int, str], now: dt.datetime) -> Approval:
    asked = now - dt.timedelta(days=20 if state in (ApprovalState.AGREED, ApprovalState.SILENT) else 3)
    decided = state in (ApprovalState.AGREED, ApprovalState.POSTPONED)
    return Approval(
        application=one, supervisor=bosses.get(one.person_id, f"leitung@{DOMAIN}"), hours=one.cohort.mentor_hours,
        state=state, asked_at=asked, answer_by=deadline(asked, services.ANSWER_DAYS),
        decided_at=asked + dt.timedelta(days=2) if decided else None,
        postponed_until=now.date() + dt.timedelta(days=120) if state == ApprovalState.POSTPONED else None,
        **_WORDS.get(state, {}),
    )  # fmt: skip


def _ask_persona(staff: Sequence[Application], supervisor: Person, now: dt.datetime) -> None:
    """Three of the supervisor's staff: one open, one answered after a question, one agreed; with working links."""
    asked = [
        services.ask_anew(actor=None, application=one, email=supervisor.email, now=now - dt.timedelta(days=2))
        for one in reversed(staff)
    ]
    agreed, wondered = asked[0], asked[1]
    services.agree(approval=agreed, version=agreed.version, now=now)
    wondered = services.ask_back(
        approval=wondered, version=wondered.version, question="An welchem Wochentag sind die Treffen?", now=now
    )
    services.answer_question(
        actor=wondered.application.person, approval=wondered, version=wondered.version,
        answer="Das machen die beiden selbst aus, einmal im Monat anderthalb Stunden.", now=now,
    )  # fmt: skip
