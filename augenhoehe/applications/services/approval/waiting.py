"""While nobody answers, neither the supervisor nor the applicant a question back: reminders, then the office's turn."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.audit.services import record
from augenhoehe.common.workdays import add_working_days

from . import mails
from .links import create_link, create_question_link
from .states import change_approval, fresh, locked

REMIND_AFTER: Final = (5, 8)
"""Working days after which the first and the second reminder go out."""

CHASE_AFTER: Final = (5, 10)
"""Working days after which a question back is put to the applicant once more, and then to the office alone."""


def _waiting(state: ApprovalState) -> list[Approval]:
    found = Approval.objects.pursued().filter(state=state)
    found = found.select_related("application__person", "application__cohort__programme")
    return [one for one in found.order_by("application__cohort", "pk") if one.is_used]


def remind_supervisors(*, now: dt.datetime) -> int:
    """Remind those who have not answered. Returns how many mails; twice is once.

    Side effects for each: a log entry, and a mail with a link of its own.
    """
    today = timezone.localdate(now)
    waiting = _waiting(ApprovalState.ASKED)
    due = [one for one in waiting if _is_due(one, today) and one.answer_by and one.answer_by >= now]
    return sum(_remind(one, today, now) for one in due)


def _is_due(approval: Approval, today: dt.date, after: Sequence[int] = REMIND_AFTER) -> bool:
    if approval.asked_at is None or approval.reminders >= len(after):
        return False
    return today >= add_working_days(timezone.localdate(approval.asked_at), after[approval.reminders])


@transaction.atomic
def _remind(approval: Approval, today: dt.date, now: dt.datetime) -> bool:
    row = fresh(locked(approval))
    if row.state != ApprovalState.ASKED or not _is_due(row, today):
        return False
    Approval.objects.filter(pk=row.pk).update(reminders=row.reminders + 1)
    record(actor=None, action="applications.approval_reminded", on=row, number=row.reminders + 1)
    mails.remind(row, create_link(approval=row, now=now))
    return True


def hand_over_silent(*, now: dt.datetime) -> int:
    """Give to the office what no supervisor answered in time. Returns how many; twice is once.

    The supervisor's links stay open: a late answer is an answer. Side effects: log entries, and one mail a cohort to
    each person of its office.
    """
    overdue = [one for one in _waiting(ApprovalState.ASKED) if one.answer_by and one.answer_by < now]
    done = 0
    for cohort, rows in groupby(overdue, key=lambda one: one.application.cohort):
        with transaction.atomic():
            silent = [
                change_approval(approval=row, to=ApprovalState.SILENT, actor=None, now=now)
                for row in rows
                if locked(row).state == ApprovalState.ASKED
            ]
            mails.tell_silent(cohort, silent)
            done += len(silent)
    return done


def chase_questions(*, now: dt.datetime) -> int:
    """Where a supervisor's question waits: remind the applicant, then give it to the office. Returns how many mails.

    Twice is once. The state stays: whoever answers, the applicant or the office, answers, and the supervisor may
    decide without. Side effects for each: a log entry and a mail.
    """
    today = timezone.localdate(now)
    due = [one for one in _waiting(ApprovalState.ASKED_BACK) if _is_due(one, today, CHASE_AFTER)]
    return sum(_chase(one, now) for one in due)


@transaction.atomic
def _chase(approval: Approval, now: dt.datetime) -> bool:
    row = fresh(locked(approval))
    if row.state != ApprovalState.ASKED_BACK or not _is_due(row, timezone.localdate(now), CHASE_AFTER):
        return False
    number = row.reminders + 1
    Approval.objects.filter(pk=row.pk).update(reminders=number)
    record(actor=None, action="applications.question_chased", on=row, number=number)
    if number < len(CHASE_AFTER):
        mails.remind_of_question(row, create_question_link(approval=row, now=now))
    else:
        mails.hand_over_question(row)
    return True
