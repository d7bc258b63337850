"""Counting what tandems work on, for the office: rarely, and never so that one tandem shows."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Sum

from augenhoehe.programmes.models import Cohort

from ..models import MeetingRecord, TagTally
from ..sums import FLOOR, at_least

EVERY: Final = dt.timedelta(days=7)
"""Dates are told no finer than a week."""

_TANDEM: Final = "meeting__tandem"
_COHORT: Final = "meeting__tandem__cohort"


def tally_due(*, now: dt.datetime) -> int:
    """Count anew wherever a week has passed and five tandems have told something since. Returns how many cohorts.

    Safe to run twice or in parallel: what was counted is not due. Each cohort is a transaction of its own.
    """
    return sum(_tally(pk, now) for pk in list(_due(now)))


def _due(now: dt.datetime) -> QuerySet[MeetingRecord, Any]:
    """Ids of cohorts whose sums may be counted anew. A record that was changed counts as told anew."""
    last = TagTally.objects.filter(cohort=OuterRef(_COHORT)).order_by("-counted_at").values("counted_at")[:1]
    told = MeetingRecord.objects.annotate(last=Subquery(last, output_field=DateTimeField()))
    new = told.filter(Q(last=None) | Q(updated_at__gt=F("last"), last__lte=now - EVERY))
    by_cohort = new.order_by().values(_COHORT).annotate(tandems=Count(_TANDEM, distinct=True))
    found: QuerySet[MeetingRecord, Any] = by_cohort.filter(tandems__gte=FLOOR).values_list(_COHORT, flat=True)
    return found


@transaction.atomic
def _tally(cohort_id: int, now: dt.datetime) -> bool:
    Cohort.objects.select_for_update().get(pk=cohort_id)
    if not _due(now).filter(**{_COHORT: cohort_id}).exists():
        return False
    records = MeetingRecord.objects.filter(**{_COHORT: cohort_id})
    whole = records.aggregate(
        tandems=Count(_TANDEM, distinct=True), meetings=Count("pk"), minutes=Sum("minutes", default=0)
    )
    topics = Counter(records.filter(topics__isnull=False).values_list(_TANDEM, "topics"))
    TagTally.objects.create(
        cohort_id=cohort_id,
        counted_at=now,
        aspects=_aspects(records.values_list(_TANDEM, "aspects"), whole["tandems"]),
        topics=_told(topics, whole["tandems"]),
        **whole,
    )
    return True


def _aspects(told: Iterable[tuple[int, list[str]]], tandems: int) -> dict[str, tuple[int, int]]:
    """Each aspect that came up in enough tandems: in how many, and in how many of them in every second meeting."""
    met: Counter[int] = Counter()
    times: Counter[tuple[int, str]] = Counter()
    for tandem, aspects in told:
        met[tandem] += 1
        times.update((tandem, aspect) for aspect in set(aspects))
    often = _told([(tandem, tag) for (tandem, tag), count in times.items() if 2 * count >= met[tandem]], tandems)
    return {tag: (number, often.get(tag, 0)) for tag, number in _told(times, tandems).items()}


def _told(tagged: Iterable[tuple[int, Any]], tandems: int) -> dict[Any, int]:
    """Of pairs of a tandem and a tag, each once: what may be told of how many tandems have it, and nothing else."""
    counts = Counter(tag for _tandem, tag in tagged)
    return {tag: number for tag, count in counts.items() if (number := at_least(count, tandems))}
