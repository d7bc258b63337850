import datetime as dt

import pytest

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.services.retention import forget_unmatched
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


def cohort_whose_matching_ended(days_ago: int) -> Cohort:
    cohort = factories.make_cohort()
    days = {"opens_on": TODAY - dt.timedelta(days=120), "closes_on": TODAY - dt.timedelta(days=days_ago)}
    cohort.phases.filter(kind=PhaseKind.MATCHING).update(**days)
    return cohort


def test_who_found_no_tandem_is_forgotten_after_three_months_and_the_log_says_how_many() -> None:
    cohort = cohort_whose_matching_ended(93)
    tandem = factories.make_tandem(cohort)
    for state in ("submitted", "reserve", "declined", "admitted"):
        factories.make_application(cohort, state=state)
    assert forget_unmatched(today=TODAY) == 4
    assert set(Application.objects.values_list("pk", flat=True)) == {tandem.mentor_id, tandem.mentee_id}
    assert [entry.data for entry in Entry.objects.filter(action="tandems.unmatched_forgotten")] == [{"applications": 4}]
    assert forget_unmatched(today=TODAY) == 0


def test_nobody_is_forgotten_a_day_early() -> None:
    cohort = cohort_whose_matching_ended(92)
    factories.make_application(cohort)
    assert forget_unmatched(today=TODAY) == 0
    assert Application.objects.count() == 1
