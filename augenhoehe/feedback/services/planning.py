"""Talks are planned, moved and called off; a date goes into the mentor's calendar."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .. import placeholders as kinds
from ..enums import TRANSITIONS, TalkState
from ..errors import TalkError
from ..models import Talk
from ..selectors.plan import active_mentors
from . import mails


@dataclass(frozen=True)
class Details:
    """When, where, and who talks for the office; without a moment the date is still to be found."""

    holder: Person | None
    starts_at: dt.datetime | None = None
    minutes: int = 45
    place: str = ""


@transaction.atomic
def plan_talk(
    *, cohort: Cohort, mentor: Application, details: Details, draft_key: UUID, actor: Person, now: dt.datetime
) -> Talk:
    """Plan a talk with an active mentor. The same draft twice, and a second one beside a planned one, is the first.

    Raises TalkError for anybody else. Side effects: an invitation with its date, or a word that the office would
    like to talk; a log entry.
    """
    if not active_mentors(cohort).filter(pk=mentor.pk).exists():
        raise TalkError
    Application.objects.select_for_update().get(pk=mentor.pk)
    known = Talk.objects.filter(mentor=mentor, draft_key=draft_key).first()
    known = known or Talk.objects.filter(mentor=mentor, state=TalkState.PLANNED).first()
    if known:
        return known
    talk = Talk.objects.create(cohort=cohort, mentor=mentor, draft_key=draft_key, **vars(details))
    record(actor=actor, action="feedback.talk_planned", on=talk, cohort=cohort.pk, dated=talk.starts_at is not None)
    mails.send(talk, kinds.INVITED if talk.starts_at else kinds.SUGGESTED, now)
    return talk


@transaction.atomic
def plan_many(
    *, cohort: Cohort, mentors: Sequence[Application], holder: Person, draft_key: UUID, actor: Person, now: dt.datetime
) -> int:
    """Suggest a talk to many at once; those with a planned one keep theirs. Returns how many are new."""
    before = cohort.talks.count()
    for mentor in mentors:
        plan_talk(cohort=cohort, mentor=mentor, details=Details(holder), draft_key=draft_key, actor=actor, now=now)
    return cohort.talks.count() - before


@transaction.atomic
def change_talk(*, talk: Talk, version: int, details: Details, actor: Person, now: dt.datetime) -> None:
    """Move a planned talk, or set its date. Raises StaleError, and TalkError once it was held or called off.

    Side effects: an invitation or its update where anything that the mentor sees has changed, a CANCEL where the
    date is given up; a log entry. What a calendar answered to another date is forgotten.
    """
    stored = _planned(talk)
    was = stored.starts_at
    seen = (stored.starts_at, stored.minutes, stored.place)
    answered = {} if was == details.starts_at else {"reply": "", "counter_at": None}
    talk.save_version(version, sequence=stored.sequence + 1, updated_at=now, **answered, **vars(details))
    record(actor=actor, action="feedback.talk_changed", on=talk, dated=talk.starts_at is not None)
    if seen == (talk.starts_at, talk.minutes, talk.place):
        return
    if talk.starts_at:
        mails.send(talk, kinds.INVITED, now)
    elif was:
        mails.send(talk, kinds.CANCELLED, now, at=was)


@transaction.atomic
def cancel_talk(*, talk: Talk, version: int, actor: Person, now: dt.datetime) -> None:
    """Call a planned talk off. Raises StaleError, TalkError. Side effects: a CANCEL to the mentor, a log entry."""
    stored = _planned(talk, TalkState.CANCELLED)
    talk.save_version(version, state=TalkState.CANCELLED, sequence=stored.sequence + 1, updated_at=now)
    record(actor=actor, action="feedback.talk_cancelled", on=talk)
    mails.send(talk, kinds.CANCELLED, now, at=talk.starts_at)


def _planned(talk: Talk, to: TalkState | None = None) -> Talk:
    stored = Talk.objects.select_for_update().get(pk=talk.pk)
    ok = stored.state == TalkState.PLANNED if to is None else to in TRANSITIONS[TalkState(stored.state)]
    if not ok:
        raise TalkError
    return stored
