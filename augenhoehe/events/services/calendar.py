"""An event as one person's calendar understands it."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.common.models import in_language
from augenhoehe.messaging.calendar import Attendee, Method, installation_organizer, invitation
from augenhoehe.people.models import Person

from ..models import Event


def calendar_object(
    event: Event, person: Person, *, sequence: int, method: Method, language: str, now: dt.datetime
) -> str:
    """The iCalendar text: REQUEST (for an update too) or CANCEL.

    The person is the only attendee: who else comes is nobody's business. They have said yes here, so no calendar asks
    them again; signing off goes by the link, not by a reply to the installation's mailbox, which is the organiser.
    """
    page = settings.BASE_URL + reverse("event", args=[event.pk])
    return invitation(
        method=method,
        uid=event.uid,
        sequence=sequence,
        starts_at=event.starts_at,
        minutes=event.minutes,
        summary=f"{in_language(event.cohort.programme, 'name', language)}: {in_language(event, 'title', language)}",
        description="\n\n".join(text for text in (in_language(event, "about", language), page) if text),
        location=where_of(event, language, link=True),
        url=event.video_url or page,
        organizer=installation_organizer(),
        attendees=[Attendee(person.get_full_name(), person.email, accepted=True)],
        language=language,
        now=now,
    )


def where_of(event: Event, language: str, *, link: bool) -> str:
    """Place and video link; without `link` only that it is by video. The link is for those who have a place."""
    with translation.override(language):
        video = event.video_url if link else _("By video; the link comes with your place.")
        found = [event.place, video if event.video_url else ""]
        return "\n".join(text for text in found if text) or _("The place is still to come.")
