"""The programme's mails along the months: each once, each in its time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.care.services.breaks import pause_tandem, resume_tandem
from augenhoehe.care.services.extensions import answer_extension, ask_extension
from augenhoehe.care.services.phases import send_phase_mails
from augenhoehe.messaging.models import Mail
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import TODAY

from .world import day, mails, put, running


@pytest.fixture
def tandem(db: None) -> Tandem:
    """Begins today, for 181 days; nobody asks supervisors."""
    return running(factories.make_cohort(parts=["companion"]), begins_on=TODAY)


def year(days: int = 220) -> dict[str, list[int]]:
    """Kind of mail → days on which it went out, one a side counted as one."""
    sent: dict[str, list[int]] = {}
    for number in range(days):
        for _twice in range(2):
            before = set(Mail.objects.values_list("pk", flat=True))
            send_phase_mails(now=day(number))
            new = Mail.objects.exclude(pk__in=before).values_list("key", flat=True)
            for key in sorted(new)[::2]:
                sent.setdefault(key.removeprefix("care."), []).append(number)
    return sent


def test_each_in_its_time_and_once(tandem: Tandem) -> None:
    assert year() == {"first_weeks": [10], "under_way": [60], "towards_end": [153]}
    assert {mail.person_id for mail in mails("under_way")} == {tandem.mentor.person_id, tandem.mentee.person_id}


def test_what_was_due_more_than_a_week_ago_is_left_out(tandem: Tandem) -> None:
    assert [send_phase_mails(now=day(n)) for n in (17, 67, 160)] == [0, 0, 0]
    assert send_phase_mails(now=day(16)) == 1


def test_a_break_moves_them(tandem: Tandem) -> None:
    pause_tandem(tandem=tandem, until=None, now=day(5))
    assert send_phase_mails(now=day(10)) == 0
    resume_tandem(tandem=tandem, now=day(35))
    assert [send_phase_mails(now=day(n)) for n in (39, 40, 182, 183)] == [0, 1, 0, 1]


def test_a_break_within_the_days_sends_nothing_twice(tandem: Tandem) -> None:
    assert send_phase_mails(now=day(153)) == 1
    pause_tandem(tandem=tandem, until=None, now=day(154))
    resume_tandem(tandem=tandem, now=day(170))
    send_phase_mails(now=day(171))
    assert len(mails("towards_end")) == 2


def test_an_extension_brings_the_mail_before_the_end_once_more(tandem: Tandem) -> None:
    send_phase_mails(now=day(153))
    ask_extension(tandem=tandem, side=Side.MENTOR, months=1, now=day(155))
    answer_extension(tandem=tandem, side=Side.MENTEE, wanted=True, now=day(155))
    assert [send_phase_mails(now=day(n)) for n in (160, 183, 184)] == [0, 0, 1]
    assert len(mails("towards_end")) == 4


@pytest.mark.parametrize("state", sorted(set(TandemState) - {TandemState.CONFIRMED}))
def test_only_confirmed_tandems(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    assert send_phase_mails(now=day(10)) == 0


def test_without_the_part_nobody_is_written_to(db: None) -> None:
    running(factories.make_cohort(parts=[]), begins_on=TODAY)
    assert send_phase_mails(now=day(10)) == 0


@pytest.mark.parametrize("tandems", [1, 3])
def test_a_batch_takes_constant_queries(db: None, tandems: int) -> None:
    cohort = factories.make_cohort()
    for _time in range(tandems):
        running(cohort, begins_on=TODAY)
    with CaptureQueriesContext(connection) as queries:
        assert send_phase_mails(now=day(10)) == tandems
    assert len(queries) == 15
