"""What this room adds to the home page of a mentor, and to the office's checklist."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .enums import TalkState
from .models import Talk
from .selectors.plan import requests_of, unsuitable_of


def talks(person: Person, today: dt.date) -> Iterator[Duty]:
    """Talks ahead, and those whose date is to be found. One query."""
    ahead = Talk.objects.of_mentor(person).filter(state=TalkState.PLANNED).select_related("cohort", "holder")
    for talk in ahead:
        day = timezone.localdate(talk.starts_at) if talk.starts_at else None
        if talk.cohort.uses(Part.FEEDBACK) and (day is None or day >= today):
            yield Duty(
                _("The programme office would like to hear from you"),
                _("What carried, what got in the way? The questions are there already."),
                _("See the talk"),
                reverse("feedback-talk", args=[talk.pk]),
                on=day,
            )


def wanted_notes(cohort: Cohort, _today: dt.date) -> Iterator[Check]:
    """Mentors who would like to read what was written down. One query where the part is on."""
    if cohort.uses(Part.FEEDBACK) and (number := requests_of(cohort).count()):
        text = ngettext("%(n)d mentor waits", "%(n)d mentors wait", number) % {"n": number}
        href = reverse("office-evaluation-talks", args=[cohort.pk])
        yield Check(PhaseKind.RUNNING, _("Notes of feedback talks to hand out"), text, False, href)


def unsuitable_dates(cohort: Cohort, _today: dt.date) -> Iterator[Check]:
    """Talks whose date the mentor's calendar has refused. One query where the part is on."""
    if cohort.uses(Part.FEEDBACK) and (number := unsuitable_of(cohort).count()):
        text = ngettext("%(n)d talk needs another one", "%(n)d talks need another one", number) % {"n": number}
        href = reverse("office-evaluation-talks", args=[cohort.pk])
        yield Check(PhaseKind.RUNNING, _("Dates of feedback talks that do not suit"), text, False, href)


register_duties("feedback.talks", talks)
register_checks("feedback.notes", wanted_notes)
register_checks("feedback.unsuitable", unsuitable_dates)
