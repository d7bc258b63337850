"""The office's pages about questions and announcements take as many queries for three rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.messaging.models import Mail
from augenhoehe.outreach.services import waves
from augenhoehe.people.models import Person, Unit
from tests import factories
from tests.cast import Cast
from tests.factories import NOW, TODAY

SignIn = Callable[[Person], Client]


def add(cast: Cast, number: int) -> None:
    owner = factories.make_person()
    factories.make_role(cast.programme, owner)
    factories.make_question(cast.programme, state="taken", owner=owner)
    factories.make_question(cast.programme, state="taken", owner=cast.office)
    factories.make_interest(cast.programme)
    department = factories.make_unit(distribution_list=f"list{number}@stadt.example")
    factories.make_unit(parent=department)
    factories.make_wave(cast.cohort, due_at=NOW)


@pytest.mark.parametrize(
    "page", ["questions/", "interest/", "announcement/", "announcement/{wave}/", "announcement/new/", "/home/"]
)
def test_queries_do_not_grow(cast: Cast, as_: SignIn, page: str) -> None:
    Unit.objects.update(distribution_list="")
    url = page if page.startswith("/") else f"/office/cohorts/{cast.cohort.pk}/{page.format(wave=cast.wave.pk)}"
    office = as_(cast.office)
    add(cast, 0)
    counts = []
    for rows in (1, 3):
        waves.send_waves(today=TODAY, now=NOW)
        office.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert office.get(url).status_code == 200
        counts.append(len(queries))
        for number in range(rows, rows + 2):
            add(cast, number)
    assert Mail.objects.filter(key="outreach.call_opening").exists()
    assert counts[0] == counts[1] <= (34 if page == "/home/" else 15)  # home asks every room once
