"""A date that both find in their calendars: planned, moved, cancelled."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.common.models import StaleError
from augenhoehe.common.workdays import deadline
from augenhoehe.events.selectors import is_prepared
from augenhoehe.people.models import Person

from ..enums import MeetingMode, MeetingState, TandemState
from ..errors import MeetingPlannedError, NotPreparedError, TandemError
from ..models import FIRST, Meeting, Tandem
from . import mails
from .state import lock_tandem


@dataclass(frozen=True)
class MeetingDetails:
    """When, how long (minutes), how, and where: a place in person, a link by video."""

    starts_at: dt.datetime
    minutes: int
    mode: str
    place: str = ""
    video_url: str = ""

    def fitting(self) -> "MeetingDetails":
        """Without the place of a video call, or the link of a meeting in person."""
        in_person = self.mode == MeetingMode.IN_PERSON
        return MeetingDetails(
            self.starts_at,
            self.minutes,
            self.mode,
            self.place if in_person else "",
            "" if in_person else self.video_url,
        )


@transaction.atomic
def plan_meeting(
    *, tandem: Tandem, actor: Person, details: MeetingDetails, draft_key: uuid.UUID, now: dt.datetime
) -> tuple[Meeting, bool]:
    """Fix the first meeting. Returns the meeting and whether it is new: the same form sent twice is one.

    Side effects: a log entry, an invitation to both, and the deadline to confirm moves behind the meeting. Raises
    TandemError when the two are no tandem, NotPreparedError while the mentee still has to prepare, StaleError when the
    same key comes with other details, and MeetingPlannedError when there is a date already.
    """
    stored = _open_tandem(tandem, actor)
    wanted = details.fitting()
    if known := stored.meetings.filter(draft_key=draft_key).first():
        if _details_of(known) != wanted:
            raise StaleError
        return known, False
    if stored.meetings.filter(number=FIRST, state=MeetingState.PLANNED).exists():
        raise MeetingPlannedError
    if not is_prepared(stored.mentee):
        raise NotPreparedError
    meeting = Meeting.objects.create(tandem=stored, number=FIRST, draft_key=draft_key, uid=_new_uid(), **asdict(wanted))
    record(actor=actor, action="tandems.meeting_planned", on=meeting, tandem=stored.pk)
    _set_confirm_by(stored, meeting.ends_at, now)
    mails.send_invitation(meeting, stored, now)
    return meeting, True


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, actor: Person, version: int, details: MeetingDetails, now: dt.datetime
) -> Meeting:
    """Change a planned meeting. Both get an update of the invitation, with the next SEQUENCE.

    With nothing changed nothing is sent. Side effects as in `plan_meeting`. Raises StaleError when somebody saved
    since `version`, and TandemError when the meeting is cancelled or the two are no tandem any more.
    """
    tandem = _open_tandem(meeting.tandem, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state != MeetingState.PLANNED:
        raise TandemError
    if stored.version != version:
        raise StaleError
    wanted = details.fitting()
    if _details_of(stored) == wanted:
        return stored
    stored.save_version(version, sequence=stored.sequence + 1, updated_at=now, **asdict(wanted))
    record(actor=actor, action="tandems.meeting_moved", on=stored, tandem=tandem.pk, sequence=stored.sequence)
    _set_confirm_by(tandem, stored.ends_at, now)
    mails.send_invitation(stored, tandem, now)
    return stored


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: Person, now: dt.datetime) -> Meeting:
    """Cancel a planned meeting; cancelling it again changes nothing.

    Side effects: a log entry, a CANCEL to both, and the deadline to confirm starts anew. Raises TandemError when the
    two are no tandem any more.
    """
    tandem = _open_tandem(meeting.tandem, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state == MeetingState.CANCELLED:
        return stored
    stored.save_version(stored.version, state=MeetingState.CANCELLED, sequence=stored.sequence + 1, updated_at=now)
    record(actor=actor, action="tandems.meeting_cancelled", on=stored, tandem=tandem.pk, sequence=stored.sequence)
    _set_confirm_by(tandem, now, now)
    mails.send_cancellation(stored, tandem, now)
    return stored


def _open_tandem(tandem: Tandem, actor: Person) -> Tandem:
    stored = lock_tandem(tandem.pk)
    if not actor.has_perm("tandems.plan_meeting", stored):
        raise TandemError
    return stored


def _details_of(meeting: Meeting) -> MeetingDetails:
    return MeetingDetails(meeting.starts_at, meeting.minutes, meeting.mode, meeting.place, meeting.video_url)


def _set_confirm_by(tandem: Tandem, start: dt.datetime, now: dt.datetime) -> None:
    """Days to confirm count from the end of the first talk; whoever was asked already is not asked again."""
    if tandem.state == TandemState.ACCEPTED:
        tandem.save_version(tandem.version, confirm_by=deadline(start, tandem.cohort.confirm_days), updated_at=now)


def _new_uid() -> str:
    return f"{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}"
