"""Circles of a cohort: who finds them, who convenes them, and what a reader sees."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.common.dates import moment
from augenhoehe.events.enums import EventState
from augenhoehe.events.models import Event, SignUp
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..models import Circle, CircleDate, CircleMember
from .directory import may_enter


def manages(person: Person, cohort: Cohort) -> bool:
    return Cohort.objects.managed_by(person).filter(pk=cohort.pk).exists()


def circles_cohort(person: Person, cohort_id: int) -> Cohort | None:
    """A cohort with circles that this person is admitted to, or runs in the office; None for everybody else."""
    mine = Q(applications__person=person, applications__state=State.ADMITTED)
    run = Q(pk__in=Cohort.objects.managed_by(person).values("pk"))
    found = Cohort.objects.filter(mine | run, pk=cohort_id).select_related("programme").distinct().first()
    return found if found is not None and found.uses(Part.NETWORK) else None


def may_propose(person: Person, cohort: Cohort) -> bool:
    """Those whose tandem in this cohort has closed, and its office."""
    return cohort.uses(Part.NETWORK) and (may_enter(person, cohort) or manages(person, cohort))


def convenes(person: Person, circle: Circle) -> bool:
    """Who proposed it, and the office."""
    return circle.proposed_by_id == person.pk or manages(person, circle.cohort)


def own_application(person: Person, cohort: Cohort) -> Application | None:
    return Application.objects.filter(person=person, cohort=cohort, state=State.ADMITTED).first()


def circles_of(cohort: Cohort, person: Person, now: dt.datetime) -> QuerySet[Circle]:
    """Circles with `number` of people, `next_at`, and whether the reader is in it; those that go on come first."""
    ahead = CircleDate.objects.filter(circle=OuterRef("pk"), event__state=EventState.PLANNED, event__starts_at__gt=now)
    mine = CircleMember.objects.filter(circle=OuterRef("pk"), application__person=person)
    found = Circle.objects.filter(cohort=cohort).annotate(
        number=Count("members"),
        next_at=Subquery(ahead.order_by("event__starts_at").values("event__starts_at")[:1]),
        mine=Exists(mine),
    )
    order: Any = (F("ended_at").asc(nulls_first=True), F("next_at").asc(nulls_last=True), "pk")
    return found.select_related("topic").order_by(*order)


@dataclass(frozen=True)
class Date:
    """A date of a circle, and the reader's answer to it."""

    pk: int
    event: Event
    reply: str

    @property
    def when(self) -> str:
        return moment(self.event.starts_at, self.event.minutes)


@dataclass(frozen=True)
class CircleView:
    """A circle as one person sees it. members: by name for those who are in it, nobody's for all others."""

    circle: Circle
    inside: bool
    convenes: bool
    application: Application | None
    number: int
    members: list[str]
    dates: list[Date]
    past: list[Date]

    @property
    def free(self) -> int:
        return max(self.circle.places - self.number, 0)

    @property
    def open(self) -> bool:
        return self.circle.ended_at is None


def circle_for(person: Person, cohort: Cohort, pk: int, now: dt.datetime) -> CircleView | None:
    """One circle of a cohort. A constant number of queries."""
    members = Prefetch("members", CircleMember.objects.select_related("application__person"))
    circle = (
        Circle.objects.filter(cohort=cohort, pk=pk)
        .select_related("topic", "proposed_by")
        .prefetch_related(members)
        .first()
    )
    if circle is None:
        return None
    circle.cohort = cohort
    own = own_application(person, cohort)
    people = [member.application.person for member in circle.members.all()]
    inside = person in people
    dates = _dates(circle, own)
    return CircleView(
        circle,
        inside,
        convenes(person, circle),
        own,
        len(people),
        [one.get_full_name() for one in people] if inside else [],
        [one for one in dates if one.event.state == EventState.PLANNED and one.event.starts_at > now],
        [one for one in dates if one.event.state != EventState.PLANNED or one.event.starts_at <= now],
    )


def _dates(circle: Circle, own: Application | None) -> Iterable[Date]:
    answers = dict(
        SignUp.objects.filter(application=own, event__in=circle.dates.values("event")).values_list("event", "reply")
        if own
        else ()
    )
    rows = circle.dates.select_related("event__cohort__programme")
    return [Date(row.pk, row.event, str(answers.get(row.event_id, ""))) for row in rows]
