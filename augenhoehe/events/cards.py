"""What this room adds to the office's checklist and to the home page."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.applications.enums import Side, State
from augenhoehe.applications.models import Application
from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import EventKind, EventState
from .selectors.office import listed
from .selectors.preparation import mentees

# When the office should have planned an event of a kind.
DUE = {
    EventKind.KICK_OFF: PhaseKind.MATCHING,
    EventKind.TRAINING: PhaseKind.MATCHING,
    EventKind.SUPERVISION: PhaseKind.RUNNING,
    EventKind.CLOSING: PhaseKind.CLOSING,
}


def event_checks(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """Whether each kind of event is planned, and whether attendance is recorded where one is over. One query."""
    if not cohort.uses(Part.EVENTS):
        return
    events: list[Any] = [event for event in listed(cohort) if event.state != EventState.CANCELLED]
    for kind, phase in DUE.items():
        found = [event for event in events if event.kind == kind]
        href = reverse("office-events", args=[cohort.pk]) if found else _new(cohort, kind)
        yield Check(phase, str(kind.label), _planned(found), bool(found), href)
    for event in events:
        if event.state == EventState.OVER and event.unrecorded:
            href = reverse("office-event-attendance", args=[cohort.pk, event.pk])
            yield Check(PhaseKind.RUNNING, str(event.title), _("Who was there is not recorded yet"), False, href)


def _new(cohort: Cohort, kind: EventKind) -> str:
    return f"{reverse('office-event-new', args=[cohort.pk])}?kind={kind}"


def _planned(events: list[Any]) -> str:
    if not events:
        return _("no date yet")
    return ", ".join(date_format(localtime(event.starts_at), "SHORT_DATE_FORMAT") for event in events)


def preparation_check(cohort: Cohort, today: dt.date) -> Iterator[Check]:
    """How many mentees have prepared. One query."""
    if not cohort.uses(Part.PREPARATION):
        return
    number = mentees(cohort).aggregate(all=Count("pk"), done=Count("pk", filter=Q(preparation__isnull=False)))
    text = ngettext("%(done)d of %(all)d mentee", "%(done)d of %(all)d mentees", number["all"]) % number
    done = number["all"] > 0 and number["done"] == number["all"]
    href = f"{reverse('office-induction', args=[cohort.pk])}?missing=preparation"
    yield Check(PhaseKind.MATCHING, _("Preparation for the first talk"), text, done, href)


def preparation_duties(person: Person, today: dt.date) -> Iterator[Duty]:
    """A mentee who has not prepared yet. One query."""
    mine = Application.objects.filter(
        person=person, side=Side.MENTEE, state=State.ADMITTED, preparation=None, cohort__ends_on__gte=today
    )
    for application in mine.select_related("cohort__programme"):
        if application.cohort.uses(Part.PREPARATION):
            yield Duty(
                _("Before your first talk: ten minutes for you"),
                _("A short reading and a few statements to confirm. Then you and your mentor can fix the date."),
                _("Prepare now"),
                reverse("preparation", args=[application.pk]),
            )


register_checks("events.events", event_checks)
register_checks("events.preparation", preparation_check)
register_duties("events.preparation", preparation_duties)
