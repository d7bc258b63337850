"""Two people at the same moment: at the gate, and with a form that was sent twice."""

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connections

from augenhoehe.common.models import StaleError
from augenhoehe.programmes import services
from augenhoehe.programmes.models import Gate, Programme
from tests.cast import Cast, make_cast
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6
DRAFT = UUID("6c6a3a1e-0000-4000-8000-000000000009")


def at_once(act: Callable[[int], object]) -> list[type[BaseException] | None]:
    barrier, results = threading.Barrier(TIMES), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            act(number)
            results.append(None)
        except BaseException as error:  # the test looks at it
            results.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_of_many_editors_one_wins_and_the_others_hear_of_it(cast: Cast) -> None:
    gate = Gate.objects.get(cohort=cast.cohort)
    results = at_once(
        lambda n: services.change_gate(gate=gate, version=1, changes={"budget_hours": 1000 + n}, actor=cast.office)
    )
    assert sorted(results, key=str) == [*[StaleError] * (TIMES - 1), None]
    assert gate.cohort.changes.count() == 1


def test_a_release_pressed_many_times_is_one(cast: Cast) -> None:
    Gate.objects.update(passed_at=None)
    gate = Gate.objects.get(cohort=cast.cohort)
    results = at_once(lambda _n: services.pass_gate(gate=gate, version=1, note="", actor=cast.office, now=NOW))
    assert results == [None] * TIMES
    assert gate.cohort.changes.count() == 1


def test_a_pilot_sent_many_times_is_one(cast: Cast) -> None:
    results = at_once(
        lambda _n: services.create_pilot(
            programme=Programme.objects.get(pk=cast.programme.pk),
            name="Pilot",
            starts_on=TODAY,
            places=10,
            stand_in="vertretung@stadt.example",
            contact_email="x@stadt.example",
            actor=cast.office,
            why="",
            draft_key=DRAFT,
        )
    )
    assert results == [None] * TIMES
    assert cast.programme.cohorts.filter(draft_key=DRAFT).count() == 1
    assert cast.programme.roles.filter(kind="stand_in").count() == 1
