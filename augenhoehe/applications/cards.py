"""What applications, need checks and working-time approvals ask of the office, of applicants and of supervisors."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.selectors import call_is_open

from .enums import ApprovalState, State, Step
from .models import Application
from .models.approval import PURSUED
from .rules import checks_need, may_submit
from .selectors import approval, need, selection


def _check(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """How many supervisors have agreed, and where the office has to help."""
    if not approval.is_used(cohort):
        return
    counts = approval.counts(cohort)
    words = [_("%(n)s agreed") % {"n": counts.agreed}]
    for number, text in (
        (counts.open, _("%(n)s open")),
        (counts.questions, _("%(n)s asking back")),
        (counts.with_office, _("%(n)s with you")),
        (counts.postponed, _("%(n)s later")),
        (counts.missing, _("%(n)s without a supervisor")),
    ):
        if number:
            words.append(text % {"n": number})
    first = ApprovalState.SILENT if counts.with_office else ApprovalState.ASKED_BACK if counts.questions else ""
    href = reverse("office-applications", args=[cohort.pk]) + (f"?approval={first}" if first else "")
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
                _("For “%(programme)s” we ask your supervisor to agree that it is working time. Whom may we ask?")
                % {"programme": one.cohort.programme.name},
                _("Name somebody"),
                one.step_url(Step.SUPERVISOR),
            )
        elif current.state == ApprovalState.ASKED_BACK:
            yield Duty(
                _("Your supervisor has a question"),
                _("It is about the working time for “%(programme)s”.") % {"programme": one.cohort.programme.name},
                _("Answer the question"),
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


def _selection(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """What is still to be decided, to be confirmed and to be asked. Three queries at most."""
    waiting = Application.objects.filter(cohort=cohort, state=State.SUBMITTED).count()
    everybody = Application.objects.filter(cohort=cohort).exclude(state__in=(State.DRAFT, State.WITHDRAWN)).exists()
    if everybody:
        state = _("%(n)s to decide") % {"n": waiting} if waiting else _("decided about everybody")
        href = reverse("office-selection", args=[cohort.pk])
        yield Check(PhaseKind.SELECTION, _("Applications decided"), state, not waiting, f"{href}?state=submitted")
    if checks_need("mentee", cohort) and (missing := need.without_check(cohort).count()):
        href = f"{reverse('office-selection', args=[cohort.pk])}?side=mentee&need=missing"
        yield Check(PhaseKind.SELECTION, _("Need checks"), _("%(n)s missing") % {"n": missing}, False, href)
    if cohort.selection_four_eyes and (open_ones := selection.proposals(cohort).count()):
        href = reverse("office-proposals", args=[cohort.pk])
        state = _("%(n)s wait for a second person") % {"n": open_ones}
        yield Check(PhaseKind.SELECTION, _("Proposed decisions"), state, False, href)


def _need_asked(person: Person, _today: dt.date) -> Iterable[Duty]:
    """A need check that the office has asked for. One query."""
    mine = Application.objects.visible_to(person).filter(
        cohort__archived_at=None,
        state__in=need.WAITING,
        need_check__asked_at__isnull=False,
        need_check__done_at__isnull=True,
    )
    for one in mine.select_related("cohort__programme"):
        if checks_need(one.side, one.cohort):
            yield Duty(
                _("Fill in your need check"),
                _("For “%(programme)s”: it shows you at once where a tandem helps, and takes five minutes.")
                % {"programme": one.cohort.programme.name},
                _("Fill in"),
                one.step_url(Step.TOPICS),
            )


def _begun(person: Person, today: dt.date) -> Iterable[Duty]:
    """An application that is begun and can still be submitted; until the call closes. Two queries."""
    mine = Application.objects.visible_to(person).filter(cohort__archived_at=None, state=State.DRAFT)
    for one in mine.select_related("cohort__programme", "cohort__gate").prefetch_related("cohort__phases"):
        closes = max((step.closes_on for step in one.cohort.steps(today) if step.kind == PhaseKind.CALL), default=None)
        if may_submit(one, call_open=call_is_open(one.cohort, today)):
            yield Duty(
                _("Your application is begun, not submitted"),
                _("Everything you saved for “%(programme)s” is there; go on where you stopped.")
                % {"programme": one.cohort.programme.name},
                _("Go on"),
                reverse("apply", args=[one.cohort_id]) if not one.late else one.get_absolute_url(),
                closes if not one.late else None,
            )


register_checks("applications.approval", _check)
register_checks("applications.selection", _selection)
register_duties("applications.begun", _begun)
register_duties("applications.need", _need_asked)
register_duties("applications.approval", _applicant)
register_duties("applications.approval_supervisor", _supervisor)
