"""A CalDAV account (RFC 4791): find its calendars, and ask when they are busy. ADR 0014 says why without a library.

A server that answers free-busy-query never sends an entry; the others send begin, end and state alone, where they can.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError  # types only; parsing is defusedxml's
from zoneinfo import ZoneInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..enums import SourceError
from ..planning import Span, merged
from .errors import ReadError
from .ics import HORIZON, busy_spans
from .transport import Transport

_MOST_CALENDARS: Final = 20
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_XMLNS: Final = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_FIND: Final = (
    f"<propfind {_XMLNS}><prop><resourcetype/><current-user-principal/><C:calendar-home-set/>"
    "<C:supported-calendar-component-set/></prop></propfind>"
)
_FREE_BUSY: Final = '<C:free-busy-query {xmlns}><C:time-range start="{start}" end="{end}"/></C:free-busy-query>'
_PARTS: Final = "".join(
    f'<C:prop name="{name}"/>'
    for name in (
        *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"),
    )
)
_QUERY: Final = (
    "<C:calendar-query {xmlns}><prop><C:calendar-data>"
    '<C:comp name="VCALENDAR"><C:prop name="VERSION"/><C:comp name="VEVENT">' + _PARTS + "</C:comp>"
    '<C:comp name="VTIMEZONE"/></C:comp></C:calendar-data></prop><C:filter><C:comp-filter name="VCALENDAR">'
    '<C:comp-filter name="VEVENT"><C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter>'
    "</C:filter></C:calendar-query>"
)


def read_account(transport: Transport, url: str, *, now: dt.datetime, zone: ZoneInfo) -> list[Span]:
    """When the account's calendars are busy; `url` may be the server, the person's home or one calendar.

    Merged minutes since 1970 UTC. Raises ReadError.
    """
    start = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0)
    between = {"start": f"{start:%Y%m%dT%H%M%SZ}", "end": f"{start + HORIZON:%Y%m%dT%H%M%SZ}", "xmlns": _XMLNS}
    found: list[Span] = []
    for calendar in _calendars(transport, url):
        found += _busy(transport, calendar, between, now, zone)
    return merged(found)


def _busy(transport: Transport, calendar: str, between: dict[str, str], now: dt.datetime, zone: ZoneInfo) -> list[Span]:
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    try:
        _url, text = transport.ask("REPORT", calendar, body=_FREE_BUSY.format(**between), headers=headers)
        if b"VFREEBUSY" in text:
            return busy_spans(text, now=now, zone=zone)
    except ReadError as error:
        if error.code not in (SourceError.UNREACHABLE, SourceError.REFUSED, SourceError.NO_CALENDAR):
            raise
    _url, answer = transport.ask("REPORT", calendar, body=_QUERY.format(**between), headers=headers)
    found: list[Span] = []
    for data in _tree(answer).iter(f"{_CAL}calendar-data"):
        if data.text:
            found += busy_spans(data.text.encode(), now=now, zone=zone)
    return found


def _calendars(transport: Transport, url: str) -> list[str]:
    """The addresses of the calendars: of this one, or of the home that the server leads to."""
    where, tree = _ask_properties(transport, url, depth=0)
    if _is_calendar(tree):
        return [where]
    home = _href(tree, f"{_CAL}calendar-home-set")
    if home is None and (principal := _href(tree, f"{_DAV}current-user-principal")):
        where, tree = _ask_properties(transport, urljoin(where, principal), depth=0)
        home = _href(tree, f"{_CAL}calendar-home-set")
    if home is None and urlsplit(url).path in ("", "/"):
        return _calendars(transport, urljoin(url, "/.well-known/caldav"))
    if home is None:
        raise ReadError(SourceError.NO_CALENDAR)
    where, tree = _ask_properties(transport, urljoin(where, home), depth=1)
    found = [
        urljoin(where, href)
        for one in tree.iter(f"{_DAV}response")
        if _is_calendar(one) and (href := one.findtext(f"{_DAV}href"))
    ]
    if not found:
        raise ReadError(SourceError.NO_CALENDAR)
    return found[:_MOST_CALENDARS]


def _ask_properties(transport: Transport, url: str, *, depth: int) -> tuple[str, Element]:
    headers = {"Depth": str(depth), "Content-Type": "application/xml; charset=utf-8"}
    where, answer = transport.ask("PROPFIND", url, body=_FIND, headers=headers)
    return where, _tree(answer)


def _tree(answer: bytes) -> Element:
    try:
        return fromstring(answer, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReadError(SourceError.NO_CALENDAR) from error


def _is_calendar(tree: Element) -> bool:
    """A calendar that holds events; one of tasks alone says so."""
    if tree.find(f".//{_DAV}resourcetype/{_CAL}calendar") is None:
        return False
    kinds = {comp.get("name") for comp in tree.iter(f"{_CAL}comp")}
    return not kinds or "VEVENT" in kinds


def _href(tree: Element, name: str) -> str | None:
    return tree.findtext(f".//{name}/{_DAV}href")
