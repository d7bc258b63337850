"""The mails of this room, each in the reader's language, in the transaction of the act they tell of."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from augenhoehe.applications.models import Application
from augenhoehe.common.dates import day, moment
from augenhoehe.common.models import in_language
from augenhoehe.messaging.calendar import Method
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import queue_mail

from .. import placeholders as kinds
from ..models import Event, SignUp
from .calendar import calendar_object, where_of
from .links import link_to_event, link_to_preparation


def send_invitation(event: Event, application: Application, *, key: str) -> None:
    """Ask somebody who has not answered whether they come; `key` tells one round of asking from the next."""
    language = application.person.language
    with translation.override(language):
        until = day(_midday(event.sign_up_until)) if event.sign_up_until else day(event.starts_at)
    values = _event_values(event, language, link=False) | {"until": until, "link": link_to_event(event, application)}
    _send(kinds.INVITED, application, values, key=f"invited:{event.pk}:{application.pk}:{key}")


def _midday(date: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(date, dt.time(12)))


def send_place(event: Event, sign_up: SignUp, kind: TextKind, now: dt.datetime) -> None:
    """A place, its change, or one's moving up: an iTIP REQUEST, with a link to sign off."""
    application = sign_up.application
    values = _event_values(event, application.person.language, link=True)
    values["link"] = link_to_event(event, application)
    _send_calendar(kind, event, sign_up, values, "REQUEST", now)


def send_waiting(event: Event, sign_up: SignUp) -> None:
    """A word on the waiting list: when somebody gets on it, and again when the event was moved."""
    application = sign_up.application
    values = _event_values(event, application.person.language, link=False)
    values["link"] = link_to_event(event, application)
    since = f"{sign_up.since.timestamp():.6f}"
    _send(kinds.WAITING, application, values, key=f"waiting:{event.pk}:{application.pk}:{since}:{event.version}")


def send_reminder(event: Event, sign_up: SignUp) -> None:
    application = sign_up.application
    values = _event_values(event, application.person.language, link=True)
    values["link"] = link_to_event(event, application)
    begins = int(event.starts_at.timestamp())
    _send(kinds.REMINDER, application, values, key=f"reminder:{event.pk}:{application.pk}:{begins}")


def send_goodbye(event: Event, sign_up: SignUp, now: dt.datetime, *, had_place: bool) -> None:
    """No longer signed up: an iTIP CANCEL for whoever had a place."""
    values = _short_values(event, sign_up.application)
    if had_place:
        _send_calendar(kinds.SIGNED_OFF, event, sign_up, values, "CANCEL", now)
    else:
        key = f"signed_off:{event.pk}:{sign_up.application_id}:{sign_up.since.timestamp():.6f}"
        _send(kinds.SIGNED_OFF, sign_up.application, values, key=key)


def send_cancellation(event: Event, sign_up: SignUp, message: str, now: dt.datetime, *, had_place: bool) -> None:
    """The event does not take place; `message` is the office's own, as it was written."""
    values = _short_values(event, sign_up.application) | {"message": message}
    if had_place:
        _send_calendar(kinds.CANCELLED, event, sign_up, values, "CANCEL", now)
    else:
        _send(kinds.CANCELLED, sign_up.application, values, key=f"cancelled:{event.pk}:{sign_up.application_id}")


def send_preparation(application: Application, now: dt.datetime, *, key: str) -> None:
    """Ask a mentee for the preparation, with a link that needs no account."""
    link = link_to_preparation(application, now)
    _send(kinds.PREPARATION, application, {"link": link}, key=f"preparation:{application.pk}:{key}")


def _event_values(event: Event, language: str, *, link: bool) -> dict[str, str]:
    with translation.override(language):
        return {
            "title": in_language(event, "title", language),
            "when": moment(event.starts_at, event.minutes),
            "where": where_of(event, language, link=link),
            "about": in_language(event, "about", language),
        }


def _short_values(event: Event, application: Application) -> dict[str, str]:
    values = _event_values(event, application.person.language, link=False)
    return {"title": values["title"], "when": values["when"], "link": settings.BASE_URL + reverse("home")}


def _send_calendar(
    kind: TextKind, event: Event, sign_up: SignUp, values: dict[str, str], method: Method, now: dt.datetime
) -> None:
    """Every calendar object to one person has the next number, so that a later one always replaces an earlier one."""
    SignUp.objects.filter(pk=sign_up.pk).update(sequence=F("sequence") + 1)
    sign_up.refresh_from_db(fields=["sequence"])
    application = sign_up.application
    calendar = calendar_object(
        event,
        application.person,
        sequence=sign_up.sequence,
        method=method,
        language=application.person.language,
        now=now,
    )
    key = f"calendar:{event.pk}:{application.pk}:{sign_up.sequence}"
    _send(kind, application, values, key=key, calendar=calendar, calendar_method=method)


def _send(kind: TextKind, application: Application, values: dict[str, str], *, key: str, **more: Any) -> None:
    person, cohort = application.person, application.cohort
    reader = {
        "name": person.get_short_name(),
        "programme": in_language(cohort.programme, "name", person.language),
        "cohort": in_language(cohort, "name", person.language),
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
    }
    queue_mail(
        kind,
        to=person,
        values=reader | values,
        programme_id=cohort.programme_id,
        idempotency_key=f"events.{key}",
        **more,
    )
