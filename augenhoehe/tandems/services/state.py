import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person

from ..enums import TRANSITIONS, Answer, MeetingState, TandemState
from ..errors import TandemError
from ..models import Meeting, Tandem
from . import mails
from .links import revoke_links


def lock_tandem(pk: int) -> Tandem:
    """The tandem's row, held until the transaction ends, with both people. Raises Tandem.DoesNotExist."""
    return (
        Tandem.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "mentor__person__unit", "mentee__person__unit")
        .get(pk=pk)
    )


@transaction.atomic
def change_state(*, tandem: Tandem, to: TandemState, actor: Person | None, now: dt.datetime) -> Tandem:
    """Move a tandem to another state; the only place where `Tandem.state` changes after its creation.

    Side effects: one log entry "tandems.<state>"; what the state brings with it: when both have accepted, the mail with
    the guide; when it does not come about, all answers wiped, links and dates closed, and the same mail to both; when
    it ends early or closes, the dates ahead cancelled. Raises TandemError for a step that TRANSITIONS lacks.
    """
    stored = lock_tandem(tandem.pk)
    if to not in TRANSITIONS[TandemState(stored.state)]:
        raise TandemError
    stored.save_version(stored.version, state=to, updated_at=now, **_changes(stored, to, now))
    record(actor=actor, action=f"tandems.{to}", on=stored)
    if to == TandemState.ACCEPTED:
        mails.send_accepted(stored, now)
    elif to == TandemState.NOT_FORMED:
        revoke_links(tandem=stored, now=now)
        _cancel(stored, stored.meetings.all(), now)
        mails.send_not_formed(stored)
    elif to == TandemState.ENDED:
        revoke_links(tandem=stored, now=now)
        cancel_ahead(tandem=stored, now=now)
    elif to == TandemState.CLOSED:
        cancel_ahead(tandem=stored, now=now)
    return stored


def _changes(tandem: Tandem, to: TandemState, now: dt.datetime) -> dict[str, object]:
    if to == TandemState.ACCEPTED:
        return {"confirm_by": deadline(now, tandem.cohort.confirm_days)}
    if to == TandemState.CONFIRMED and tandem.begins_on is None:
        begins_on = _first_talk(tandem, now)
        return {"begins_on": begins_on, "ends_on": months_later(begins_on, tandem.cohort.meetings)}
    if to == TandemState.NOT_FORMED:
        names = (f"{side}_{question}" for side in Side.values for question in ("answer", "confirms"))
        return dict.fromkeys(names, Answer.OPEN)
    return {}


def _first_talk(tandem: Tandem, now: dt.datetime) -> dt.date:
    """The day of the first date that has begun, or today where it was never entered."""
    begun = tandem.meetings.exclude(state=MeetingState.CANCELLED).filter(starts_at__lte=now).order_by("starts_at")
    first = begun.first()
    return timezone.localdate(first.starts_at if first else now)


def cancel_ahead(*, tandem: Tandem, now: dt.datetime, until: dt.date | None = None) -> None:
    """Take the dates ahead, or those before `until`, out of both calendars; nobody did it."""
    ahead = tandem.meetings.filter(starts_at__gt=now)
    _cancel(tandem, ahead.filter(starts_at__date__lt=until) if until else ahead, now)


def _cancel(tandem: Tandem, meetings: QuerySet[Meeting], now: dt.datetime) -> None:
    for meeting in meetings.filter(state=MeetingState.PLANNED):
        meeting.save_version(
            meeting.version, state=MeetingState.CANCELLED, sequence=meeting.sequence + 1, updated_at=now
        )
        if meeting.starts_at > now:
            mails.send_cancellation(meeting, tandem, now)
