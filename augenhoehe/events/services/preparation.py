"""Before the first talk: a mentee reads a page and confirms what it stands on."""

import datetime as dt

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.common.workdays import add_working_days
from augenhoehe.programmes.models import Cohort
from augenhoehe.programmes.parts import Part

from .. import prepared
from ..errors import AlreadyPreparedError
from ..models import Preparation
from ..selectors.preparation import is_asked, mentees
from . import mails
from .links import PREPARATION_DAYS, use_preparation_links

REMIND_AFTER = 3
"""Working days without an answer after which a mentee is reminded."""

AT_MOST = 3
"""How often somebody is asked by mail before it is the office's turn."""


@transaction.atomic
def confirm_preparation(*, application: Application, statements: list[str], now: dt.datetime) -> Preparation:
    """The mentee has read the page and confirms these statements.

    Side effects: the links in mails are used up, a log entry, and what the rooms above do once somebody is prepared
    (prepared.py). Raises AlreadyPreparedError when it is done, or not asked for.
    """
    stored = Application.objects.select_for_update(of=("self",)).select_related("cohort__programme", "person")
    locked = stored.get(pk=application.pk)
    if not is_asked(locked) or Preparation.objects.filter(application=locked).exists():
        raise AlreadyPreparedError
    made = Preparation.objects.create(application=locked, confirmed_at=now, statements=statements)
    use_preparation_links(locked, now)
    record(actor=locked.person, action="events.prepared", on=locked, statements=len(statements))
    prepared.tell(locked, now)
    return made


def remind_due(*, now: dt.datetime) -> int:
    """Ask those again who were asked and have not prepared. Returns how many mails. Safe to do twice."""
    running = [one for one in Cohort.objects.filter(ends_on__gte=_local(now)) if one.uses(Part.PREPARATION)]
    return sum(_remind(pk, now) for cohort in running for pk in _due(cohort, now))


def _due(cohort: Cohort, now: dt.datetime) -> list[int]:
    """Mentees who were asked long enough ago, and not too often. When that was tells the end of their last link."""
    asked = (
        mentees(cohort)
        .filter(preparation=None)
        .annotate(times=Count("preparation_links"), end=Max("preparation_links__expires_at"))
    )
    found = asked.filter(times__gt=0, times__lt=AT_MOST).order_by("pk").values_list("pk", "end")
    until = dt.timedelta(days=PREPARATION_DAYS)
    return [pk for pk, end in found if add_working_days(_local(end - until), REMIND_AFTER) <= _local(now)]


def _local(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()


@transaction.atomic
def _remind(pk: int, now: dt.datetime) -> int:
    rows = Application.objects.select_for_update(of=("self",)).select_related("cohort__programme", "person")
    application = rows.get(pk=pk)
    if pk not in _due(application.cohort, now):
        return 0
    mails.send_preparations([application], now, key=f"again:{application.preparation_links.count()}")
    return 1
