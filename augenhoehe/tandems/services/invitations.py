"""A meeting as both calendars understand it."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.applications.enums import Side
from augenhoehe.messaging.calendar import Attendee, Method, installation_organizer, invitation

from ..enums import MeetingMode
from ..models import Meeting, Tandem
from ..selectors.guides import first_talk, four_rules


def calendar_object(meeting: Meeting, tandem: Tandem, *, method: Method, language: str, now: dt.datetime) -> str:
    """The iCalendar text: REQUEST (for an update too) or CANCEL.

    Both partners are attendees, the installation's mailbox is the organiser. An assistant who sees the calendar reads
    names, date, place, the four rules and the guide, and nothing of what the two talk about.
    """
    people = [tandem.application_of(side).person for side in Side]
    with translation.override(language):
        summary = summary_of(meeting, tandem)
        description = _description(meeting, tandem, language)
        place = where_of(meeting)
    return invitation(
        method=method,
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        summary=summary,
        description=description,
        location=place,
        url=meeting.video_url or settings.BASE_URL + reverse("tandem", args=[tandem.pk]),
        organizer=installation_organizer(),
        attendees=[Attendee(person.get_full_name(), person.email) for person in people],
        language=language,
        now=now,
    )


def _description(meeting: Meeting, tandem: Tandem, language: str) -> str:
    rules = four_rules(language, tandem.cohort)
    guide = first_talk(language, tandem.cohort) if meeting.is_first else None
    page = settings.BASE_URL + reverse("tandem", args=[tandem.pk])
    texts = [rules.title, rules.plain, *([guide.title, guide.plain] if guide else []), page]
    return "\n\n".join(texts)


def summary_of(meeting: Meeting, tandem: Tandem) -> str:
    """How calendars call it."""
    names = " + ".join(tandem.application_of(side).person.get_full_name() for side in Side)
    return (_("First talk: %(names)s") if meeting.is_first else _("Tandem: %(names)s")) % {"names": names}


def where_of(meeting: Meeting) -> str:
    """The place, or the video link."""
    return meeting.place if meeting.mode == MeetingMode.IN_PERSON else meeting.video_url
