import datetime as dt

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.enums import Subject
from augenhoehe.programmes.models import Cohort

from .keeping import keep_change


class NotOverError(Exception):
    """Only a cohort whose last day and last phase are behind it can go to the archive."""


@transaction.atomic
def archive_cohort(*, cohort: Cohort, actor: Person, now: dt.datetime, today: dt.date, why: str = "") -> Cohort:
    """Put a cohort that is over out of the office's lists; from now on the office only reads it. Twice is once.

    Raises NotOverError. Side effects: a log entry and a kept change.
    """
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if locked.archived_at:
        return locked
    if not locked.is_over(today):
        raise NotOverError
    return _set(locked, now, actor, why, "programmes.cohort_archived")


@transaction.atomic
def restore_cohort(*, cohort: Cohort, actor: Person, why: str = "") -> Cohort:
    """Take a cohort back from the archive. Twice is once. Side effects: a log entry and a kept change."""
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not locked.archived_at:
        return locked
    return _set(locked, None, actor, why, "programmes.cohort_restored")


def _set(cohort: Cohort, at: dt.datetime | None, actor: Person, why: str, action: str) -> Cohort:
    values = {"archived_at": [cohort.archived_at, at]}
    cohort.save_version(cohort.version, archived_at=at)
    record(actor=actor, action=action, on=cohort)
    keep_change(subject=Subject.ARCHIVE, of=cohort, values=values, why=why, actor=actor)
    return cohort
