"""What the office sees of events: all of it, and of people only what an event needs."""

from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, IntegerField, Q, QuerySet, Value, When

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.programmes.models import Cohort

from ..enums import OFFICE_KINDS, SIDES, Attendance, EventState, Reply
from ..models import Event, SignUp

# What the list of an event's people can be narrowed to; "open" are those who have not answered.
SHOWN = (*Reply.values, "open")


def listed(cohort: Cohort) -> QuerySet[Event]:
    """The cohort's events with counts of answers: what is ahead first, then what lies behind."""
    behind = Case(When(state=EventState.PLANNED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Event.objects.filter(cohort=cohort, kind__in=OFFICE_KINDS)
        .annotate(
            coming=Count("sign_ups", filter=Q(sign_ups__reply=Reply.COMING)),
            waiting=Count("sign_ups", filter=Q(sign_ups__reply=Reply.WAITING)),
            unrecorded=Count("sign_ups", filter=Q(sign_ups__reply=Reply.COMING, sign_ups__attendance=Attendance.OPEN)),
        )
        .order_by(behind, "starts_at", "pk")
    )


def invited(event: Event) -> QuerySet[Application]:
    """Everybody the event is for."""
    return Application.objects.filter(
        cohort=event.cohort_id, state=State.ADMITTED, side__in=SIDES[event.audience]
    ).select_related("person")


def unanswered(event: Event) -> QuerySet[Application]:
    """Those of them who have said nothing yet."""
    return invited(event).exclude(pk__in=SignUp.objects.filter(event=event).values("application"))


def counts(event: Event) -> dict[str, int]:
    """Answer → how many; "open" are those without one. Two queries."""
    rows = SignUp.objects.filter(event=event).order_by().values_list("reply").annotate(Count("pk"))
    return dict.fromkeys(Reply.values, 0) | dict(rows) | {"open": unanswered(event).count()}


def people(event: Event, *, show: str = "", text: str = "") -> QuerySet[Application]:
    """Applications with their answer to the event (`reply`, `since`, `attendance`; None without one).

    Whoever is signed up stays in the list, even when they are no longer admitted.
    """
    meant = Q(state=State.ADMITTED, side__in=SIDES[event.audience]) | Q(answer__isnull=False)
    found = (
        Application.objects.filter(cohort=event.cohort_id)
        .annotate(answer=FilteredRelation("sign_ups", condition=Q(sign_ups__event=event)))
        .filter(meant)
        .annotate(reply=F("answer__reply"), since=F("answer__since"), attendance=F("answer__attendance"))
        .select_related("person__unit")
    )
    if show in SHOWN:
        found = found.filter(answer=None) if show == "open" else found.filter(answer__reply=show)
    for word in text.split():
        found = found.filter(Q(person__first_name__icontains=word) | Q(person__last_name__icontains=word))
    by_name: tuple[Any, ...] = ("person__last_name", "person__first_name", "pk")
    return found.order_by("answer__since", "answer__pk") if show == Reply.WAITING else found.order_by(*by_name)


def seated(event: Event) -> QuerySet[SignUp]:
    """Who has a place, by name."""
    found = SignUp.objects.filter(event=event, reply=Reply.COMING).select_related("application__person__unit")
    return found.order_by("application__person__last_name", "application__person__first_name", "pk")
