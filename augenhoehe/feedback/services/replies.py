"""What a mentor's calendar answers to the invitation to a talk. It moves nothing: the office reads it and decides."""

import datetime as dt

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.messaging.replies import Answer, CalendarReply

from ..enums import Reply, TalkState
from ..models import Talk


@transaction.atomic
def take_reply(reply: CalendarReply, now: dt.datetime) -> bool:
    """Take in what a calendar answered; returns whether it was the mentor's, about a talk of this room. Twice is once.

    An answer to an earlier date, or to a talk that is over, changes nothing. Side effect: a log entry for a refusal.
    The sender of a mail can be forged, so nothing is moved or called off by it.
    """
    talk = Talk.objects.select_for_update(of=("self",)).select_related("mentor__person").filter(uid=reply.uid).first()
    if talk is None:
        return False
    person = talk.mentor.person
    if reply.attendee != person.email.lower():
        return False
    waits = talk.state == TalkState.PLANNED and talk.starts_at is not None and talk.starts_at > now
    if waits and reply.sequence >= talk.sequence:
        said, at = _said(reply, talk, now)
        changed = (talk.reply, talk.counter_at) != (said, at)
        Talk.objects.filter(pk=talk.pk).update(reply=said, counter_at=at)
        if changed and said == Reply.DECLINED:
            record(actor=person, action="feedback.date_declined", on=talk, another=at is not None)
    return True


def _said(reply: CalendarReply, talk: Talk, now: dt.datetime) -> tuple[Reply, dt.datetime | None]:
    """Another time says that the present one does not suit; one that has passed says nothing more."""
    if reply.answer is not Answer.COUNTER:
        return Reply(reply.answer.value), None
    if reply.starts_at == talk.starts_at:
        return Reply.ACCEPTED, None
    return Reply.DECLINED, reply.starts_at if reply.starts_at and reply.starts_at > now else None
