"""Meetings that have taken place, for the statement of hours.

Minutes as the two entered them; where nobody has said anything yet, as planned, once the time is over.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from augenhoehe.people.models import Person
from augenhoehe.programmes.hours import register
from augenhoehe.programmes.models import Cohort

from .enums import MeetingState
from .models import Meeting


def _meetings(person: Person, cohort: Cohort) -> Iterable[tuple[Any, int]]:
    mine = Q(tandem__mentor__person=person) | Q(tandem__mentee__person=person)
    states = (MeetingState.PLANNED, MeetingState.HELD)
    found = Meeting.objects.filter(mine, tandem__cohort=cohort, state__in=states).select_related("record")
    now = timezone.now()
    held = [one.record.minutes for one in found if one.state == MeetingState.HELD]
    minutes = held + [one.minutes for one in found if one.state == MeetingState.PLANNED and one.ends_at <= now]
    return [(_("Meetings of the tandem"), sum(minutes))] if minutes else []


register("tandems.meetings", _meetings)
