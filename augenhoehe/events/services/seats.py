"""Who sits where. Each function wants the event's row locked (`state.lock_event`)."""

import datetime as dt

from augenhoehe.applications.enums import State
from augenhoehe.audit.services import record

from .. import placeholders as kinds
from ..enums import Reply
from ..models import Event, SignUp
from ..rules import may_change_mind
from . import mails


def free_seat(event: Event) -> int | None:
    """The lowest number that nobody has; None when every place is taken."""
    taken = set(event.sign_ups.exclude(seat=None).values_list("seat", flat=True))
    seat = next(number for number in range(1, len(taken) + 2) if number not in taken)
    return seat if event.places is None or seat <= event.places else None


def take_seat(event: Event, sign_up: SignUp, seat: int, now: dt.datetime) -> None:
    """Let this person come."""
    SignUp.objects.filter(pk=sign_up.pk).update(
        reply=Reply.COMING, seat=seat, seats=event.places, since=now, updated_at=now
    )
    sign_up.refresh_from_db()


def fill_seats(event: Event, now: dt.datetime) -> list[SignUp]:
    """Give free places to the waiting list in its order. Returns who moved up.

    Side effects for each: a log entry, and a mail with an invitation. Nobody moves up once the event has begun.
    """
    moved: list[SignUp] = []
    if not may_change_mind(event, now):
        return moved
    waiting = event.sign_ups.filter(reply=Reply.WAITING, application__state=State.ADMITTED)
    for one in waiting.select_related("application__person", "application__cohort__programme").order_by("since", "pk"):
        seat = free_seat(event)
        if seat is None:
            break
        take_seat(event, one, seat, now)
        record(actor=None, action="events.moved_up", on=event, application=one.application_id)
        moved.append(one)
    mails.send_places(event, moved, kinds.MOVED_UP, now)
    return moved


def number_seats_anew(event: Event) -> None:
    """After a change of the number of places: seats from 1 without gaps, so that all of them are within it."""
    for number, one in enumerate(event.sign_ups.exclude(seat=None).order_by("seat"), start=1):
        # Upwards from 1: a seat only ever moves to a number that is free by then.
        SignUp.objects.filter(pk=one.pk).update(seat=number, seats=event.places)
