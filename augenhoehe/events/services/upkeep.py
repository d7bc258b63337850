"""What has to be put right again and again, whoever caused it. Everything here can be done twice."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.enums import State

from ..enums import EventState, Reply
from ..models import Event, EventLink, PreparationLink, SignUp
from ..rules import takes_place
from .answers import sign_off
from .seats import fill_seats
from .state import change_state, lock_event

FORGET_LINKS_AFTER = dt.timedelta(days=30)


def close_past(*, now: dt.datetime) -> int:
    """Planned events whose end is past are over. Returns how many."""
    due = Event.objects.filter(state=EventState.PLANNED, starts_at__lt=now).order_by("pk")
    return sum(_close(event.pk, now) for event in due if event.ends_at <= now)


@transaction.atomic
def _close(pk: int, now: dt.datetime) -> bool:
    event = lock_event(pk)
    if event.state != EventState.PLANNED or event.ends_at > now:
        return False
    change_state(event=event, to=EventState.OVER, actor=None, now=now)
    return True


def free_places(*, now: dt.datetime) -> int:
    """Take the seats of people who are no longer admitted, and give what is free to those who wait.

    It is here and not where somebody withdraws because the applications know nothing of events. Returns how many left.
    """
    ahead = SignUp.objects.filter(event__state=EventState.PLANNED, event__starts_at__gt=now)
    gone = ahead.exclude(reply=Reply.NOT_COMING).exclude(application__state=State.ADMITTED)
    left = 0
    for one in gone.select_related("event__cohort", "application").order_by("pk"):
        if takes_place(one.event):
            sign_off(event=one.event, application=one.application, actor=None, now=now, told=True)
            left += 1
    for pk in ahead.filter(reply=Reply.WAITING).order_by("event_id").values_list("event_id", flat=True).distinct():
        _fill(pk, now)
    return left


@transaction.atomic
def _fill(pk: int, now: dt.datetime) -> None:
    event = lock_event(pk)
    if takes_place(event):
        fill_seats(event, now)


@transaction.atomic
def forget_links(*, now: dt.datetime) -> int:
    """Delete links that have been over for a month. Returns how many."""
    over = now - FORGET_LINKS_AFTER
    kinds = (EventLink, PreparationLink)
    return sum(kind.objects.filter(expires_at__lt=over).delete()[0] for kind in kinds)
