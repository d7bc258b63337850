from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from augenhoehe.people.models import Person
from augenhoehe.programmes.doors import managed_cohort
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import OFFICE_KINDS
from ..models import Event


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; the views that ask have made sure that somebody is."""
    return cast(Person, request.user)


def office_cohort(request: HttpRequest, cohort_id: int, *parts: Part) -> Cohort:
    """The cohort, for its office and with one of these parts; for everybody else it does not exist."""
    cohort = managed_cohort(person_of(request), cohort_id)
    if not any(cohort.uses(part) for part in parts):
        raise Http404
    return cohort


def office_event(request: HttpRequest, cohort_id: int, pk: int) -> Event:
    """An event of such a cohort."""
    cohort = office_cohort(request, cohort_id, Part.EVENTS)
    event = get_object_or_404(Event, cohort=cohort, kind__in=OFFICE_KINDS, pk=pk)
    event.cohort = cohort
    return event
