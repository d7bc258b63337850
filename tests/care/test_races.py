"""Two at once: both end it, both go on, the job runs twice. One mail each."""

from collections import Counter

import pytest

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.care.services.breaks import pause_tandem, resume_tandem
from augenhoehe.care.services.extensions import answer_extension, ask_extension
from augenhoehe.care.services.leaving import end_tandem
from augenhoehe.care.services.phases import send_phase_mails
from augenhoehe.care.services.quiet import notice_quiet
from augenhoehe.messaging.models import Mail
from tests import factories
from tests.factories import NOW, TODAY
from tests.tandems.test_races import race

from .world import day, running

pytestmark = pytest.mark.django_db(transaction=True)


def sent() -> dict[str, int]:
    return dict(Counter(Mail.objects.values_list("key", flat=True)))


def test_both_end_it_at_the_same_moment() -> None:
    tandem = running()
    race(*(lambda: end_tandem(tandem=tandem, now=NOW) for _side in Side))
    assert sent() == {"care.ended": 2}
    assert Entry.objects.filter(action="tandems.ended").count() == 1


def test_both_go_on_at_the_same_moment() -> None:
    tandem = pause_tandem(tandem=running(), until=None, now=NOW)
    last = tandem.ends_on
    race(*(lambda: resume_tandem(tandem=tandem, now=day(30)) for _side in Side))
    tandem.refresh_from_db()
    assert (tandem.ends_on - last).days == 30
    assert sent() == {"care.paused": 2, "care.resumed": 2}


def test_both_ask_for_more_months_at_the_same_moment() -> None:
    tandem = running(factories.make_cohort(parts=[]))
    race(*(lambda side=side: ask_extension(tandem=tandem, side=side, months=2, now=NOW) for side in Side))
    assert (tandem.extensions.count(), sent()) == (1, {"care.extension_asked": 1})


def test_a_second_yes_moves_the_last_day_once() -> None:
    tandem = running(factories.make_cohort(parts=[]))
    ask_extension(tandem=tandem, side=Side.MENTOR, months=2, now=NOW)
    race(*(lambda: answer_extension(tandem=tandem, side=Side.MENTEE, wanted=True, now=NOW) for _time in range(2)))
    assert sent() == {"care.extension_asked": 1, "care.extended": 2}


def test_jobs_that_run_twice_at_the_same_moment() -> None:
    cohort = factories.make_cohort()
    for _time in range(3):
        running(cohort)
        running(cohort, begins_on=TODAY)
    race(*(lambda: notice_quiet(now=day(1)) for _time in range(2)))
    race(*(lambda: send_phase_mails(now=day(10)) for _time in range(2)))
    assert sent() == {"care.quiet": 6, "care.first_weeks": 6}
