"""A tandem's meetings among the dates that somebody has: in their feed, for their assistant, and as busy time."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side
from augenhoehe.calendars.entries import Entry, Opening, register_entries, register_openings
from augenhoehe.people.models import Person

from .enums import MeetingState, SeriesState
from .models import Meeting, Series, Tandem
from .selectors.meetings import RUNNING
from .services.invitations import summary_of, where_of


def meetings(people: Iterable[Person], since: dt.datetime, until: dt.datetime) -> dict[int, list[Entry]]:
    """Person → planned meetings that begin in this time. One query."""
    asked = {person.pk for person in people}
    theirs = Q(tandem__mentor__person__in=asked) | Q(tandem__mentee__person__in=asked)
    found = Meeting.objects.filter(theirs, state=MeetingState.PLANNED, starts_at__gte=since, starts_at__lt=until)
    entries: dict[int, list[Entry]] = {}
    for meeting in found.select_related("tandem__mentor__person", "tandem__mentee__person").order_by("starts_at", "pk"):
        for side in Side:
            person = meeting.tandem.application_of(side).person_id
            if person in asked:
                entries.setdefault(person, []).append(_entry(meeting))
    return entries


def _entry(meeting: Meeting) -> Entry:
    return Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        title=summary_of(meeting, meeting.tandem),
        place=where_of(meeting),
        href=reverse("meeting", args=[meeting.tandem_id, meeting.pk]),
        schedule=reverse("assisted-date", args=[meeting.pk]),
        changed_at=meeting.updated_at,
    )


def openings(people: Iterable[Person]) -> dict[int, list[Opening]]:
    """Person → running tandems with meetings that have no date, or with proposed dates. Two queries."""
    asked = {person.pk for person in people}
    theirs = Q(mentor__person__in=asked) | Q(mentee__person__in=asked)
    fixed = Count("meetings", filter=Q(meetings__state__in=(MeetingState.PLANNED, MeetingState.HELD)))
    found = Tandem.objects.filter(theirs, state__in=RUNNING).select_related("cohort", "mentor", "mentee")
    proposed = Prefetch("series", Series.objects.filter(state=SeriesState.OPEN), to_attr="open_series")
    arranged: dict[int, list[Opening]] = {}
    for tandem in found.annotate(fixed=fixed).prefetch_related(proposed).order_by("pk"):
        for side in Side:
            person = tandem.application_of(side).person_id
            if person in asked and (one := _opening(tandem, side)):
                arranged.setdefault(person, []).append(one)
    return arranged


def _opening(tandem: Any, side: Side) -> Opening | None:
    href = reverse("assisted-series", args=[side, tandem.pk])
    for series in tandem.open_series:
        if series.answered_by == side:
            return Opening(_("The other side has proposed dates."), _("Take or change them"), href)
        return Opening(_("Dates are proposed; the other side has yet to answer."), _("Look at the proposal"), href)
    if tandem.fixed >= tandem.cohort.meetings:
        return None
    text = _("%(fixed)d of %(all)d meetings have a date.") % {"fixed": tandem.fixed, "all": tandem.cohort.meetings}
    return Opening(text, _("Propose dates"), href)


register_entries("tandems.meetings", meetings)
register_openings("tandems.meetings", openings)
