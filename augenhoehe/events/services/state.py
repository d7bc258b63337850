import datetime as dt

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from ..enums import TRANSITIONS, EventState, Reply
from ..errors import EventError
from ..models import Event
from . import mails
from .links import revoke_event_links


def lock_event(pk: int) -> Event:
    """The event's row, held until the transaction ends; whoever changes a seat holds it. Raises Event.DoesNotExist."""
    return Event.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=pk)


@transaction.atomic
def change_state(*, event: Event, to: EventState, actor: Person | None, now: dt.datetime, message: str = "") -> Event:
    """Move an event to another state; the only place where `Event.state` changes after its creation.

    Side effects: one log entry "events.<state>"; a cancelled event closes its links, takes itself out of the calendars
    of all who have a place, and writes to them and to the waiting list. Raises EventError for a step that TRANSITIONS
    does not have.
    """
    stored = lock_event(event.pk)
    if to not in TRANSITIONS[EventState(stored.state)]:
        raise EventError
    stored.save_version(stored.version, state=to, updated_at=now)
    record(actor=actor, action=f"events.{to}", on=stored)
    revoke_event_links(stored, now)
    if to == EventState.CANCELLED:
        answered = stored.sign_ups.filter(reply__in=(Reply.COMING, Reply.WAITING))
        people = list(answered.select_related("application__person", "application__cohort__programme"))
        mails.send_cancellations(stored, people, message, now)
    return stored
