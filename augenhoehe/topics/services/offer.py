from collections.abc import Collection

from django.db import transaction

from augenhoehe.audit.services import record
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort

from ..models import SetAside


@transaction.atomic
def choose_topics(*, cohort: Cohort, away: Collection[int], back: Collection[int], actor: Person) -> int:
    """Set topics (ids) aside for this cohort, and take others back. Returns how many changed.

    What two people change at the same time adds up: each says what differs from what they saw. Answers already given
    stay. Side effect: a log entry.
    """
    known = set(cohort.programme.topics.values_list("pk", flat=True))
    aside = set(cohort.topics_set_aside.values_list("topic_id", flat=True))
    new, returned = sorted((known & set(away)) - aside), sorted(aside & set(back))
    SetAside.objects.bulk_create([SetAside(cohort=cohort, topic_id=pk) for pk in new], ignore_conflicts=True)
    SetAside.objects.filter(cohort=cohort, topic__in=returned).delete()
    if new or returned:
        record(actor=actor, action="topics.offer_changed", on=cohort, away=new, back=returned)
    return len(new) + len(returned)
