"""Calendars whose busy times count: added, read again and again, taken away."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.common.tasks import enqueue
from augenhoehe.people.models import Person

from ..enums import SourceError, SourceKind
from ..models import Source
from ..planning import Span
from ..reading.errors import ReadError
from ..vault import SealError, access_to, sealed_access

if TYPE_CHECKING:
    from ..reading.transport import Transport

EVERY = dt.timedelta(hours=2)
"""How often a calendar is read again."""

AT_MOST = 500
"""Calendars read in one run of the job; the rest follows with the next."""

MOST_OF_A_PERSON = 10

MakeTransport = Callable[..., "Transport"]


class TooManyError(Exception):
    """Nobody has that many calendars."""


@transaction.atomic
def add_source(
    *, person: Person, kind: str, name: str, where: Mapping[str, str], draft_key: UUID, now: dt.datetime
) -> Source:
    """A calendar that is asked from now on: `where` holds url, and for CalDAV user and password. Same draft, same row.

    Raises TooManyError. Side effects: a log entry; a background task reads it right away.
    """
    known = _known_draft(person, draft_key)
    if known is not None:
        return known
    # The key of the row is part of what the secret is bound to, so it comes first.
    source = Source.objects.create(person=person, kind=kind, name=name, sealed=b"-", draft_key=draft_key, tried_at=now)
    Source.objects.filter(pk=source.pk).update(sealed=sealed_access(source, where))
    record(actor=person, action="calendars.source_added", on=source, kind=kind)
    enqueue("augenhoehe.calendars.tasks.read_source", source_id=source.pk)
    source.refresh_from_db()
    return source


@transaction.atomic
def paste_source(*, person: Person, name: str, text: bytes, draft_key: UUID, now: dt.datetime) -> Source:
    """Busy times from a file, as they are now; the file itself is not kept. Same draft, same row.

    Raises ReadError, TooManyError, and StaleError when the draft comes with another file. Side effect: a log entry.
    """
    from ..reading.ics import busy_spans

    spans = busy_spans(text, now=now, zone=ZoneInfo(settings.TIME_ZONE))
    known = _known_draft(person, draft_key)
    if known is not None:
        if known.spans != spans:
            raise StaleError
        return known
    source = Source.objects.create(
        person=person, kind=SourceKind.PASTED, name=name, busy=spans, draft_key=draft_key, fetched_at=now, tried_at=now
    )
    record(actor=person, action="calendars.source_added", on=source, kind=SourceKind.PASTED)
    return source


@transaction.atomic
def remove_source(*, source: Source, actor: Person) -> None:
    """Forget a calendar with its address and its busy times. Side effect: a log entry."""
    record(actor=actor, action="calendars.source_removed", on=source)
    source.delete()


def read_source(*, source_id: int, now: dt.datetime, make_transport: MakeTransport | None = None) -> bool:
    """Ask the calendar and keep its busy times; what goes wrong is kept too, with the times of the last reading.

    The network is asked outside of any transaction. Returns whether it could be read; False as well for a calendar that
    is gone or has no address.
    """
    source = Source.objects.filter(pk=source_id, sealed__isnull=False).first()
    if source is None:
        return False
    try:
        spans = _ask(source.kind, access_to(source), now, make_transport)
    except (ReadError, SealError) as error:
        code = error.code if isinstance(error, ReadError) else SourceError.NO_KEY
        Source.objects.filter(pk=source.pk).update(tried_at=now, error=code)
        return False
    Source.objects.filter(pk=source.pk).update(tried_at=now, fetched_at=now, error="", busy=spans)
    return True


def due_sources(now: dt.datetime) -> list[int]:
    """Calendars that were not asked for a while, the longest waiting first. One query."""
    due = Source.objects.filter(Q(tried_at=None) | Q(tried_at__lte=now - EVERY), sealed__isnull=False)
    return list(due.order_by("tried_at", "pk").values_list("pk", flat=True)[:AT_MOST])


def _ask(kind: str, where: Mapping[str, str], now: dt.datetime, make_transport: MakeTransport | None) -> list[Span]:
    # What speaks to servers is loaded by whoever asks one: the worker, and no page.
    from ..reading.caldav import read_account
    from ..reading.ics import busy_spans
    from ..reading.transport import Transport

    zone = ZoneInfo(settings.TIME_ZONE)
    guard, user, password = settings.CALENDAR_GUARD, where.get("user", ""), where.get("password", "")
    with (make_transport or Transport)(guard, user=user, password=password) as transport:
        if kind == SourceKind.CALDAV:
            return read_account(transport, where["url"], now=now, zone=zone)
        _url, text = transport.ask("GET", where["url"])
        return busy_spans(text, now=now, zone=zone)


def _known_draft(person: Person, draft_key: UUID) -> Source | None:
    """What this form has made already; else room for one more. One form of a person at a time. Raises TooManyError."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))
    mine = Source.objects.filter(person=person)
    if known := mine.filter(draft_key=draft_key).first():
        return known
    if mine.count() >= MOST_OF_A_PERSON:
        raise TooManyError
    return None
