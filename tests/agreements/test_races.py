"""Both write, or agree, at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from augenhoehe.agreements.models import Agreement
from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.models import Tandem

from .conftest import make_tandem
from .world import agreed, written

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


@pytest.fixture
def tandem(transactional_db: None) -> Tandem:
    return make_tandem()


def at_once(act: Callable[[int], Any]) -> list[BaseException]:
    barrier, errors = threading.Barrier(TIMES), []

    def run(number: int) -> None:
        try:
            barrier.wait()
            act(number)
        except BaseException as error:  # the test looks at it
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def side_of(number: int) -> Side:
    return Side.MENTOR if number % 2 else Side.MENTEE


def test_of_many_versions_at_once_one_is_kept_and_the_others_hear_of_it(tandem: Tandem) -> None:
    errors = at_once(lambda number: written(tandem, side_of(number), reply_days=number + 1))
    assert [type(error) for error in errors] == [StaleError] * (TIMES - 1)
    assert Agreement.objects.count() == 1
    assert Mail.objects.filter(key="agreements.proposed").count() == 1


def test_the_same_draft_from_both_at_once_is_one_version_that_holds(tandem: Tandem) -> None:
    assert at_once(lambda number: written(tandem, side_of(number))) == []
    assert Agreement.objects.get().holds_since is not None
    assert Mail.objects.filter(key="agreements.agreed").count() == 2


def test_a_yes_and_a_newer_version_at_once_never_make_the_unread_one_hold(tandem: Tandem) -> None:
    written(tandem)

    def act(number: int) -> None:
        if number == 0:
            written(tandem, based_on=1, reply_days=9)
        else:
            agreed(tandem)

    errors = at_once(act)
    assert {type(error) for error in errors} <= {StaleError}
    assert [one.number for one in Agreement.objects.in_force()] in ([], [1])
    assert Agreement.objects.count() == 2
