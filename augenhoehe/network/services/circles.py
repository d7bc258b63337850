"""Circles: somebody proposes one, others come and go, dates are set and called off. Every date is an event."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from augenhoehe.applications.enums import State
from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.events.enums import Audience, EventKind, EventState, Reply
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.services.answers import sign_off, sign_up
from augenhoehe.events.services.planning import EventDetails, cancel_event, change_event, create_event, details_of
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part
from augenhoehe.topics.models import Topic

from ..errors import NetworkError, NotYoursError
from ..models import Circle, CircleDate, CircleMember
from ..selectors.circles import convenes, may_propose


@dataclass(frozen=True)
class CircleDetails:
    """What somebody types about a circle."""

    title: str
    about: str
    topic: Topic | None
    places: int


@dataclass(frozen=True)
class DateDetails:
    """When and where a circle meets."""

    starts_at: dt.datetime
    minutes: int
    place: str = ""
    video_url: str = ""


@transaction.atomic
def propose_circle(
    *, cohort: Cohort, actor: Person, details: CircleDetails, first: DateDetails, draft_key: uuid.UUID, now: dt.datetime
) -> Circle:
    """Propose a circle with its first date; the same form sent twice is one. Who proposes it, is in it.

    Side effects: log entries, and an invitation to whoever proposes it. Raises StaleError when the same key comes with
    another circle, and NotYoursError for whoever may not propose one.
    """
    if not may_propose(actor, cohort):
        raise NotYoursError
    circle, new = Circle.objects.get_or_create(
        cohort=cohort, draft_key=draft_key, defaults={**_values(details), "proposed_by": actor}
    )
    if new:
        record(actor=actor, action="network.circle_proposed", on=circle)
        own = Application.objects.filter(cohort=cohort, person=actor, state=State.ADMITTED).first()
        if own is not None:
            CircleMember.objects.create(circle=circle, application=own, since=now)
    elif any(getattr(circle, name) != value for name, value in _values(details).items()):
        raise StaleError
    add_date(circle=circle, actor=actor, details=first, draft_key=draft_key, now=now)
    return circle


def _values(details: CircleDetails) -> dict[str, object]:
    return {name: getattr(details, name) for name in CircleDetails.__dataclass_fields__}


@transaction.atomic
def change_circle(*, circle: Circle, version: int, actor: Person, details: CircleDetails, now: dt.datetime) -> None:
    """Word a circle anew, or give it another topic or more places; its dates ahead follow.

    Side effects: a log entry without the words, and those of `change_event` for each date. Raises StaleError,
    NotYoursError, NetworkError once it has ended, and EventError where more are coming than there would be places.
    """
    stored = _lock(circle)
    if not convenes(actor, stored):
        raise NotYoursError
    stored.save_version(version, **_values(details), updated_at=now)
    record(actor=actor, action="network.circle_changed", on=stored)
    for event in _ahead(stored, now):
        planned = replace(details_of(event), title_de=stored.title, about_de=stored.about, places=stored.places)
        change_event(event=event, actor=actor, version=event.version, details=planned, now=now)


@transaction.atomic
def add_date(
    *, circle: Circle, actor: Person, details: DateDetails, draft_key: uuid.UUID, now: dt.datetime
) -> tuple[Event, bool]:
    """Set one more date, and sign up everybody who is in the circle, in the order in which they came.

    Returns it and whether it is new. Side effects: log entries, and an invitation to each. Raises StaleError when the
    same key comes with another date, NotYoursError, and NetworkError once the circle has ended.
    """
    stored = _lock(circle)
    if not convenes(actor, stored):
        raise NotYoursError
    planned = EventDetails(
        kind=EventKind.CIRCLE, audience=Audience.BOTH, title_de=stored.title, about_de=stored.about,
        places=stored.places, **asdict(details),
    )  # fmt: skip
    event, new = create_event(cohort=stored.cohort, actor=actor, details=planned, draft_key=draft_key, now=now)
    if new:
        CircleDate.objects.create(circle=stored, event=event)
        for member in stored.members.select_related("application").filter(application__state=State.ADMITTED):
            sign_up(event=event, application=member.application, actor=actor, now=now)
    return event, new


@transaction.atomic
def join_circle(*, circle: Circle, application: Application, actor: Person, now: dt.datetime) -> bool:
    """Come into a circle, and to all of its dates ahead; doing it twice is once. Returns whether there is a place.

    Side effects: a log entry, and an invitation or a word on the waiting list for each date. Raises NetworkError for
    whoever is not admitted to the cohort, and once the circle has ended.
    """
    stored = _lock(circle)
    if application.state != State.ADMITTED or application.cohort_id != stored.cohort_id:
        raise NetworkError
    _member, new = CircleMember.objects.get_or_create(circle=stored, application=application, defaults={"since": now})
    if new:
        record(actor=actor, action="network.circle_joined", on=stored)
    answers = [sign_up(event=event, application=application, actor=actor, now=now) for event in _ahead(stored, now)]
    return all(one.reply == Reply.COMING for one in answers)


@transaction.atomic
def leave_circle(*, circle: Circle, application: Application, actor: Person, now: dt.datetime) -> None:
    """Leave a circle and all of its dates ahead; doing it twice is once. The next who waits moves up.

    Side effects: a log entry, and for each date a mail that takes it out of the calendar.
    """
    stored = Circle.objects.select_for_update(of=("self",)).get(pk=circle.pk)
    gone, _rows = CircleMember.objects.filter(circle=stored, application=application).delete()
    if gone:
        record(actor=actor, action="network.circle_left", on=stored)
    answered = SignUp.objects.filter(event__in=_ahead(stored, now), application=application)
    for one in answered.exclude(reply=Reply.NOT_COMING).select_related("event"):
        sign_off(event=one.event, application=application, actor=actor, now=now, told=True)


@transaction.atomic
def call_off(*, circle: Circle, date: CircleDate, actor: Person, now: dt.datetime) -> None:
    """Call a date off; doing it again changes nothing. Side effects: see `cancel_event`.

    Raises NotYoursError, and EventError for a date that is over.
    """
    stored = Circle.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=circle.pk)
    if not convenes(actor, stored):
        raise NotYoursError
    cancel_event(event=date.event, actor=actor, message="", now=now)


@transaction.atomic
def end_circle(*, circle: Circle, actor: Person, now: dt.datetime) -> None:
    """The circle does not meet any more: what is ahead is called off. Doing it again changes nothing.

    Side effect: a log entry. Raises NotYoursError.
    """
    stored = Circle.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=circle.pk)
    if not convenes(actor, stored):
        raise NotYoursError
    if stored.ended_at is not None:
        return
    for event in _ahead(stored, now):
        cancel_event(event=event, actor=actor, message="", now=now)
    Circle.objects.filter(pk=stored.pk).update(ended_at=now, updated_at=now)
    record(actor=actor, action="network.circle_ended", on=stored)


def _lock(circle: Circle) -> Circle:
    """The circle's row, held until the transaction ends. Raises NetworkError once it has ended or has no part left."""
    stored = Circle.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=circle.pk)
    if stored.ended_at is not None or not stored.cohort.uses(Part.NETWORK):
        raise NetworkError
    return stored


def _ahead(circle: Circle, now: dt.datetime) -> list[Event]:
    dates = circle.dates.filter(event__state=EventState.PLANNED, event__starts_at__gt=now)
    return [date.event for date in dates.select_related("event")]
