"""Mails to the sponsors, each in the reader's language, in the transaction of the act they tell of."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from augenhoehe.common.models import in_language
from augenhoehe.messaging.calendar import Attendee, Method, installation_organizer, invitation
from augenhoehe.messaging.registry import TextKind
from augenhoehe.messaging.services import Letter, queue_mails
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from .. import placeholders as kinds
from ..enums import BackingKind
from ..filling import long_day
from ..models import BackingTask
from ..papers import PREPARED
from ..selectors import sponsors_of

REMIND = dt.timedelta(days=1)


def send_invitations(task: BackingTask, cohort: Cohort, now: dt.datetime) -> None:
    """An iTIP REQUEST to each sponsor; from the second on it is an update of the first."""
    _send(kinds.APPEARANCE_INVITATION, task, cohort, f"invitation:{task.sequence}", "REQUEST", now)


def send_cancellations(task: BackingTask, cohort: Cohort, now: dt.datetime) -> None:
    """An iTIP CANCEL to each sponsor, of the date that `task` names."""
    _send(kinds.APPEARANCE_CANCELLED, task, cohort, f"cancelled:{task.sequence}", "CANCEL", now)


def send_reminders(task: BackingTask, cohort: Cohort) -> None:
    """A week before."""
    _send(kinds.APPEARANCE_REMINDER, task, cohort, f"reminder:{task.on}")


def _send(
    kind: TextKind,
    task: BackingTask,
    cohort: Cohort,
    key: str,
    method: Method | None = None,
    now: dt.datetime | None = None,
) -> None:
    queue_mails(
        [
            Letter(
                kind,
                person,
                _values(task, cohort, person),
                programme_id=cohort.programme_id,
                calendar=calendar_object(task, cohort, person, method=method, now=now) if method and now else "",
                calendar_method=method or "",
                idempotency_key=f"documents.{key}:{task.pk}:{person.pk}",
            )
            for person in sponsors_of(cohort)
        ]
    )


def _values(task: BackingTask, cohort: Cohort, person: Person) -> dict[str, str]:
    language = person.language
    with translation.override(language):
        return {
            "name": person.get_short_name(),
            "programme": in_language(cohort.programme, "name", language),
            "cohort": in_language(cohort, "name", language),
            "contact": cohort.programme.contact_email or settings.DEFAULT_FROM_EMAIL,
            "what": str(task.get_kind_display()),
            "when": when_of(task),
            "where": task.place or _("(not settled yet)"),
            "details": task.details,
            "link": settings.BASE_URL + reverse("backing", args=[cohort.pk]),
        }


def when_of(task: BackingTask) -> str:
    """Day and time, in the active language."""
    if task.on is None:
        return _("(not settled yet)")
    if task.at is None:
        return long_day(task.on)
    return _("%(day)s, %(time)s") % {"day": long_day(task.on), "time": f"{task.at:%H:%M}"}


def calendar_object(task: BackingTask, cohort: Cohort, person: Person, *, method: Method, now: dt.datetime) -> str:
    """The iCalendar text for one sponsor, of the whole day where no time is agreed.

    It rings the day before, when there is still time to read the words.
    """
    if task.on is None:
        raise ValueError("a calendar needs a day")
    starts_at = timezone.make_aware(dt.datetime.combine(task.on, task.at)) if task.at else task.on
    link = settings.BASE_URL + reverse("document", args=[cohort.pk, PREPARED[BackingKind(task.kind)].key])
    with translation.override(person.language):
        summary = f"{in_language(cohort.programme, 'name', person.language)}: {task.get_kind_display()}"
    return invitation(
        method=method,
        uid=task.uid,
        sequence=task.sequence,
        starts_at=starts_at,
        minutes=task.minutes,
        summary=summary,
        description=f"{task.details}\n\n{link}".strip(),
        location=task.place,
        url=link,
        organizer=installation_organizer(),
        attendees=[Attendee(person.get_full_name(), person.email)],
        language=person.language,
        now=now,
        remind=REMIND,
    )
