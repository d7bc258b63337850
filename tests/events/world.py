"""An event and the people it is for, and short cuts to what they do."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import icalendar

from augenhoehe.applications.models import Application
from augenhoehe.events.models import Event, SignUp
from augenhoehe.events.services.answers import sign_off, sign_up
from augenhoehe.events.services.planning import EventDetails, change_event, create_event, details_of
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from tests import factories
from tests.factories import NOW

DAY = dt.timedelta(days=1)


def crowd(event: Event, number: int, side: str = "mentor") -> list[Application]:
    """So many people the event is for."""
    return [factories.make_application(event.cohort, side) for _time in range(number)]


def comes(event: Event, application: Application, **changes: Any) -> SignUp:
    values = {"actor": application.person, "now": NOW, **changes}
    return sign_up(event=event, application=application, **values)


def stays_away(event: Event, application: Application, **changes: Any) -> SignUp:
    values = {"actor": application.person, "now": NOW, **changes}
    return sign_off(event=event, application=application, **values)


def replies(event: Event) -> dict[int, str]:
    """Application → answer."""
    return dict(event.sign_ups.values_list("application_id", "reply"))


def seats(event: Event) -> list[int]:
    return sorted(event.sign_ups.exclude(seat=None).values_list("seat", flat=True))


def office_of(event: Event) -> Person:
    """Somebody of the office that runs the event's cohort."""
    return event.cohort.programme.roles.filter(kind="office").first().person


def planned(**changes: Any) -> Event:
    """An event in a cohort with an office."""
    cohort = factories.make_cohort()
    factories.make_role(cohort.programme, factories.make_person(), "office")
    return factories.make_event(cohort, **changes)


def create(event: Event, **changes: Any) -> tuple[Event, bool]:
    """Another event in the same cohort, by the service."""
    values = {
        "cohort": event.cohort,
        "actor": office_of(event),
        "details": details_of(event),
        "draft_key": uuid.uuid4(),
        "now": NOW,
        **changes,
    }
    return create_event(**values)


def change(event: Event, *, version: int | None = None, now: dt.datetime = NOW, **changes: Any) -> Event:
    details: EventDetails = dataclasses.replace(details_of(event), **changes)
    version = event.version if version is None else version
    return change_event(event=event, actor=office_of(event), version=version, details=details, now=now)


def mails(key: str, to: Application | None = None) -> list[Mail]:
    found = Mail.objects.filter(key=f"events.{key}").order_by("pk")
    return list(found.filter(person_id=to.person_id) if to else found)


def entry(mail: Mail) -> icalendar.Event:
    """The calendar entry of a mail."""
    return icalendar.Calendar.from_ical(mail.calendar).walk("VEVENT")[0]


def link_in(mail: Mail) -> str:
    """The path of the link in a mail."""
    line = next(line for line in mail.text.splitlines() if "/links/" in line)
    return line[line.index("/links/") :]
