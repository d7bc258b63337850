"""The one mail of this room. It says that there is a message, and neither from whom nor what: mailboxes are shared."""

import datetime as dt
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from augenhoehe.common.models import in_language
from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Programme

from ..placeholders import MESSAGE

PAUSE: Final = dt.timedelta(minutes=5)
"""So long a mail waits for what else is written in the same breath."""


def tell_of_a_message(*, to: Person, programme: Programme, thread: str, message: UUID, now: dt.datetime) -> None:
    """Queue the mail, unless one of the same thread has not gone yet: that one tells of this message too.

    The office finds it in none of its lists.
    """
    begin = f"notebook.message:{thread}:"
    if Mail.objects.filter(person_id=to.pk, state=MailState.QUEUED, idempotency_key__startswith=begin).exists():
        return
    values = {
        "name": to.get_short_name(),
        "programme": in_language(programme, "name", to.language),
        "contact": programme.contact_email,
        "link": f"{settings.BASE_URL}{reverse('my-messages')}",
    }
    letter = Letter(
        MESSAGE,
        to,
        values,
        programme.pk,
        idempotency_key=f"{begin}{message}",
        listed=False,
        due_at=now + PAUSE,
    )
    queue_mails([letter])
