"""What a supervisor says by link or on their page, what is answered to them, and what the office hears from them."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications import holds
from augenhoehe.applications.enums import ANSWERED, UNDECIDED, ApprovalState
from augenhoehe.applications.models import Approval
from augenhoehe.applications.selectors.approval import is_over
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person

from . import mails
from .asking import ANSWER_DAYS
from .links import create_link, create_question_link, revoke_links
from .states import ApprovalOverError, change_approval, fresh, locked


def may_decide(approval: Approval) -> bool:
    """Whether the supervisor can still decide, or think again: until the matching has found a partner."""
    if is_over(approval):
        return False
    if approval.state in UNDECIDED:
        return True
    return approval.state in (*ANSWERED, ApprovalState.WITHOUT) and not holds.reason_to_stay(approval.application)


def _open(approval: Approval) -> Approval:
    """The row, locked. Raises ApprovalOverError when there is nothing to decide any more."""
    row = fresh(locked(approval))
    if not may_decide(row):
        raise ApprovalOverError
    return row


@transaction.atomic
def agree(*, approval: Approval, version: int, now: dt.datetime) -> Approval:
    """The supervisor agrees that it is working time. Twice is once.

    Raises ApprovalOverError and StaleError. Side effects: a log entry and a mail to the applicant.
    """
    row = _open(approval)
    if row.state == ApprovalState.AGREED:
        return row
    return _agreed(row, None, now, version=version)


def _agreed(
    row: Approval, actor: Person | None, now: dt.datetime, *, version: int | None = None, note: str = ""
) -> Approval:
    done = change_approval(
        approval=row, to=ApprovalState.AGREED, actor=actor, now=now, version=version, decided_at=now,
        decided_by=actor, postponed_until=None, reason="", reason_text="", note=note,
    )  # fmt: skip
    mails.tell_agreed(done)
    return done


@transaction.atomic
def postpone(*, approval: Approval, version: int, until: dt.date, reason: str, text: str, now: dt.datetime) -> Approval:
    """The supervisor says from when it is possible, and which serious operational reason stands against it now.

    The same words twice are once. Raises ApprovalOverError and StaleError. Side effects: a log entry without the
    words, and a mail to the applicant with them.
    """
    row = _open(approval)
    said = (row.postponed_until, row.reason, row.reason_text)
    if row.state == ApprovalState.POSTPONED and said == (until, reason, text):
        return row
    return _postponed(row, None, now, version=version, until=until, reason=reason, text=text)


def _postponed(
    row: Approval,
    actor: Person | None,
    now: dt.datetime,
    *,
    until: dt.date,
    reason: str,
    text: str,
    version: int | None = None,
    note: str = "",
) -> Approval:
    done = change_approval(
        approval=row, to=ApprovalState.POSTPONED, actor=actor, now=now, version=version, decided_at=now,
        decided_by=actor, postponed_until=until, reason=reason, reason_text=text, note=note,
    )  # fmt: skip
    mails.tell_postponed(done)
    return done


@transaction.atomic
def ask_back(*, approval: Approval, version: int, question: str, now: dt.datetime) -> Approval:
    """The supervisor wants to know something first. The same question twice is one.

    From now on it is the applicant's turn: the ten working days begin anew (see waiting.py). Raises
    ApprovalOverError, StaleError, and IllegalTransitionError once it is decided. Side effects: a log entry without the
    words; the question goes to the applicant and to the office.
    """
    row = _open(approval)
    if row.state == ApprovalState.ASKED_BACK and row.question == question:
        return row
    asked = change_approval(
        approval=row, to=ApprovalState.ASKED_BACK, actor=None, now=now, version=version, question=question, answer="",
        asked_at=now, answer_by=deadline(now, ANSWER_DAYS), reminders=0,
    )  # fmt: skip
    mails.pass_on_question(asked, create_question_link(approval=asked, now=now))
    return asked


@transaction.atomic
def answer_question(*, actor: Person, approval: Approval, version: int, answer: str, now: dt.datetime) -> Approval:
    """The applicant or the office answers; the supervisor gets the answer with a new link and ten working days.

    The same answer twice is one. Raises StaleError and IllegalTransitionError. Side effects: a log entry without the
    words, links revoked, a mail to the supervisor.
    """
    row = locked(approval)
    if row.state == ApprovalState.ASKED and row.answer == answer:
        return fresh(row)
    revoke_links(approval=row, now=now)
    asked = change_approval(
        approval=row, to=ApprovalState.ASKED, actor=actor, now=now, version=version, answer=answer, asked_at=now,
        answer_by=deadline(now, ANSWER_DAYS), reminders=0,
    )  # fmt: skip
    mails.tell_answer(asked, create_link(approval=asked, now=now))
    return asked


@transaction.atomic
def record_outcome(
    *,
    actor: Person,
    approval: Approval,
    version: int,
    to: ApprovalState,
    note: str,
    now: dt.datetime,
    until: dt.date | None = None,
    reason: str = "",
    text: str = "",
) -> Approval:
    """What the office heard from the supervisor, or that it goes on without: with who, when and what was said.

    Going on without is not possible where the cohort admits with approval only. Raises ApprovalOverError, StaleError
    and IllegalTransitionError. Side effects: a log entry without the words, and a mail to the applicant.
    """
    row = fresh(locked(approval))
    if is_over(row) or (to == ApprovalState.WITHOUT and row.application.cohort.approval_needed):
        raise ApprovalOverError
    if to == ApprovalState.AGREED:
        return _agreed(row, actor, now, version=version, note=note)
    if to == ApprovalState.POSTPONED and until:
        return _postponed(row, actor, now, version=version, until=until, reason=reason, text=text, note=note)
    done = change_approval(
        approval=row, to=ApprovalState.WITHOUT, actor=actor, now=now, version=version, decided_at=now,
        decided_by=actor, postponed_until=None, reason="", reason_text="", note=note,
    )  # fmt: skip
    mails.tell_without(done)
    return done
