"""Counting what tandems work on, for the office: rarely, and never so that one tandem shows."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Sum

from augenhoehe.applications.enums import Aspect
from augenhoehe.programmes.models import Cohort

from ..enums import MeetingMode
from ..models import MeetingRecord, TagTally
from ..sums import ENOUGH, FLOOR, Pair, at_least, size_of

EVERY: Final = dt.timedelta(days=7)
"""Dates are told no finer than a week."""

_TANDEM: Final = "meeting__tandem"
_COHORT: Final = "meeting__tandem__cohort"
_PAIR: Final = ("meeting__tandem__mentor", "meeting__tandem__mentee")


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
    people = {f"people_{number}": Count(side, distinct=True) for number, side in enumerate(_PAIR)}
    enough = {f"{name}__gte": FLOOR for name in people}
    by_cohort = new.order_by().values(_COHORT).annotate(**people).filter(**enough)
    found: QuerySet[MeetingRecord, Any] = by_cohort.values_list(_COHORT, flat=True)
    return found


@transaction.atomic
def _tally(cohort_id: int, now: dt.datetime) -> bool:
    Cohort.objects.select_for_update().get(pk=cohort_id)
    if not _due(now).filter(**{_COHORT: cohort_id}).exists():
        return False
    records = MeetingRecord.objects.filter(**{_COHORT: cohort_id})
    aspects = [((mentor, mentee), tags) for mentor, mentee, tags in records.values_list(*_PAIR, "aspects")]
    topics = [((mentor, mentee), tag) for mentor, mentee, tag in records.values_list(*_PAIR, "topics") if tag]
    told, of = _told(topics), size_of({pair for pair, _tags in aspects})
    TagTally.objects.create(
        cohort_id=cohort_id,
        counted_at=now,
        aspects=_aspects(aspects, of) if of >= ENOUGH else {},
        topics={tag: number for tag, count in told.items() if (number := at_least(count, of))},
        **records.aggregate(
            tandems=Count(_TANDEM, distinct=True),
            meetings=Count("pk"),
            minutes=Sum("minutes", default=0),
            by_video=Count("pk", filter=Q(mode=MeetingMode.VIDEO)),
        ),
    )
    return True


def _aspects(told: Sequence[tuple[Pair, list[str]]], of: int) -> dict[str, tuple[int, int]]:
    """Each aspect: in how many tandems it came up, and in how many of them in every second meeting or more often."""
    met = Counter(pair for pair, _tags in told)
    times = Counter((pair, tag) for pair, tags in told for tag in set(tags))
    once, often = _told(times), _told(one for one, count in times.items() if 2 * count >= met[one[0]])
    return {one.value: (at_least(once[one], of), at_least(often[one], of)) for one in Aspect}


def _told(tagged: Iterable[tuple[Pair, Any]]) -> Counter[Any]:
    """Tag → how many stand behind the tandems that have it."""
    having: dict[Any, set[Pair]] = {}
    for pair, tag in tagged:
        having.setdefault(tag, set()).add(pair)
    return Counter({tag: size_of(pairs) for tag, pairs in having.items()})
