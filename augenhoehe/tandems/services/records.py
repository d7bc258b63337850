"""Whether a meeting took place, how long it lasted, and what it was about in tags."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.topics.models import Topic

from ..enums import MEETING_TRANSITIONS, MeetingState
from ..errors import AlreadyRecordedError, NotBegunError, TandemError
from ..models import Meeting, MeetingRecord, Tandem
from .numbering import renumber
from .state import lock_tandem


@dataclass(frozen=True)
class RecordDetails:
    """How long (minutes) and how the two met, and the tags: aspects by key, topics of the pool."""

    minutes: int
    mode: str
    aspects: Sequence[str] = ()
    topics: Sequence[Topic] = ()

    @classmethod
    def as_planned(cls, meeting: Meeting) -> "RecordDetails":
        return cls(meeting.minutes, meeting.mode)


@transaction.atomic
def hold_meeting(*, meeting: Meeting, actor: Person, details: RecordDetails, now: dt.datetime) -> MeetingRecord:
    """Say that a meeting took place. The first of the two who says so is believed; both can change it later.

    Side effect: a log entry, without the tags. Raises NotBegunError before it begins, AlreadyRecordedError when it
    took place already, and TandemError when it was cancelled or the tandem is over.
    """
    stored = _step(meeting, MeetingState.HELD, actor, now)
    kept = MeetingRecord.objects.create(
        meeting=stored, minutes=details.minutes, mode=details.mode, aspects=list(details.aspects)
    )
    kept.topics.set(details.topics)
    return kept


@transaction.atomic
def miss_meeting(*, meeting: Meeting, actor: Person, now: dt.datetime) -> Meeting:
    """Say that a meeting did not take place; a record of it goes. Side effects and errors as in `hold_meeting`."""
    stored = _step(meeting, MeetingState.MISSED, actor, now)
    MeetingRecord.objects.filter(meeting=stored).delete()
    return stored


@transaction.atomic
def change_record(
    *, kept: MeetingRecord, actor: Person, version: int, details: RecordDetails, now: dt.datetime
) -> MeetingRecord:
    """Change what is kept of a meeting. Raises StaleError when somebody saved since `version`, TandemError as above."""
    _may_record(kept.meeting, actor)
    kept.save_version(
        version, minutes=details.minutes, mode=details.mode, aspects=list(details.aspects), updated_at=now
    )
    kept.topics.set(details.topics)
    record(actor=actor, action="tandems.record_changed", on=kept.meeting, tandem=kept.meeting.tandem_id)
    return kept


def _step(meeting: Meeting, to: MeetingState, actor: Person, now: dt.datetime) -> Meeting:
    """The only place where a meeting that has begun changes its state."""
    tandem = _may_record(meeting, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state == to:
        raise AlreadyRecordedError
    if to not in MEETING_TRANSITIONS[MeetingState(stored.state)]:
        raise TandemError
    if stored.starts_at > now:
        raise NotBegunError
    stored.save_version(stored.version, state=to, updated_at=now)
    renumber(tandem)
    record(actor=actor, action=f"tandems.meeting_{to}", on=stored, tandem=tandem.pk)
    return stored


def _may_record(meeting: Meeting, actor: Person) -> Tandem:
    tandem = lock_tandem(meeting.tandem_id)
    if not actor.has_perm("tandems.record_meeting", tandem):
        raise TandemError
    return tandem
