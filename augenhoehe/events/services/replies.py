"""What calendars answer to the invitation to an event. It gives no place away: the person is asked, by a link."""

import datetime as dt

from django.db import transaction

from augenhoehe.messaging.replies import Answer, CalendarReply

from ..enums import Reply
from ..models import Event, SignUp
from ..rules import may_change_mind
from . import mails


@transaction.atomic
def take_reply(reply: CalendarReply, now: dt.datetime) -> bool:
    """Take in what a calendar answered; returns whether it was of somebody who is invited to an event of this room.

    Whoever has a place said yes here, so a yes says nothing new. A no is answered by a mail with the link to sign off,
    once for each invitation: the sender of a mail can be forged, and a place is quickly gone.
    """
    event = Event.objects.filter(uid=reply.uid).first()
    if event is None:
        return False
    theirs = SignUp.objects.filter(event=event, application__person__email__iexact=reply.attendee)
    sign_ups = list(theirs.select_related("application__person", "application__cohort__programme"))
    sign_up = next((one for one in sign_ups if one.reply == Reply.COMING), None)
    declined = reply.answer in (Answer.DECLINED, Answer.COUNTER)
    if sign_up and declined and reply.sequence >= sign_up.sequence and may_change_mind(event, now):
        mails.ask_to_sign_off(event, sign_up)
    return bool(sign_ups)
