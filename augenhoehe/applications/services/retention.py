import datetime as dt

from django.db import transaction

from augenhoehe.applications import confidential
from augenhoehe.audit.services import record
from augenhoehe.programmes.models import Cohort


@transaction.atomic
def forget_silent_lists(*, today: dt.date) -> int:
    """Delete the silent lists of cohorts that have ended, as their page promises. Twice is once.

    Returns how many entries went. Side effect: a log entry with the number for each cohort that had any.
    """
    gone = 0
    for cohort in Cohort.objects.filter(ends_on__lt=today):
        if number := confidential.forget_cohort(cohort=cohort):
            record(actor=None, action="applications.lists_forgotten", on=cohort, entries=number)
            gone += number
    return gone
