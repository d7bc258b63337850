"""Figures of the process, from dates alone."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.evaluation.selectors.process import Process, process_of
from augenhoehe.people.models import Person
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import MeetingRecord, Tandem
from tests import factories
from tests.care.world import meeting, put, running
from tests.cast import Cast
from tests.factories import NOW

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


def test_a_cohort_in_figures() -> None:
    cohort = factories.make_cohort(meetings=6)
    kept, ended, asked = (running(cohort) for _number in range(3))
    Tandem.objects.update(created_at=NOW - dt.timedelta(days=30))
    held = meeting(kept, -20, state="held", minutes=90)
    MeetingRecord.objects.create(meeting=held, minutes=60, mode="in_person")
    meeting(kept, -2, state="held", minutes=90)
    meeting(ended, -10, state="held", minutes=90)
    meeting(ended, -5, state="missed", minutes=90)
    meeting(asked, -5, state="held", minutes=90)
    put(ended, TandemState.ENDED)
    put(asked, TandemState.PROPOSED)
    # 60 minutes as entered, twice 90 as planned; first meetings after 10 and 20 days.
    assert process_of(cohort) == Process(2, 1, 0, 12, 3, 4.0, 15)


def test_nothing_yet(cast: Cast, as_: As) -> None:
    assert process_of(cast.cohort) == Process(0, 0, 0, 0, 0, 0.0, None)
    page = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/evaluation/").content.decode()
    assert "No figures yet" in page


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(number: int) -> None:
    cohort = factories.make_cohort()
    for _one in range(number):
        meeting(running(cohort), -2, state="held")
    with CaptureQueriesContext(connection) as queries:
        process_of(cohort)
    assert len(queries) == 3
