"""What working-time approvals ask of the office, of applicants and of supervisors."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

from .enums import ApprovalState, Step
from .models import Application
from .models.approval import PURSUED
from .selectors import approval


def _check(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """How many supervisors have agreed, and where the office has to help."""
    if not approval.is_used(cohort):
        return
    counts = approval.counts(cohort)
    words = [_("%(n)s agreed") % {"n": counts.agreed}]
    for number, text in (
        (counts.open, _("%(n)s open")),
        (counts.with_office, _("%(n)s with you")),
        (counts.postponed, _("%(n)s later")),
        (counts.missing, _("%(n)s without a supervisor")),
    ):
        if number:
            words.append(text % {"n": number})
    query = f"?approval={ApprovalState.SILENT}" if counts.with_office else ""
    href = reverse("office-applications", args=[cohort.pk]) + query
    yield Check(PhaseKind.SELECTION, _("Working-time approvals"), ", ".join(words), counts.done, href)


def _applicant(person: Person, _today: dt.date) -> Iterable[Duty]:
    """Name a supervisor who is missing; answer what the supervisor wants to know. Two queries."""
    mine = Application.objects.visible_to(person).filter(state__in=PURSUED, cohort__archived_at=None)
    found = mine.select_related("cohort__programme").prefetch_related("approvals")
    for one in found:
        if not one.cohort.asks_supervisor_of(one.side):
            continue
        current = next((row for row in one.approvals.all() if row.current), None)
        if current is None:
            yield Duty(
                _("Name your supervisor"),
                _("For “%(programme)s” we ask your supervisor that it is working time. Whom do we ask?")
                % {"programme": one.cohort.programme.name},
                _("Name somebody"),
                one.step_url(Step.SUPERVISOR),
            )
        elif current.state == ApprovalState.ASKED_BACK:
            yield Duty(
                _("Your supervisor has a question"),
                _("It is about the working time for “%(programme)s”.") % {"programme": one.cohort.programme.name},
                _("Answer"),
                reverse("application-question", args=[one.pk]),
            )


def _supervisor(person: Person, _today: dt.date) -> Iterable[Duty]:
    """Questions about one's own staff. One query."""
    for one in approval.for_supervisor(person):
        if not one.is_used or one.state == ApprovalState.ASKED_BACK:
            continue
        yield Duty(
            _("Working time for %(name)s") % {"name": one.application.person.get_full_name()},
            _("%(hours)s hours for “%(programme)s”: do you agree that it is working time?")
            % {"hours": one.hours, "programme": one.application.cohort.programme.name},
            _("See and answer"),
            reverse("approval", args=[one.pk]),
            timezone.localdate(one.answer_by) if one.answer_by else None,
        )


register_checks("applications.approval", _check)
register_duties("applications.approval", _applicant)
register_duties("applications.approval_supervisor", _supervisor)
