"""The mails of this room, each in its reader's language."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from augenhoehe.common.models import in_language
from augenhoehe.messaging.services import Letter, queue_mails

from .. import placeholders as kinds
from ..models import AlumniEntry
from .links import link_to_leave


def send_reminder(entry: AlumniEntry, now: dt.datetime) -> None:
    """That somebody still stands in the directory, and the way out of it."""
    person, programme = entry.person, entry.programme
    values = {
        "name": person.get_short_name(),
        "programme": in_language(programme, "name", person.language),
        "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
        "link": link_to_leave(entry, now),
        "entry": settings.BASE_URL + reverse("alumni-own", args=[entry.cohort_id]),
    }
    key = f"{kinds.REMINDER.key}:{entry.pk}:{now.date()}"
    queue_mails([Letter(kinds.REMINDER, person, values, programme_id=programme.pk, idempotency_key=key)])
