"""Links in mails: to answer an event, and to the preparation (see common/links.py)."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from augenhoehe.applications.models import Application
from augenhoehe.common.links import hash_of, new_token

from ..models import Event, EventLink, PreparationLink

_EVENT = "events.links"
_PREPARATION = "events.preparation"

PREPARATION_DAYS = 60
"""How long a link to the preparation opens."""


def links_to_event(event: Event, applications: Iterable[Application]) -> dict[int, str]:
    """Application → a new link with which this person answers until the event begins. Addresses are stored nowhere."""
    links, addresses = [], {}
    for one in applications:
        token, stored = new_token(_EVENT)
        links.append(EventLink(event=event, application=one, token_hash=stored, expires_at=event.starts_at))
        addresses[one.pk] = f"{settings.BASE_URL}{reverse('event-link', args=[token])}"
    EventLink.objects.bulk_create(links)
    return addresses


def find_event_link(token: str) -> EventLink | None:
    """The link behind a token, over or not; None when nobody ever issued it."""
    stored = hash_of(token, _EVENT)
    links = EventLink.objects.select_related("event__cohort__programme", "application__person")
    return links.filter(token_hash=stored).first() if stored else None


def revoke_event_links(event: Event, now: dt.datetime) -> None:
    """Close every link to an event."""
    event.links.filter(used_at=None).update(used_at=now, updated_at=now)


def follow_begin(event: Event) -> None:
    """Let the event's links hold until it begins, after it was moved."""
    event.links.update(expires_at=event.starts_at)


def links_to_preparation(applications: Iterable[Application], now: dt.datetime) -> dict[int, str]:
    """Application → a new link to this person's preparation. Addresses are stored nowhere."""
    links, addresses = [], {}
    until = now + dt.timedelta(days=PREPARATION_DAYS)
    for one in applications:
        token, stored = new_token(_PREPARATION)
        links.append(PreparationLink(application=one, token_hash=stored, expires_at=until))
        addresses[one.pk] = f"{settings.BASE_URL}{reverse('preparation-link', args=[token])}"
    PreparationLink.objects.bulk_create(links)
    return addresses


def find_preparation_link(token: str) -> PreparationLink | None:
    """The link behind a token, used and over ones too; None when nobody ever issued it."""
    stored = hash_of(token, _PREPARATION)
    links = PreparationLink.objects.select_related("application__cohort__programme", "application__person")
    return links.filter(token_hash=stored).first() if stored else None


def use_preparation_links(application: Application, now: dt.datetime) -> None:
    """Close all links of this person; a reminder may have brought a second one."""
    application.preparation_links.filter(used_at=None).update(used_at=now, updated_at=now)
