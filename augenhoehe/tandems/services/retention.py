import datetime as dt
from typing import Final

from django.db import transaction

from augenhoehe.applications.models import Application
from augenhoehe.audit.services import record
from augenhoehe.matching.services import forget_waiting, keep_waiting
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort

UNMATCHED: Final = dt.timedelta(days=92)
"""How long an application that led to no tandem is kept after the last day of its cohort's matching."""


@transaction.atomic
def forget_unmatched(*, today: dt.date) -> int:
    """Delete applications that led to no tandem, three months after the matching ended. Twice is once.

    It is here and not with the applications because only this room knows who has a tandem. Returns how many went.
    Side effects: what is kept of those who waited in vain, until 24 months have passed; and a log entry with the number
    for each cohort that had any.
    """
    gone = 0
    forget_waiting(today=today)
    over = Cohort.objects.filter(phases__kind=PhaseKind.MATCHING, phases__closes_on__lt=today - UNMATCHED)
    for cohort in over:
        unmatched = Application.objects.filter(cohort=cohort, tandems_as_mentor=None, tandems_as_mentee=None)
        if number := unmatched.count():
            keep_waiting(cohort=cohort, applications=unmatched)
            unmatched.delete()
            record(actor=None, action="tandems.unmatched_forgotten", on=cohort, applications=number)
            gone += number
    return gone
