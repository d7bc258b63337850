"""What the office knows of the interest list: numbers, no addresses."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from augenhoehe.messaging.enums import MailState
from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.enums import InterestSide
from augenhoehe.outreach.models import Interest, Notice
from augenhoehe.programmes.models import Cohort


def to_tell(cohort: Cohort) -> QuerySet[Interest]:
    """Those on the programme's list who have not been told of this cohort's call."""
    told = Notice.objects.filter(cohort=cohort).values("interest_id")
    listed = Interest.objects.confirmed().filter(programme=cohort.programme_id).exclude(pk__in=told)
    return listed.select_related("programme").order_by("pk")


@dataclass(frozen=True)
class InterestFigures:
    """`told` and `failed` are about one cohort's call."""

    sides: list[tuple[str, int]]
    told: int
    waiting: int
    failed: int

    @property
    def total(self) -> int:
        return sum(number for _side, number in self.sides)


def interest_figures(cohort: Cohort) -> InterestFigures:
    """How many want to be told, by what they are interested in, and who of them knows of this call. Three queries."""
    listed = Interest.objects.confirmed().filter(programme=cohort.programme_id)
    counts = dict(listed.order_by().values_list("side").annotate(Count("pk")))
    told = Notice.objects.filter(cohort=cohort).count()
    mails = Mail.objects.filter(pk__in=Notice.objects.filter(cohort=cohort).values("mail_id"))
    failed = mails.aggregate(failed=Count("pk", filter=Q(state=MailState.FAILED)))["failed"]
    sides = [(str(side.label), counts.get(side, 0)) for side in InterestSide]
    return InterestFigures(sides, told, sum(counts.values()) - told, failed)
