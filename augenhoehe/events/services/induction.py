"""A reminder to people whose induction is not complete: each gets the mails that fit, with their links."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from ..enums import Attendance, EventKind, Reply
from ..models import Event, Preparation, SignUp
from ..rules import is_for, is_open
from ..selectors.induction import open_events
from ..selectors.preparation import is_asked
from . import mails


@dataclass(frozen=True)
class Missing:
    """What one person can be reminded of: unanswered events of the missing kinds, and the preparation."""

    application: Application
    events: list[Event]
    preparation: bool

    @property
    def something(self) -> bool:
        return bool(self.events) or self.preparation


def missing_of(*, cohort: Cohort, applications: Iterable[Application], now: dt.datetime) -> list[Missing]:
    """What each of these people would be written about. A constant number of queries."""
    applications = list(applications)
    planned = [event for event in open_events(cohort) if is_open(event, now)] if cohort.uses(Part.EVENTS) else []
    settled: dict[int, set[str]] = {}
    stands = Q(attendance=Attendance.CAME) | Q(reply=Reply.WAITING) | Q(reply=Reply.COMING, attendance=Attendance.OPEN)
    answers = SignUp.objects.filter(stands, application__in=applications, event__kind__in={one.kind for one in planned})
    for pk, kind in answers.values_list("application_id", "event__kind"):
        settled.setdefault(pk, set()).add(kind)
    declined = set(
        SignUp.objects.filter(application__in=applications, event__in=planned).values_list("application_id", "event_id")
    )
    done = set(Preparation.objects.filter(application__in=applications).values_list("application_id", flat=True))
    return [
        Missing(
            one,
            [
                event
                for event in _first_of_each_kind(planned, one)
                if event.kind not in settled.get(one.pk, set()) and (one.pk, event.pk) not in declined
            ],
            is_asked(one) and one.pk not in done,
        )
        for one in applications
    ]


def _first_of_each_kind(events: list[Event], application: Application) -> list[Event]:
    found: dict[str, Event] = {}
    for event in events:
        if is_for(event, application):
            found.setdefault(EventKind(event.kind), event)
    return list(found.values())


@transaction.atomic
def remind_people(
    *, cohort: Cohort, applications: Iterable[Application], actor: Person, draft_key: uuid.UUID, now: dt.datetime
) -> int:
    """Write to these people about what is missing. Returns to how many; the same form sent twice is once.

    Side effects: a log entry with the number; for each missing thing a mail with its link.
    """
    told = [one for one in missing_of(cohort=cohort, applications=applications, now=now) if one.something]
    asked: dict[Event, list[Application]] = {}
    for one in told:
        for event in one.events:
            asked.setdefault(event, []).append(one.application)
    for event, people in asked.items():
        mails.send_invitations(event, people, key=str(draft_key))
    mails.send_preparations([one.application for one in told if one.preparation], now, key=str(draft_key))
    record(actor=actor, action="events.induction_reminded", on=cohort, people=len(told))
    return len(told)
