"""Who may come to an event, and until when. The callers bring the facts."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from augenhoehe.programmes.parts import Part

from .enums import SIDES, EventKind, EventState, Reply

DOORS_OPEN: Final = dt.timedelta(hours=1)
"""So long before the begin the office can note who has come: people are met at the door."""


def is_for(event: Any, application: Any) -> bool:
    """Whether the event is meant for this application: admitted to its cohort, on the right side."""
    return (
        application.cohort_id == event.cohort_id
        and application.state == "admitted"
        and application.side in SIDES[event.audience]
    )


def takes_place(event: Any) -> bool:
    """Whether the event's cohort has events of this kind; a circle's dates belong to the network."""
    return bool(event.cohort.uses(Part.NETWORK if event.kind == EventKind.CIRCLE else Part.EVENTS))


def is_open(event: Any, now: dt.datetime) -> bool:
    """Whether people may sign up by themselves now."""
    if event.state != EventState.PLANNED or now >= event.starts_at:
        return False
    return event.sign_up_until is None or timezone.localtime(now).date() <= event.sign_up_until


def may_change_mind(event: Any, now: dt.datetime) -> bool:
    """Whether people may still say that they do not come: until it begins."""
    return bool(event.state == EventState.PLANNED and now < event.starts_at)


def may_record(event: Any, now: dt.datetime) -> bool:
    """Whether the office may note who is there."""
    return bool(event.state != EventState.CANCELLED and now >= event.starts_at - DOORS_OPEN)


def possible_replies(event: Any, reply: str | None, now: dt.datetime) -> tuple[bool, bool]:
    """Whether somebody with this reply may say yes, and whether they may say no."""
    yes = reply not in (Reply.COMING, Reply.WAITING) and is_open(event, now)
    return yes, reply != Reply.NOT_COMING and may_change_mind(event, now)
