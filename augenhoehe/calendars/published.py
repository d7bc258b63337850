"""A person's dates as a calendar to subscribe to (iCalendar, RFC 5545 and 7986)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .entries import Entry


def published(entries: Iterable[Entry], *, discreet: bool, language: str, now: dt.datetime) -> str:
    """All dates in one calendar. A discreet one says of each that it is an appointment, and nothing else."""
    # Loading it takes as long as a page: whoever starts a process and asks for no feed does not wait for it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", f"-//{_one_line(settings.PRODUCT_NAME)}//Augenhoehe//{language.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", _("Appointments") if discreet else settings.PRODUCT_NAME)
    calendar.add("REFRESH-INTERVAL", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, discreet, now))
    return calendar.to_ical().decode()


def _event(entry: Entry, discreet: bool, now: dt.datetime) -> Any:
    from icalendar import Event

    begin = entry.starts_at.astimezone(dt.UTC)
    event = Event()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTAMP", (entry.changed_at or now).astimezone(dt.UTC))
    event.add("DTSTART", begin)
    event.add("DTEND", begin + dt.timedelta(minutes=entry.minutes))
    event.add("SUMMARY", _("Appointment") if discreet else entry.title)
    event.add("TRANSP", "OPAQUE")
    if discreet:
        event.add("CLASS", "PRIVATE")
        return event
    if entry.place:
        event.add("LOCATION", entry.place)
    if entry.href:
        event.add("URL", f"{settings.BASE_URL}{entry.href}")
    return event


def _one_line(text: str) -> str:
    return " ".join(text.split())
