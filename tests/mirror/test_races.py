"""Two at once: both see the mirror, a pair counts once, and nobody is asked twice."""

import pytest

from augenhoehe.applications.enums import Side
from augenhoehe.common.models import StaleError
from augenhoehe.mirror.enums import Round
from augenhoehe.mirror.models import AnswerSheet, Lot, StatementSet
from augenhoehe.mirror.selectors.space import mirror_of
from augenhoehe.mirror.services.answering import send_answers
from augenhoehe.mirror.services.asking import ask_due
from augenhoehe.tandems.models import Tandem
from tests.factories import NOW, TODAY
from tests.tandems.test_races import race

from .world import mails, make_cohort, make_running, one, save

pytestmark = pytest.mark.django_db(transaction=True)


def sent(tandem: Tandem, side: str) -> bool:
    return send_answers(tandem=tandem, actor=one(tandem, side), which=Round.FIRST, now=NOW)


def test_both_send_at_the_same_moment() -> None:
    tandem = make_running()
    for side in Side.values:
        save(tandem, side)
    results = race(lambda: sent(tandem, "mentor"), lambda: sent(tandem, "mentee"))
    assert sorted(results, key=str) == [False, True]
    assert (Lot.objects.get().tandems, len(mails("ready"))) == (1, 1)
    assert all(mirror_of(tandem, side, TODAY).looks[Round.FIRST].ready for side in Side)


def test_two_tandems_complete_a_sum_together() -> None:
    cohort = make_cohort()
    pairs = [make_running(cohort) for _number in range(2)]
    for tandem in pairs:
        for side in Side.values:
            save(tandem, side)
        sent(tandem, "mentor")
    race(*[lambda tandem=tandem: sent(tandem, "mentee") for tandem in pairs])  # type: ignore[misc]
    assert Lot.objects.get().tandems == 2


def test_the_first_answers_of_a_cohort_at_once_mean_the_same_words() -> None:
    tandem = make_running()
    results = race(lambda: save(tandem, "mentor", version=0), lambda: save(tandem, "mentor", own=1, version=0))
    assert [isinstance(one, StaleError) for one in results].count(True) == 1
    assert (StatementSet.objects.count(), AnswerSheet.objects.count()) == (1, 1)


def test_two_workers_ask_once() -> None:
    make_running()
    race(*[lambda: ask_due(now=NOW)] * 2)
    assert (len(mails("asked_first")), AnswerSheet.objects.count()) == (2, 2)
