"""Signing up and off: by oneself, by mail link, by the office."""

import datetime as dt

from django.db import transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from .. import placeholders as kinds
from ..enums import REPLY_TRANSITIONS, EventState, Reply
from ..errors import EventError, NotInvitedError, SignUpClosedError
from ..models import Event, SignUp
from ..rules import is_for, is_open, may_change_mind
from . import mails
from .seats import fill_seats, free_seat, take_seat
from .state import lock_event


@transaction.atomic
def sign_up(
    *, event: Event, application: Application, actor: Person, now: dt.datetime, by_office: bool = False
) -> SignUp:
    """Let somebody come, or put them on the waiting list when no place is free. Doing it twice is once.

    The office may do it after the last day too, and after the event for those who came without a word; that sends
    nothing. Side effects: a log entry, and a mail with an invitation or a word on the waiting list. Raises
    NotInvitedError, SignUpClosedError, and EventError for the office where no place is free any more after the begin.
    """
    stored = lock_event(event.pk)
    if not is_for(stored, application):
        raise NotInvitedError
    known = _answer_of(stored, application)
    if known is not None and known.reply != Reply.NOT_COMING:
        return known
    ahead = may_change_mind(stored, now)
    if not (is_open(stored, now) or (by_office and stored.state != EventState.CANCELLED)):
        raise SignUpClosedError
    seat = None if ahead and _somebody_waits(stored) else free_seat(stored)
    if seat is None and not ahead:
        raise EventError
    answer = _put(stored, application, known, Reply.WAITING if seat is None else Reply.COMING, seat, now)
    record(actor=actor, action=f"events.{answer.reply}", on=stored, application=application.pk)
    if ahead:
        _tell(stored, answer, now)
    return answer


def _tell(event: Event, answer: SignUp, now: dt.datetime) -> None:
    if answer.reply == Reply.COMING:
        mails.send_places(event, [answer], kinds.SIGNED_UP, now)
    else:
        mails.send_waiting(event, [answer])


def _somebody_waits(event: Event) -> bool:
    return event.sign_ups.filter(reply=Reply.WAITING).exists()


@transaction.atomic
def sign_off(
    *, event: Event, application: Application, actor: Person | None, now: dt.datetime, told: bool = False
) -> SignUp:
    """Somebody does not come; whoever had not answered declines. Doing it twice is once.

    Their place goes to the next on the waiting list. Side effects: a log entry; for whoever had a place a mail that
    takes the event out of their calendar; with `told` a mail for whoever was waiting, too. Raises EventError once the
    event has begun, or was cancelled.
    """
    stored = lock_event(event.pk)
    if not may_change_mind(stored, now):
        raise EventError
    known = _answer_of(stored, application)
    if known is not None and known.reply == Reply.NOT_COMING:
        return known
    if known is None and not is_for(stored, application):
        raise NotInvitedError
    before = known.reply if known else None
    answer = _put(stored, application, known, Reply.NOT_COMING, None, now)
    record(actor=actor, action="events.not_coming", on=stored, application=application.pk)
    if before == Reply.COMING or (told and before == Reply.WAITING):
        mails.send_goodbye(stored, answer, now, had_place=before == Reply.COMING)
    fill_seats(stored, now)
    return answer


def _answer_of(event: Event, application: Application) -> SignUp | None:
    return event.sign_ups.filter(application=application).first()


def _put(
    event: Event, application: Application, known: SignUp | None, reply: Reply, seat: int | None, now: dt.datetime
) -> SignUp:
    """Store an answer. Raises EventError for a step that REPLY_TRANSITIONS does not have."""
    if known is None:
        seats = event.places if seat is not None else None
        made = SignUp.objects.create(
            event=event, application=application, reply=reply, seat=seat, seats=seats, since=now
        )
    else:
        if reply not in REPLY_TRANSITIONS[Reply(known.reply)]:
            raise EventError
        made = known
        if seat is not None:
            take_seat(event, made, seat, now)
        else:
            SignUp.objects.filter(pk=made.pk).update(
                reply=reply, seat=None, seats=None, attendance="open", since=now, updated_at=now
            )
    return SignUp.objects.select_related("application__person", "application__cohort__programme").get(pk=made.pk)
