"""Lines of the office's checklist, and the sponsor's next appearance on the home page."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind, RoleKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from . import papers
from .enums import APPEARANCES, BackingKind
from .models import BackingTask
from .selectors import InForce, Planned, appearances_agreed, backing_of, documents_of

AHEAD = dt.timedelta(days=28)
PHASES = {
    BackingKind.CALL: PhaseKind.CALL,
    BackingKind.OPENING: PhaseKind.RUNNING,
    BackingKind.MIDTERM: PhaseKind.RUNNING,
    BackingKind.CLOSING: PhaseKind.CLOSING,
}


def _checks(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Is there a mandate, does the sponsor speak, do the departments know? Three queries."""
    if not cohort.uses(Part.BACKING):
        return
    documents = {one.kind: one for one in documents_of(cohort)}
    for paper in (papers.MANDATE, papers.SPONSOR_MESSAGE):
        yield _own_text(documents[paper], cohort)
    planned = {one.kind: one for one in backing_of(cohort)}
    yield _task(planned[BackingKind.CIRCULAR], cohort, "")
    agreed, total = appearances_agreed(planned.values())
    yield Check(
        phase="",
        title=gettext("The sponsor’s appearances"),
        state=gettext("%(agreed)s of %(total)s have a day") % {"agreed": agreed, "total": total},
        done=agreed == total,
        href=reverse("office-backing", args=[cohort.pk]),
    )
    for kind, phase in PHASES.items():
        yield _task(planned[kind], cohort, phase)


def _own_text(document: InForce, cohort: Cohort) -> Check:
    edition = document.edition
    state = (
        gettext("edition %(number)s of %(day)s")
        % {"number": edition.number, "day": date_format(edition.changed_at, "SHORT_DATE_FORMAT")}
        if edition
        else gettext("still as shipped: read it, adapt it, and save it")
    )
    href = reverse("office-document", args=[cohort.pk, document.kind.key])
    return Check("", str(document.kind.title), state, edition is not None, href)


def _task(planned: Planned, cohort: Cohort, phase: str) -> Check:
    return Check(
        phase=phase,
        title=str(planned.kind.label),
        state=state_of(planned),
        done=planned.done_on is not None,
        href=reverse("office-backing", args=[cohort.pk]),
    )


def state_of(planned: Planned) -> str:
    """Done, agreed, or only suggested by the phases."""
    if planned.done_on:
        return gettext("done on %(day)s") % {"day": date_format(planned.done_on, "SHORT_DATE_FORMAT")}
    if planned.day is None:
        return gettext("without a day")
    day = {"day": date_format(planned.day, "SHORT_DATE_FORMAT")}
    return (gettext("agreed for %(day)s") if planned.agreed else gettext("suggested: %(day)s")) % day


def _duties(person: Person, today: dt.date) -> Iterable[Duty]:
    """The sponsor's agreed appearances of the next four weeks. One query."""
    tasks = BackingTask.objects.filter(
        kind__in=APPEARANCES,
        on__range=(today, today + AHEAD),
        done_on=None,
        cohort__archived_at=None,
        cohort__programme__roles__person=person,
        cohort__programme__roles__kind=RoleKind.SPONSOR,
    ).select_related("cohort__programme")
    for task in tasks:
        if task.cohort.uses(Part.BACKING):
            yield Duty(
                title=str(task.get_kind_display()),
                text=_where(task),
                button=gettext("See date and text"),
                href=reverse("backing", args=[task.cohort_id]),
                on=task.on,
            )


def _where(task: BackingTask) -> str:
    where = f"{task.cohort.programme.name}, {task.cohort.name}."
    return f"{where} {task.place}." if task.place else where


register_checks("documents.backing", _checks)
register_duties("documents.backing", _duties)
