import datetime as dt

from django.db import transaction
from django.utils import timezone

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.common.workdays import deadline
from augenhoehe.people.models import Person

from ..enums import TRANSITIONS, Answer, MeetingState, TandemState
from ..errors import TandemError
from ..models import FIRST, MeetingRecord, Tandem
from . import mails
from .closing import close_dates
from .links import revoke_links
from .numbering import COUNTED


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
    the guide; when it is confirmed, a record of the first talk; when it does not come about, all answers wiped, links
    and dates closed, and the same mail to both; when it ends or closes, the dates ahead cancelled.
    Raises TandemError for a step that TRANSITIONS does not have.
    """
    stored = lock_tandem(tandem.pk)
    if to not in TRANSITIONS[TandemState(stored.state)]:
        raise TandemError
    stored.save_version(stored.version, state=to, updated_at=now, **_changes(stored, to, now))
    record(actor=actor, action=f"tandems.{to}", on=stored)
    if to == TandemState.ACCEPTED:
        mails.send_accepted(stored, now)
    elif to == TandemState.CONFIRMED:
        _keep_first_talk(stored, now)
    elif to in (TandemState.ENDED, TandemState.CLOSED):
        revoke_links(tandem=stored, now=now)
        close_dates(tandem=stored, now=now)
    elif to == TandemState.NOT_FORMED:
        revoke_links(tandem=stored, now=now)
        close_dates(tandem=stored, now=now, begun=True)
        mails.send_not_formed(stored)
    return stored


def _changes(tandem: Tandem, to: TandemState, now: dt.datetime) -> dict[str, object]:
    if to == TandemState.ACCEPTED:
        return {"confirm_by": deadline(now, tandem.cohort.confirm_days)}
    if to == TandemState.CONFIRMED and tandem.begins_on is None:
        begins_on = _first_talk(tandem, now)
        return {"begins_on": begins_on, "ends_on": months_later(begins_on, tandem.cohort.meetings)}
    if to == TandemState.ENDED:
        return {"ends_on": timezone.localdate(now)}
    if to == TandemState.NOT_FORMED:
        names = (f"{side}_{question}" for side in Side.values for question in ("answer", "confirms"))
        return {**dict.fromkeys(names, Answer.OPEN), "ends_on": timezone.localdate(now)}
    return {}


def _first_talk(tandem: Tandem, now: dt.datetime) -> dt.date:
    """The day of the first date that has begun, or today where it was never entered."""
    begun = tandem.meetings.filter(state__in=COUNTED, starts_at__lte=now).order_by("starts_at")
    first = begun.first()
    return timezone.localdate(first.starts_at if first else now)


def _keep_first_talk(tandem: Tandem, now: dt.datetime) -> None:
    """Both say that they go on: so they have talked. As long as they say nothing else, as it was planned."""
    first = tandem.meetings.filter(number=FIRST, state=MeetingState.PLANNED, starts_at__lte=now).first()
    if first:
        first.save_version(first.version, state=MeetingState.HELD, updated_at=now)
        MeetingRecord.objects.create(meeting=first, minutes=first.minutes, mode=first.mode)
