"""The mails of this room, each in the reader's language, in the transaction of the act they tell of."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from augenhoehe.applications.models import Application
from augenhoehe.common.dates import day, moment
from augenhoehe.common.models import in_language
from augenhoehe.messaging.calendar import Method
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails

from .. import placeholders as kinds
from ..enums import Reply
from ..models import Event, SignUp
from .calendar import calendar_object, where_of
from .links import links_to_event, links_to_preparation


def send_invitations(event: Event, applications: Sequence[Application], *, key: str) -> None:
    """Ask people who have not answered whether they come; `key` tells one round of asking from the next."""
    links = links_to_event(event, applications)
    letters = []
    for one in applications:
        language = one.person.language
        with translation.override(language):
            until = day(_midday(event.sign_up_until)) if event.sign_up_until else day(event.starts_at)
        values = _event_values(event, language, link=False) | {"until": until, "link": links[one.pk]}
        letters.append(_letter(kinds.INVITED, one, values, key=f"invited:{event.pk}:{one.pk}:{key}"))
    queue_mails(letters)


def _midday(date: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(date, dt.time(12)))


def send_places(event: Event, sign_ups: Sequence[SignUp], kind: TextKind, now: dt.datetime) -> None:
    """Places, their change, or moving up: an iTIP REQUEST each, with a link to sign off."""
    links = links_to_event(event, [one.application for one in sign_ups])
    _count_up(sign_ups)
    queue_mails(
        [_calendar_letter(kind, event, one, _linked(event, one, links, link=True), "REQUEST", now) for one in sign_ups]
    )


def send_waiting(event: Event, sign_ups: Sequence[SignUp]) -> None:
    """A word on the waiting list: when somebody gets on it, and again when the event was moved."""
    links = links_to_event(event, [one.application for one in sign_ups])
    queue_mails(
        [
            _letter(
                kinds.WAITING,
                one.application,
                _linked(event, one, links, link=False),
                key=f"waiting:{event.pk}:{one.application_id}:{_stamp(one)}:{event.version}",
            )
            for one in sign_ups
        ]
    )


def send_reminders(event: Event, sign_ups: Sequence[SignUp]) -> None:
    links = links_to_event(event, [one.application for one in sign_ups])
    begins = int(event.starts_at.timestamp())
    queue_mails(
        [
            _letter(
                kinds.REMINDER,
                one.application,
                _linked(event, one, links, link=True),
                key=f"reminder:{event.pk}:{one.application_id}:{begins}",
            )
            for one in sign_ups
        ]
    )


def ask_to_sign_off(event: Event, sign_up: SignUp) -> None:
    """To somebody whose calendar declined: their place is still theirs, and this is how they give it back."""
    links = links_to_event(event, [sign_up.application])
    values = _linked(event, sign_up, links, link=False)
    key = f"declined:{event.pk}:{sign_up.application_id}:{sign_up.sequence}"
    queue_mails([_letter(kinds.DECLINED, sign_up.application, values, key=key)])


def send_goodbye(event: Event, sign_up: SignUp, now: dt.datetime, *, had_place: bool) -> None:
    """No longer signed up: an iTIP CANCEL for whoever had a place."""
    values = _short_values(event, sign_up.application)
    if had_place:
        _count_up([sign_up])
        letter = _calendar_letter(kinds.SIGNED_OFF, event, sign_up, values, "CANCEL", now)
    else:
        key = f"signed_off:{event.pk}:{sign_up.application_id}:{_stamp(sign_up)}"
        letter = _letter(kinds.SIGNED_OFF, sign_up.application, values, key=key)
    queue_mails([letter])


def send_cancellations(event: Event, sign_ups: Sequence[SignUp], message: str, now: dt.datetime) -> None:
    """The event does not take place: a CANCEL to those who have a place, a word to those who wait.

    `message` is the office's own, as it was written.
    """
    _count_up(sign_ups)
    letters = []
    for one in sign_ups:
        values = _short_values(event, one.application) | {"message": message}
        if one.reply == Reply.COMING:
            letters.append(_calendar_letter(kinds.CANCELLED, event, one, values, "CANCEL", now))
        else:
            letters.append(_letter(kinds.CANCELLED, one.application, values, key=f"cancelled:{event.pk}:{one.pk}"))
    queue_mails(letters)


def send_preparations(applications: Sequence[Application], now: dt.datetime, *, key: str) -> None:
    """Ask mentees for the preparation, with a link that needs no account."""
    links = links_to_preparation(applications, now)
    queue_mails(
        [
            _letter(kinds.PREPARATION, one, {"link": links[one.pk]}, key=f"preparation:{one.pk}:{key}")
            for one in applications
        ]
    )


def _linked(event: Event, sign_up: SignUp, links: Mapping[int, str], *, link: bool) -> dict[str, str]:
    values = _event_values(event, sign_up.application.person.language, link=link)
    return values | {"link": links[sign_up.application_id]}


def _stamp(sign_up: SignUp) -> str:
    return f"{sign_up.since.timestamp():.6f}"


def _event_values(event: Event, language: str, *, link: bool) -> dict[str, str]:
    with translation.override(language):
        return {
            "title": in_language(event, "title", language),
            "day": date_format(timezone.localtime(event.starts_at), "DATE_FORMAT"),
            "when": moment(event.starts_at, event.minutes),
            "where": where_of(event, language, link=link),
            "about": in_language(event, "about", language),
        }


def _short_values(event: Event, application: Application) -> dict[str, str]:
    values = _event_values(event, application.person.language, link=False)
    return {name: values[name] for name in ("title", "day", "when")} | {"link": settings.BASE_URL + reverse("home")}


def _count_up(sign_ups: Sequence[SignUp]) -> None:
    """Every calendar object to one person has the next number, so that a later one always replaces an earlier one."""
    SignUp.objects.filter(pk__in=[one.pk for one in sign_ups]).update(sequence=F("sequence") + 1)
    for one in sign_ups:
        one.sequence += 1


def _calendar_letter(
    kind: TextKind, event: Event, sign_up: SignUp, values: Mapping[str, str], method: Method, now: dt.datetime
) -> Letter:
    person = sign_up.application.person
    calendar = calendar_object(
        event, person, sequence=sign_up.sequence, method=method, language=person.language, now=now
    )
    key = f"calendar:{event.pk}:{sign_up.application_id}:{sign_up.sequence}"
    return _letter(kind, sign_up.application, values, key=key, calendar=calendar, method=method)


def _letter(
    kind: TextKind,
    application: Application,
    values: Mapping[str, str],
    *,
    key: str,
    calendar: str = "",
    method: str = "",
) -> Letter:
    person, cohort = application.person, application.cohort
    reader = {
        "name": person.get_short_name(),
        "programme": in_language(cohort.programme, "name", person.language),
        "cohort": in_language(cohort, "name", person.language),
        "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
    }
    return Letter(
        kind,
        person,
        {**reader, **values},
        programme_id=cohort.programme_id,
        idempotency_key=f"events.{key}",
        calendar=calendar,
        calendar_method=method,
    )
