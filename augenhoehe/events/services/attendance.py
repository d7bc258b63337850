"""Who was there: for the induction and the statement of hours, and for nothing else."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person

from ..enums import Attendance, Reply
from ..errors import AttendanceChangedError, EventError
from ..models import Event, SignUp
from ..rules import may_record
from .state import lock_event


@transaction.atomic
def record_attendance(*, event: Event, actor: Person, seen: Mapping[int, tuple[str, str]], now: dt.datetime) -> int:
    """Record who was there, from an hour before the begin on. Returns how many people's entry changed.

    seen: key of a sign-up → what the form showed, and what was chosen. What somebody else recorded meanwhile stays,
    unless the same person was changed here too: then nothing is saved, and AttendanceChangedError names them. Side
    effect: a log entry with the number. Raises EventError before that, and for a cancelled event.
    """
    stored = lock_event(event.pk)
    if not may_record(stored, now):
        raise EventError
    changed = {pk: new for pk, (old, new) in seen.items() if old != new}
    rows = list(stored.sign_ups.filter(pk__in=changed, reply=Reply.COMING).select_related("application__person"))
    between = [one for one in rows if one.attendance not in (seen[one.pk][0], changed[one.pk])]
    if between:
        raise AttendanceChangedError(between)
    for one in rows:
        SignUp.objects.filter(pk=one.pk).update(attendance=Attendance(changed[one.pk]), updated_at=now)
    if rows:
        record(actor=actor, action="events.attendance_recorded", on=stored, people=len(rows))
    return len(rows)
