import datetime as dt

import pytest

from augenhoehe.applications.models import Application
from augenhoehe.audit.models import Entry
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.services.retention import forget_unmatched
from tests import factories

pytestmark = pytest.mark.django_db
NOW, TODAY = factories.NOW, factories.TODAY


def cohort_whose_matching_ended(days_ago: int) -> Cohort:
    cohort = factories.make_cohort()
    days = {"opens_on": TODAY - dt.timedelta(days=120), "closes_on": TODAY - dt.timedelta(days=days_ago)}
    cohort.phases.filter(kind=PhaseKind.MATCHING).update(**days)
    return cohort


def test_who_found_no_tandem_is_forgotten_after_three_months_and_the_log_says_how_many() -> None:
    cohort = cohort_whose_matching_ended(93)
    tandem = factories.make_tandem(cohort)
    for state in ("submitted", "reserve", "declined", "admitted"):
        factories.make_application(cohort, state=state, submitted_at=NOW - dt.timedelta(days=93))
    assert forget_unmatched(today=TODAY) == 4
    assert set(Application.objects.values_list("pk", flat=True)) == {tandem.mentor_id, tandem.mentee_id}
    assert [entry.data for entry in Entry.objects.filter(action="tandems.unmatched_forgotten")] == [{"applications": 4}]
    assert forget_unmatched(today=TODAY) == 0


@pytest.mark.parametrize(("ended", "came"), [(92, 100), (100, 92), (100, 0)])
def test_nobody_is_forgotten_a_day_early_and_who_comes_late_has_time_of_their_own(ended: int, came: int) -> None:
    cohort = cohort_whose_matching_ended(ended)
    factories.make_application(cohort, submitted_at=NOW - dt.timedelta(days=came))
    assert forget_unmatched(today=TODAY) == 0
    assert Application.objects.count() == 1


def test_who_has_not_handed_in_counts_from_the_first_day_of_the_draft() -> None:
    draft = factories.make_application(cohort_whose_matching_ended(100), state="draft", submitted_at=None)
    for days, gone in ((92, 0), (93, 1)):
        Application.objects.filter(pk=draft.pk).update(created_at=NOW - dt.timedelta(days=days))
        assert forget_unmatched(today=TODAY) == gone
