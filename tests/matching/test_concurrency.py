"""Two at once: one decision wins, one start is one run."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connections

from augenhoehe.common.models import StaleError
from augenhoehe.matching import services
from augenhoehe.matching.enums import DecisionKind
from augenhoehe.matching.models import PairDecision, Run
from tests.factories import NOW

from .world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 4


def race(act: Callable[[int], object]) -> list[object]:
    """The act in several threads that begin together; results or exceptions, in order of the thread."""
    barrier = threading.Barrier(AT_ONCE)
    results: list[object] = [None] * AT_ONCE

    def one(number: int) -> None:
        try:
            barrier.wait()
            results[number] = act(number)
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_several_decisions_at_once_one_wins() -> None:
    world = make_world(4, 4)
    run = world.run()
    pairs = sorted(world.pairs(run))

    def ban(number: int) -> object:
        mentor, mentee = pairs[number]
        return services.decide_pair(
            basis=Run.objects.get(pk=run.pk),
            actor=world.office,
            mentor=world.mentors[mentor],
            mentee=world.mentees[mentee],
            kind=DecisionKind.BAN,
            note="",
            draft_key=uuid.uuid4(),
            now=NOW,
        )

    results = race(ban)
    assert sorted(type(one).__name__ for one in results) == ["Decided", *[StaleError.__name__] * (AT_ONCE - 1)]
    assert (PairDecision.objects.count(), Run.objects.count()) == (1, 2)


def start(world: World, key: uuid.UUID | None = None) -> Callable[[int], object]:
    return lambda _number: services.start_run(
        cohort=world.cohort, actor=world.office, note="", draft_key=key or uuid.uuid4()
    )


@pytest.mark.parametrize("same_form", [True, False])
def test_several_starts_at_once_are_one_run(same_form: bool) -> None:
    world = make_world()
    results = race(start(world, uuid.uuid4() if same_form else None))
    assert len({run.pk for run, _created in results}) == 1
    assert sorted(created for _run, created in results) == [False] * (AT_ONCE - 1) + [True]
    assert Run.objects.count() == 1
