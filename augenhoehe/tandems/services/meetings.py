"""Dates that both find in their calendars: planned, moved, cancelled; the first talk and all later ones."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction

from augenhoehe.applications.enums import Side
from augenhoehe.audit.services import record
from augenhoehe.calendars.services import TakenError, free_date, use_date
from augenhoehe.common.models import StaleError
from augenhoehe.common.workdays import deadline
from augenhoehe.events.selectors import is_prepared
from augenhoehe.people.models import Person

from ..enums import MeetingMode, MeetingState, Reply, TandemState
from ..errors import MeetingPlannedError, NotPreparedError, PlaceTakenError, TandemError
from ..models import FIRST, Meeting, Tandem
from . import date_mails
from .date_links import follow_meeting
from .numbering import next_number, renumber
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

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingDetails":
        return cls(meeting.starts_at, meeting.minutes, meeting.mode, meeting.place, meeting.video_url)


_UNANSWERED = {
    "mentor_reply": Reply.OPEN,
    "mentee_reply": Reply.OPEN,
    "counter_at": None,
    "counter_minutes": None,
    "counter_by": "",
    "reminded_at": None,
    "asked_at": None,
}
"""A new time is a new question."""


@transaction.atomic
def plan_meeting(
    *,
    tandem: Tandem,
    actor: Person,
    details: MeetingDetails,
    draft_key: uuid.UUID,
    now: dt.datetime,
    number: int = FIRST,
) -> tuple[Meeting, bool]:
    """Fix a meeting. Returns the meeting and whether it is new: the same form sent twice is one.

    `number`: which one the planner has in mind; if the partner has fixed it meanwhile, it is not planned twice.
    Side effects: a log entry, an invitation to both, and before the confirmation the deadline for it moves behind the
    first talk. Raises TandemError when the two are no tandem, NotPreparedError while the mentee still has to prepare,
    StaleError when the same key comes with other details, MeetingPlannedError when there is this meeting already, and
    PlaceTakenError when another tandem has the place then.
    """
    stored = _open_tandem(tandem, actor)
    if known := stored.meetings.filter(draft_key=draft_key).first():
        if MeetingDetails.of(known) != details.fitting():
            raise StaleError
        return known, False
    if next_number(stored) != number:
        raise MeetingPlannedError
    meeting = add_meeting(tandem=stored, actor=actor, details=details, draft_key=draft_key, now=now)
    return meeting, True


def add_meeting(
    *, tandem: Tandem, actor: Person, details: MeetingDetails, now: dt.datetime, draft_key: uuid.UUID | None = None
) -> Meeting:
    """One more date of a tandem that the caller has locked. Side effects and errors as in `plan_meeting`."""
    number = next_number(tandem)
    if number == FIRST and not is_prepared(tandem.mentee):
        raise NotPreparedError
    meeting = Meeting.objects.create(
        tandem=tandem, number=number, draft_key=draft_key, uid=_new_uid(), **asdict(details.fitting())
    )
    _arrange(meeting, tandem, now)
    record(actor=actor, action="tandems.meeting_planned", on=meeting, tandem=tandem.pk)
    date_mails.send_invitation(meeting, tandem, now)
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, actor: Person, version: int, details: MeetingDetails, now: dt.datetime
) -> Meeting:
    """Change a planned meeting. Both get an update of the invitation, with the next SEQUENCE.

    With nothing changed nothing is sent. What calendars had answered is asked anew. Side effects as in `plan_meeting`.
    Raises StaleError when somebody saved since `version`, and TandemError when the meeting is not planned any more or
    the two are no tandem any more.
    """
    tandem = _open_tandem(meeting.tandem, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state != MeetingState.PLANNED:
        raise TandemError
    if stored.version != version:
        raise StaleError
    wanted = details.fitting()
    if MeetingDetails.of(stored) == wanted:
        return stored
    changes = _UNANSWERED | asdict(wanted)
    stored.save_version(version, sequence=stored.sequence + 1, updated_at=now, **changes)
    _arrange(stored, tandem, now)
    record(actor=actor, action="tandems.meeting_moved", on=stored, tandem=tandem.pk, sequence=stored.sequence)
    follow_meeting(stored)
    date_mails.send_invitation(stored, tandem, now)
    return stored


@transaction.atomic
def keep_date(*, meeting: Meeting, actor: Person, now: dt.datetime) -> Meeting:
    """Say no to the other time that a calendar proposes: the date stays. Where none is proposed nothing changes.

    Side effects: a log entry, and a DECLINECOUNTER to whoever proposed it. Raises TandemError as in `move_meeting`.
    """
    tandem = _open_tandem(meeting.tandem, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state != MeetingState.PLANNED:
        raise TandemError
    if stored.counter_at is None:
        return stored
    by, proposed = Side(stored.counter_by), (stored.counter_at, stored.counter_minutes or stored.minutes)
    Meeting.objects.filter(pk=stored.pk).update(counter_at=None, counter_minutes=None, counter_by="")
    stored.refresh_from_db()
    record(actor=actor, action="tandems.date_kept", on=stored, tandem=tandem.pk)
    date_mails.send_kept(stored, tandem, by, *proposed, now)
    return stored


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: Person, now: dt.datetime) -> Meeting:
    """Cancel a planned meeting; cancelling it again changes nothing.

    Side effects: a log entry, a CANCEL to both, and before the confirmation the deadline for it starts anew. Raises
    TandemError when the meeting has taken place, or the two are no tandem any more.
    """
    tandem = _open_tandem(meeting.tandem, actor)
    stored = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if stored.state == MeetingState.CANCELLED:
        return stored
    if stored.state != MeetingState.PLANNED:
        raise TandemError
    stored.save_version(stored.version, state=MeetingState.CANCELLED, sequence=stored.sequence + 1, updated_at=now)
    _arrange(stored, tandem, now)
    record(actor=actor, action="tandems.meeting_cancelled", on=stored, tandem=tandem.pk, sequence=stored.sequence)
    date_mails.send_cancellation(stored, tandem, now)
    return stored


def _open_tandem(tandem: Tandem, actor: Person) -> Tandem:
    stored = lock_tandem(tandem.pk)
    if not actor.has_perm("tandems.plan_meeting", stored):
        raise TandemError
    return stored


def _arrange(changed: Meeting, tandem: Tandem, now: dt.datetime) -> None:
    """Numbers follow the calendar, days to confirm count from the end of the first talk, a place held there is taken.

    Whoever was asked already whether the tandem goes on is not asked again.
    """
    renumber(tandem)
    changed.refresh_from_db(fields=["number"])
    _settle_place(changed, tandem)
    if tandem.state == TandemState.ACCEPTED:
        first = tandem.meetings.filter(number=FIRST, state=MeetingState.PLANNED).first()
        start = first.ends_at if first else now
        tandem.save_version(tandem.version, confirm_by=deadline(start, tandem.cohort.confirm_days), updated_at=now)


def _settle_place(meeting: Meeting, tandem: Tandem) -> None:
    """What the office holds at a neutral place belongs to the meeting that is there then. Raises PlaceTakenError."""
    if meeting.state != MeetingState.PLANNED or not meeting.place:
        free_date(uid=meeting.uid)
        return
    try:
        use_date(
            uid=meeting.uid,
            programme_id=tandem.cohort.programme_id,
            place=meeting.place,
            starts_at=meeting.starts_at,
            minutes=meeting.minutes,
        )
    except TakenError as error:
        raise PlaceTakenError from error


def _new_uid() -> str:
    return f"{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}"
