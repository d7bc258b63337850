import datetime as dt
import uuid

from django.db import transaction

from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.tandems.models import Tandem

from ..confidential import texts_of, write_into
from ..errors import NotebookClosedError
from ..models import Message
from .mails import tell_of_a_message


@transaction.atomic
def write_message(*, tandem: Tandem, author: Person, text: str, draft_key: uuid.UUID, now: dt.datetime) -> Message:
    """Write to the other one. The same draft twice is one; with another text it raises StaleError.

    Side effect: a mail to the other one which says that there is a message, and nothing of it. No log entry. Raises
    NotebookClosedError once the tandem is over.
    """
    if known := Message.objects.filter(author=author, draft_key=draft_key).select_related(*TWO).first():
        if texts_of(known, reader=author) != {"text": text}:
            raise StaleError
        return known
    if not author.has_perm("notebook.write", tandem):
        raise NotebookClosedError
    message = Message(tandem=tandem, author=author, draft_key=draft_key)
    write_into(message, author=author, text=text)
    message.save(force_insert=True)
    side = tandem.side_of(author)
    if side is not None:
        tell_of_a_message(
            to=tandem.partner_of(side).person,
            programme=tandem.cohort.programme,
            thread=f"tandem:{tandem.pk}:{side}",
            message=message.pk,
            now=now,
        )
    return message


TWO = ("tandem__mentor", "tandem__mentee")
