"""Who is asked: naming a supervisor, asking, asking somebody else, and ceasing to ask."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import UNDECIDED, ApprovalState, State, Step
from augenhoehe.applications.models import Application, Approval, ApprovalLink
from augenhoehe.applications.rules import may_change
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person
from augenhoehe.people.services import AddressRefusedError, address_may_enter, find_person
from augenhoehe.programmes.hours import hours_of
from augenhoehe.programmes.selectors import call_is_open

from . import mails
from .links import create_link, revoke_links
from .states import RELATED, ApprovalOverError, change_approval, change_approvals, fresh, locked

ANSWER_DAYS: Final = 10
"""Working days after which silence goes to the office."""

_TOLD: Final = (*UNDECIDED, ApprovalState.AGREED, ApprovalState.POSTPONED)


class SameAddressError(Exception):
    """Nobody approves their own working time."""


class AlreadyAskedError(Exception):
    """This address is asked already, about these hours."""


def _checked(email: str, application: Application) -> str:
    """The address in small letters. Raises SameAddressError and AddressRefusedError."""
    email = email.strip().lower()
    if email == application.person.email.lower():
        raise SameAddressError
    if not address_may_enter(email) and find_person(email) is None:
        raise AddressRefusedError(email)
    return email


@transaction.atomic
def name_supervisor(
    *, actor: Person, application: Application, version: int, email: str, now: dt.datetime
) -> Application:
    """Save the step in which the applicant names the supervisor. Naming the same one again changes nothing.

    After handing in, whoever is named is asked at once, and the one named before no longer. Raises
    ApprovalOverError when the step is closed, StaleError, SameAddressError and AddressRefusedError.
    """
    call_open = call_is_open(application.cohort, timezone.localdate(now))
    asks = application.cohort.asks_supervisor_of(application.side)
    if not asks or not may_change(application, Step.SUPERVISOR, call_open=call_open):
        raise ApprovalOverError
    email = _checked(email, application)
    done = application.steps_done
    steps = done if Step.SUPERVISOR in done else [*done, Step.SUPERVISOR]
    application.save_version(version, steps_done=steps, updated_at=now)
    current = application.approvals.current().first()
    if current is None or current.supervisor != email:
        made = _replace(application, current, email, hours_of(application.cohort, application.side), actor, now)
        if application.state != State.DRAFT:
            _ask(made, actor, now)
    return application


def _replace(
    application: Application,
    current: Approval | None,
    email: str,
    hours: int,
    actor: Person | None,
    now: dt.datetime,
    *,
    until: dt.date | None = None,
) -> Approval:
    """Make a new approval the current one. What was only asked is asked no longer; a word that was given stays."""
    if current:
        _retire(current, actor, now)
    made = Approval.objects.create(application=application, supervisor=email, hours=hours, until=until)
    record(actor=actor, action="applications.approval_named", on=made, application=application.pk, hours=hours)
    return fresh(made)


def _retire(current: Approval, actor: Person | None, now: dt.datetime) -> None:
    revoke_links(approval=current, now=now)
    if current.state not in (ApprovalState.AGREED, ApprovalState.WITHDRAWN):
        change_approval(approval=current, to=ApprovalState.WITHDRAWN, actor=actor, now=now)
    Approval.objects.filter(pk=current.pk).update(current=False, updated_at=now)


def _ask(approval: Approval, actor: Person | None, now: dt.datetime) -> Approval:
    """Put the question to the supervisor. Side effects: a log entry, a link, and the one mail that holds it."""
    asked = change_approval(
        approval=approval, to=ApprovalState.ASKED, actor=actor, now=now, asked_at=now,
        answer_by=deadline(now, ANSWER_DAYS), reminders=0,
    )  # fmt: skip
    mails.ask(asked, create_link(approval=asked, now=now))
    return asked


@transaction.atomic
def ask_named(*, actor: Person, application: Application, now: dt.datetime) -> None:
    """Ask the supervisor who is named in an application that is handed in; whoever is asked already is not again."""
    if application.cohort.asks_supervisor_of(application.side):
        named = application.approvals.current().filter(state=ApprovalState.NAMED).first()
        if named:
            _ask(fresh(named), actor, now)


@transaction.atomic
def ask_anew(
    *,
    actor: Person | None,
    application: Application,
    email: str,
    now: dt.datetime,
    hours: int | None = None,
    until: dt.date | None = None,
    version: int | None = None,
) -> Approval:
    """Ask somebody else, or the same person about other hours: an extension until a day needs a new word.

    The approval so far becomes history; one that was agreed keeps that. `version` is that of the approval so far.
    Raises StaleError, AlreadyAskedError, SameAddressError and AddressRefusedError. Side effects: log entries, and
    the mail with its link.
    """
    Application.objects.select_for_update().get(pk=application.pk)
    email = _checked(email, application)
    current = application.approvals.current().first()
    if version is not None and current and current.version != version:
        raise StaleError
    wanted = hours or hours_of(application.cohort, application.side)
    if current and (current.supervisor, current.hours) == (email, wanted) and current.state in (
        ApprovalState.ASKED, ApprovalState.ASKED_BACK, ApprovalState.AGREED,
    ):  # fmt: skip
        raise AlreadyAskedError
    return _ask(_replace(application, current, email, wanted, actor, now, until=until), actor, now)


@transaction.atomic
def delegate(*, approval: Approval, version: int, email: str, now: dt.datetime) -> Approval:
    """The supervisor hands the question on: the new one gets a link, the old link is revoked.

    Raises StaleError, ApprovalOverError once it is decided, SameAddressError and AddressRefusedError. Side effects:
    log entries, and the mail with its link.
    """
    row = locked(approval)
    if row.version != version:
        raise StaleError
    if not row.current or row.state not in UNDECIDED:
        raise ApprovalOverError
    application = fresh(row).application
    email = _checked(email, application)
    if email == row.supervisor:
        raise SameAddressError
    return _ask(_replace(application, row, email, row.hours, None, now, until=row.until), None, now)


@transaction.atomic
def forget_approvals(*, application: Application, now: dt.datetime) -> None:
    """Delete all approvals of an application that is withdrawn.

    Side effect: a supervisor who has been asked learns by mail that nothing is asked any more, and no reason.
    """
    current = application.approvals.current().filter(state__in=_TOLD).first()
    if current:
        mails.tell_settled([fresh(current)])
    application.approvals.all().delete()


@transaction.atomic
def cease_asking(*, applications: Sequence[Application], actor: Person, now: dt.datetime) -> None:
    """Ask no longer about those who were not admitted. A word that was given stays.

    Queries do not grow with the number. Side effects: log entries, links revoked; each supervisor whose answer was
    awaited learns by mail that nothing is asked any more, and no reason.
    """
    found = Approval.objects.current().filter(application__in=applications, state__in=UNDECIDED)
    awaited = list(found.select_related(*RELATED).select_for_update(of=("self",)).order_by("pk"))
    if not awaited:
        return
    change_approvals(locked=awaited, to=ApprovalState.WITHDRAWN, actor=actor, now=now)
    ApprovalLink.objects.filter(approval__in=awaited, used_at=None).update(used_at=now, updated_at=now)
    mails.tell_settled(awaited)


@transaction.atomic
def resume_asking(*, applications: Sequence[Application], actor: Person, now: dt.datetime) -> None:
    """Ask anew where nobody was asked any longer, because somebody is admitted or may move up after all."""
    ceased = Approval.objects.current().filter(application__in=applications, state=ApprovalState.WITHDRAWN)
    for one in ceased.select_related(*RELATED):
        if one.is_used:
            _ask(_replace(one.application, one, one.supervisor, one.hours, actor, now, until=one.until), actor, now)
