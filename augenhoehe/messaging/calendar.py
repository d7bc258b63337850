"""Calendar objects as mail programmes understand them (iCalendar, RFC 5545; invitations by mail, RFC 5546 and 6047).

A date is known to the calendars by its UID; a later SEQUENCE replaces an earlier one. The organiser is the
installation's mailbox, so that nobody has to give away their own calendar.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText

from .sender import Attendee, installation_organizer

__all__ = ["Attendee", "Method", "installation_organizer", "invitation"]

Method = Literal["REQUEST", "CANCEL", "DECLINECOUNTER"]


def invitation(
    *,
    method: Method,
    uid: str,
    sequence: int,
    starts_at: datetime | date,
    minutes: int,
    summary: str,
    description: str,
    location: str,
    url: str,
    organizer: Attendee,
    attendees: Sequence[Attendee],
    language: str,
    now: datetime,
    remind: timedelta | None = None,
) -> str:
    """An invitation (REQUEST), its update (REQUEST, SEQUENCE + 1) or its withdrawal (CANCEL, SEQUENCE + 1).

    DECLINECOUNTER says no to another time that an attendee's calendar proposed: the date stands, with its SEQUENCE.

    `starts_at` and `now` are aware; the calendar shows local time in the zone of the setting TIME_ZONE, and rings
    `remind` before. A `starts_at` that is a day and no moment fills that day and blocks nothing. Raises ValueError for
    a naive time.
    """
    timed = starts_at if isinstance(starts_at, datetime) else None
    if now.tzinfo is None or (timed and timed.tzinfo is None):
        raise ValueError("a calendar needs to know the time zone")
    event = Event()
    event.add("UID", uid)
    event.add("SEQUENCE", sequence)
    event.add("SUMMARY", vText(summary), parameters={"LANGUAGE": language})
    for name, text in (("DESCRIPTION", description), ("LOCATION", location)):
        if text:
            event.add(name, vText(text), parameters={"LANGUAGE": language})
    if url:
        event.add("URL", url)
    event.add("ORGANIZER", _address(organizer), encode=False)
    for attendee in attendees:
        event.add("ATTENDEE", _invited(attendee, method), encode=False)
    zone = ZoneInfo(settings.TIME_ZONE)
    if timed:
        _add_times(event, zone, timed, minutes)
    else:
        _add_day(event, starts_at)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        event.add(name, now.astimezone(UTC))
    _add_state(event, method, busy=timed is not None)
    if remind and method == "REQUEST":
        event.add_component(_alarm(remind, summary))
    calendar = Calendar()
    calendar.add("PRODID", f"-//{_one_line(settings.PRODUCT_NAME)}//Augenhoehe//{language.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    if timed:
        calendar.add_component(_timezone(zone, timed))
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _add_times(event: Event, zone: ZoneInfo, starts_at: datetime, minutes: int) -> None:
    begin = starts_at.astimezone(UTC)
    event.add("DTSTART", begin.astimezone(zone))
    event.add("DTEND", (begin + timedelta(minutes=minutes)).astimezone(zone))


def _add_day(event: Event, day: date) -> None:
    """The whole day; its end is the day after, as the standard has it."""
    event.add("DTSTART", day)
    event.add("DTEND", day + timedelta(days=1))
    event.add("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE")


def _add_state(event: Event, method: Method, *, busy: bool) -> None:
    blocks = busy and method != "CANCEL"
    event.add("STATUS", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if blocks else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if blocks else "FREE")


def _alarm(remind: timedelta, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", vText(summary))
    alarm.add("TRIGGER", -remind)
    return alarm


def _one_line(text: str) -> str:
    # A quotation mark cannot be written in a parameter, a line end must not.
    return " ".join(text.replace('"', "'").split())


def _address(who: Attendee) -> vCalAddress:
    address = vCalAddress(f"mailto:{_one_line(who.email)}")
    address.params["CN"] = _one_line(who.name) or who.email
    return address


def _invited(who: Attendee, method: Method) -> vCalAddress:
    address = _address(who)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if method == "REQUEST":
        address.params["PARTSTAT"] = "ACCEPTED" if who.accepted else "NEEDS-ACTION"
        address.params["RSVP"] = "FALSE" if who.accepted else "TRUE"
    return address


def _timezone(zone: ZoneInfo, begin: datetime) -> Timezone:
    """The zone's rules for the calendar; for Central Europe as one yearly rule, as Outlook likes it."""
    winter, summer = (datetime(begin.year, month, 1, tzinfo=zone).utcoffset() for month in (1, 7))
    if (winter, summer) != (timedelta(hours=1), timedelta(hours=2)):
        return Timezone.from_tzinfo(
            zone, zone.key, begin.date() - timedelta(days=366), begin.date() + timedelta(days=366)
        )
    timezone = Timezone()
    timezone.add("TZID", zone.key)
    for part, name, month, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 2, winter, summer),
        (TimezoneStandard(), "CET", 10, 3, summer, winter),
    ):
        part.add("TZNAME", name)
        part.add("TZOFFSETFROM", before)
        part.add("TZOFFSETTO", after)
        part.add("DTSTART", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001
        part.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        timezone.add_component(part)
    return timezone
