"""A questionnaire that waits, as a card of the home page; and the office's look at what it will ask."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.cards import Check, Duty, register_checks, register_duties
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .selectors.member import open_for
from .selectors.office import reading_of


def _waiting(person: Person, _today: dt.date) -> Iterable[Duty]:
    for one in open_for(person):
        yield Duty(
            title=_("Questionnaire: %(title)s")
            % {"title": one.survey.instrument.title if one.survey.instrument else ""},
            text=_("Voluntary, a few minutes, and nobody learns who has answered."),
            button=_("Answer"),
            href=reverse("questionnaire", args=[one.token]),
            until=one.survey.closes_on,
        )


def _read(cohort: Cohort, _today: dt.date) -> Iterable[Check]:
    """Whether the office has read what the cohort will be asked; nothing once it is too late for that. One query."""
    reading = reading_of(cohort) if cohort.uses(Part.SURVEYS) else None
    if reading is None or not (reading.read_at or reading.is_due):
        return
    day = date_format(timezone.localdate(reading.read_at)) if reading.read_at else ""
    state = _("read on %(day)s") % {"day": day} if day else _("not read yet")
    href = reverse("office-evaluation-surveys", args=[cohort.pk])
    yield Check(PhaseKind.MATCHING, _("Questionnaires read, before the first one goes out"), state, bool(day), href)


register_duties("surveys.waiting", _waiting)
register_checks("surveys.read", _read)
