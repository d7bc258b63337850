"""What the two answer from their calendars. It moves nothing: who cannot come is told on, a new time is proposed."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.messaging.replies import Answer, CalendarReply

from ..enums import MeetingState, Reply
from ..models import Meeting, Tandem
from ..selectors.meetings import RUNNING, last_day
from . import date_mails
from .state import lock_tandem

LENGTHS: Final = range(15, 481)


@transaction.atomic
def take_reply(reply: CalendarReply, now: dt.datetime) -> bool:
    """Take in what a calendar answered; returns whether it was of one of the two about a meeting of this room.

    An answer to an earlier time than the present one, or to a date that is over, changes nothing. Side effects: for a
    refusal a mail to the other one, for a new time a mail to both, each once, and a log entry for either. The sender of
    a mail can be forged, so nothing is moved or cancelled by it.
    """
    found = Meeting.objects.filter(uid=reply.uid).values_list("tandem_id", flat=True).first()
    if found is None:
        return False
    tandem = lock_tandem(found)
    meeting = Meeting.objects.select_for_update().get(uid=reply.uid)
    side = _side_of(reply.attendee, tandem)
    waits = meeting.state == MeetingState.PLANNED and meeting.starts_at > now and tandem.state in RUNNING
    if side and waits and reply.sequence >= meeting.sequence:
        _take(reply, meeting, tandem, side, now)
    return side is not None


def _take(reply: CalendarReply, meeting: Meeting, tandem: Tandem, side: Side, now: dt.datetime) -> None:
    if reply.answer is not Answer.COUNTER:
        _note(meeting, tandem, side, Reply(reply.answer.value), now)
    elif reply.starts_at == meeting.starts_at:
        _note(meeting, tandem, side, Reply.ACCEPTED, now)
    elif reply.starts_at and reply.minutes and _possible(reply.starts_at, reply.minutes, tandem, now):
        _propose(meeting, tandem, side, reply.starts_at, reply.minutes, now)
    else:
        # A time that cannot be says at least that the present one does not suit.
        _note(meeting, tandem, side, Reply.DECLINED, now)


def _note(meeting: Meeting, tandem: Tandem, side: Side, answer: Reply, now: dt.datetime) -> None:
    if meeting.reply_of(side) == answer:
        return
    Meeting.objects.filter(pk=meeting.pk).update(**{f"{side}_reply": answer})
    if answer == Reply.DECLINED:
        record(actor=tandem.application_of(side).person, action="tandems.date_declined", on=meeting, tandem=tandem.pk)
        date_mails.send_declined(meeting, tandem, side, now)


def _propose(meeting: Meeting, tandem: Tandem, side: Side, at: dt.datetime, minutes: int, now: dt.datetime) -> None:
    if (meeting.counter_at, meeting.counter_minutes, meeting.counter_by) == (at, minutes, side):
        return
    changes = {"counter_at": at, "counter_minutes": minutes, "counter_by": side, f"{side}_reply": Reply.TENTATIVE}
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    meeting.refresh_from_db()
    record(actor=tandem.application_of(side).person, action="tandems.date_countered", on=meeting, tandem=tandem.pk)
    date_mails.send_counter(meeting, tandem, at, minutes, now)


def _possible(at: dt.datetime, minutes: int, tandem: Tandem, now: dt.datetime) -> bool:
    return at > now and timezone.localdate(at) <= last_day(tandem) and minutes in LENGTHS


def _side_of(address: str, tandem: Tandem) -> Side | None:
    return next((side for side in Side if tandem.application_of(side).person.email.lower() == address), None)
