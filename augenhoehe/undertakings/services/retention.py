"""What goes when its time is over, as the cohort has set it; and the report in numbers."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet

from augenhoehe.audit.services import record
from augenhoehe.common.dates import months_later
from augenhoehe.disclosure import FLOOR
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.forgetting import forget_texts
from augenhoehe.tandems.models import Tandem

from ..models import Deletion, Ending

OVER: Final = (TandemState.CLOSED, TandemState.ENDED, TandemState.NOT_FORMED)
BATCH: Final = 500


def _over() -> QuerySet[Tandem, Any]:
    return Tandem.objects.filter(state__in=OVER, ends_on__isnull=False)


def forget_texts_due(*, today: dt.date) -> int:
    """Delete what the two wrote, in every room, so many days after the end. Twice is once; returns how many tandems.

    Side effects for each cohort and batch: a report in numbers, and a log entry.
    """
    gone = 0
    for cohort in Cohort.objects.filter(tandems__in=_over().filter(ending__texts_gone_on=None)).distinct():
        before = today - dt.timedelta(days=cohort.texts_kept_days)
        due = _over().filter(ending__texts_gone_on=None, cohort=cohort, ends_on__lt=before)
        while batch := list(due.order_by("pk").values_list("pk", flat=True)[:BATCH]):
            _forget(cohort, batch, today)
            gone += len(batch)
    return gone


@transaction.atomic
def _forget(cohort: Cohort, tandems: Sequence[int], today: dt.date) -> None:
    rows = forget_texts(tandems)
    Ending.objects.bulk_create(
        [Ending(tandem_id=pk, texts_gone_on=today) for pk in tandems],
        update_conflicts=True,
        unique_fields=["tandem"],
        update_fields=["texts_gone_on"],
    )
    _report(cohort, today, tandems, rows, whole=False)


def delete_tandems_due(*, today: dt.date) -> int:
    """Delete tandems with all that hangs on them, so many months after the end. Twice is once; returns how many.

    What is in the library stays: it belongs to everybody as long as both authors agree. Side effects as above.
    """
    gone = 0
    for cohort in Cohort.objects.filter(tandems__isnull=False).distinct():
        due = cohort.tandems.filter(_is_past(cohort, today)).order_by("pk").values_list("pk", flat=True)
        while batch := list(due[:BATCH]):
            _delete(cohort, batch, today)
            gone += len(batch)
    return gone


def _is_past(cohort: Cohort, today: dt.date) -> Q:
    """Which of the cohort's tandems go whole.

    What did not come about goes with the cohort, if that ends sooner: so long nobody proposes the same two again. What
    never was confirmed, and never ended either, has the cohort's end for its own.
    """
    before = months_later(today, -cohort.tandems_kept_months)
    past = Q(state__in=OVER, ends_on__lt=before)
    if cohort.ends_on < today:
        past |= Q(state=TandemState.NOT_FORMED)
    if cohort.ends_on < before:
        past |= Q(state__in=(TandemState.PROPOSED, TandemState.ACCEPTED))
    return past


@transaction.atomic
def _delete(cohort: Cohort, tandems: Sequence[int], today: dt.date) -> None:
    rows = forget_texts(tandems) + Counter(Tandem.objects.filter(pk__in=tandems).delete()[1])
    _report(cohort, today, tandems, rows, whole=True)


def _report(cohort: Cohort, today: dt.date, tandems: Sequence[int], rows: Counter[str], *, whole: bool) -> None:
    # How many rows of fewer would say how much these two have written, and whether somebody kept notes.
    told = dict(rows) if len(tandems) >= FLOOR else {}
    Deletion.objects.create(cohort=cohort, on=today, whole=whole, tandems=len(tandems), rows=told)
    record(actor=None, action="undertakings.deleted", on=cohort, tandems=len(tandems), whole=whole)
