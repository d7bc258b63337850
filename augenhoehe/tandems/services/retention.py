import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models.functions import Coalesce

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.matching.services import forget_waiting, keep_waiting
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

UNMATCHED: Final = dt.timedelta(days=92)
"""How long an application that led to no tandem is kept: after the matching, or after it came where that is later."""


@transaction.atomic
def forget_unmatched(*, today: dt.date) -> int:
    """Delete applications that led to no tandem, three months after the matching ended. Twice is once.

    Whoever came later has three months of their own: late arrivals can be placed as long as the cohort runs. It is here
    and not with the applications because only this room knows who has a tandem. Returns how many went. Side effects:
    what is kept of those who waited in vain, until 24 months have passed; and a log entry with the number for each
    cohort that had any.
    """
    gone = 0
    forget_waiting(today=today)
    before = today - UNMATCHED
    over = Cohort.objects.filter(phases__kind=PhaseKind.MATCHING, phases__closes_on__lt=before)
    for cohort in over:
        unmatched = Application.objects.alias(came_at=Coalesce("submitted_at", "created_at")).filter(
            cohort=cohort, tandems_as_mentor=None, tandems_as_mentee=None, came_at__date__lt=before
        )
        if number := unmatched.count():
            keep_waiting(cohort=cohort, applications=unmatched)
            unmatched.delete()
            record(actor=None, action="tandems.unmatched_forgotten", on=cohort, applications=number)
            gone += number
    return gone
