"""Mails to the mentor, in their language, in the transaction of the act they tell of."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.common.dates import moment
from augenhoehe.common.models import in_language
from augenhoehe.messaging.calendar import Attendee, Method, installation_organizer, invitation
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import queue_mail

from .. import placeholders as kinds
from ..models import Talk


def send(talk: Talk, kind: TextKind, now: dt.datetime, *, at: dt.datetime | None = None) -> None:
    """With a date it is an iTIP REQUEST, its withdrawal a CANCEL; `at` is the date that is given up."""
    person, programme = talk.mentor.person, talk.cohort.programme
    method: Method = "CANCEL" if kind is kinds.CANCELLED else "REQUEST"
    starts_at = at or talk.starts_at
    dated = starts_at is not None and kind in (kinds.INVITED, kinds.CANCELLED)
    page = f"{settings.BASE_URL}{reverse('feedback-talk', args=[talk.pk])}"
    with translation.override(person.language):
        when = moment(starts_at, talk.minutes) if starts_at else _("the date is still to be found")
        name = talk.holder.get_full_name() if talk.holder else _("the programme office")
        values = {
            "name": person.first_name,
            "holder": name,
            "programme": in_language(programme, "name", person.language),
            "when": when,
            "place": talk.place or _("still to be settled"),
            "contact": programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            "link": page,
        }
        calendar = _calendar(talk, method, starts_at, values, now) if dated and starts_at else ""
    queue_mail(
        kind,
        to=person,
        programme_id=programme.pk,
        values=values,
        calendar=calendar,
        calendar_method=method if calendar else "",
        idempotency_key=f"{kind.key}:{talk.pk}:{talk.sequence}",
    )


def _calendar(talk: Talk, method: Method, starts_at: dt.datetime, values: dict[str, str], now: dt.datetime) -> str:
    """The mentor is the only attendee; the title says what it is and nothing of what was said."""
    person = talk.mentor.person
    return invitation(
        method=method,
        uid=talk.uid,
        sequence=talk.sequence,
        starts_at=starts_at,
        minutes=talk.minutes,
        summary=_("%(programme)s: talk with the programme office") % values,
        description="\n\n".join((_("With %(holder)s") % values, values["link"])),
        location=talk.place,
        url=values["link"],
        organizer=installation_organizer(),
        attendees=[Attendee(person.get_full_name(), person.email)],
        language=person.language,
        now=now,
    )
