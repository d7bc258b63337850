"""Asked because of dates alone; the two first, the office a week later, and it reads a class."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.care.models import CareLink, Signal
from augenhoehe.care.selectors.office import quiet_classes
from augenhoehe.care.services.breaks import pause_tandem, resume_tandem
from augenhoehe.care.services.quiet import notice_quiet, say_all_is_well
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import TandemError
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import alike, day, link_to, mails, meeting, put, running

As = Callable[[Person], Client]


def office_of(tandem: Tandem) -> Person:
    person = factories.make_person()
    factories.make_role(tandem.cohort.programme, person)
    return person


def reasons() -> list[str]:
    return list(Signal.objects.order_by("pk").values_list("reason", flat=True))


def test_both_are_asked_alike_three_weeks_after_the_start(tandem: Tandem) -> None:
    """It began twenty days ago."""
    assert [notice_quiet(now=day(n)) for n in (0, 1, 1, 2, 30)] == [0, 1, 0, 0, 0]
    assert reasons() == ["no_first"]
    assert {mail.person_id for mail in mails("quiet")} == {tandem.mentor.person_id, tandem.mentee.person_id}
    assert len(alike(mails("quiet"), tandem)) == 1
    assert [(entry.actor_id, entry.data) for entry in Entry.objects.all()] == [(None, {"reason": "no_first"})]


def test_five_weeks_after_the_last_meeting(tandem: Tandem) -> None:
    meeting(tandem, -15, "held")
    assert [notice_quiet(now=day(n)) for n in (1, 19, 20)] == [0, 0, 1]
    assert reasons() == ["no_next"]


def test_a_date_that_has_begun_counts_as_a_meeting_unless_somebody_says_it_was_none(tandem: Tandem) -> None:
    meeting(tandem, -2)
    assert notice_quiet(now=day(5)) == 0
    meeting(running(tandem.cohort), -2, "missed")
    assert (notice_quiet(now=day(5)), reasons()) == (1, ["no_first"])


def test_a_future_date_is_no_reason(tandem: Tandem) -> None:
    meeting(tandem, 90)
    assert notice_quiet(now=day(60)) == 0


def test_two_dates_in_a_row_that_fell_through(tandem: Tandem) -> None:
    meeting(tandem, 3, "cancelled")
    assert notice_quiet(now=NOW) == 0
    meeting(tandem, 5, "missed"), meeting(tandem, 30)
    assert (notice_quiet(now=NOW), reasons()) == (1, ["cancelled"])


def test_a_meeting_in_between_starts_the_count_anew(tandem: Tandem) -> None:
    meeting(tandem, -18, "cancelled"), meeting(tandem, -10, "held"), meeting(tandem, 5, "cancelled")
    assert notice_quiet(now=NOW) == 0


def test_dates_that_a_break_took_are_not_counted(tandem: Tandem) -> None:
    meeting(tandem, 5), meeting(tandem, 30)
    pause_tandem(tandem=tandem, until=None, now=NOW)
    assert notice_quiet(now=day(90)) == 0
    resume_tandem(tandem=tandem, now=day(100))
    assert [notice_quiet(now=day(n)) for n in (101, 120, 121)] == [0, 0, 1]
    assert reasons() == ["no_first"]


@pytest.mark.parametrize("state", sorted(set(TandemState) - {TandemState.CONFIRMED}))
def test_only_confirmed_tandems_are_looked_at(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    assert notice_quiet(now=day(60)) == 0


def test_a_cohort_without_the_part_and_one_in_the_archive_are_left_alone(tandem: Tandem) -> None:
    running(factories.make_cohort(parts=["companion"]))
    running(factories.make_cohort(archived_at=NOW))
    assert notice_quiet(now=day(60)) == 1


def test_a_new_date_settles_it(tandem: Tandem) -> None:
    notice_quiet(now=day(1))
    meeting(tandem, 10)
    assert notice_quiet(now=day(2)) == 0
    assert Signal.objects.get().settled_at == day(2)
    assert not CareLink.objects.filter(used_at=None).exists()


def test_the_office_sees_it_a_week_later(tandem: Tandem, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    person = office_of(tandem)
    notice_quiet(now=day(1))
    page = f"/office/cohorts/{tandem.cohort_id}/tandems/attention/"
    name = tandem.mentor.person.get_full_name()
    for number, seen in ((7, False), (8, True)):
        monkeypatch.setattr("django.utils.timezone.now", lambda number=number: day(number))
        text = as_(person).get(page).content.decode()
        assert (name in text) is seen
    assert "No date yet, three weeks after the start (1)" in text


def test_the_office_does_not_find_the_mail_before(tandem: Tandem) -> None:
    notice_quiet(now=day(1))
    assert list(Mail.objects.of_programme(tandem.cohort.programme_id)) == []


def test_classes_by_name_and_nothing_about_a_person(tandem: Tandem) -> None:
    for _time in range(2):
        meeting(running(tandem.cohort), -20, "held")
    notice_quiet(now=day(15))
    found = quiet_classes(tandem.cohort, day(30))
    assert [(one.reason, len(one.tandems)) for one in found] == [("no_first", 1), ("no_next", 2)]
    assert set(vars(found[0].tandems[0])) == {"pk", "mentor", "mentee"}
    assert set(vars(found[0])) == {"reason", "tandems"}


def test_all_is_well_keeps_it_from_the_office(tandem: Tandem) -> None:
    notice_quiet(now=day(1))
    say_all_is_well(tandem=tandem, now=day(3))
    assert quiet_classes(tandem.cohort, day(20)) == []
    assert [notice_quiet(now=day(n)) for n in (4, 23, 24)] == [0, 0, 1]
    assert Entry.objects.get(action="care.all_is_well").actor_id is None


def test_nothing_asked_nothing_to_settle(tandem: Tandem) -> None:
    with pytest.raises(TandemError):
        say_all_is_well(tandem=tandem, now=NOW)


def test_by_the_link_in_the_mail(tandem: Tandem) -> None:
    notice_quiet(now=day(1))
    path, client = link_to(tandem, Side.MENTEE, "quiet"), Client()
    assert "All is well" in client.get(path).content.decode()
    assert Signal.objects.get().settled_at is None
    assert client.post(path, {"answer": "no"}).status_code == 200
    assert Signal.objects.get().settled_at is None
    assert client.post(path, {"answer": "yes"}).status_code == 200
    assert Signal.objects.get().settled_at == NOW
    assert client.get(link_to(tandem, Side.MENTOR, "quiet")).status_code == 410


def test_on_the_page(tandem: Tandem, as_: As) -> None:
    notice_quiet(now=day(1))
    mentor = as_(tandem.mentor.person)
    assert "Is something the matter?" in mentor.get(f"/tandems/{tandem.pk}/").content.decode()
    assert mentor.post(f"/tandems/{tandem.pk}/care/well/").status_code == 302
    assert "Is something the matter?" not in mentor.get(f"/tandems/{tandem.pk}/").content.decode()


@pytest.mark.parametrize("tandems", [1, 3])
def test_a_batch_takes_constant_queries(db: None, tandems: int) -> None:
    cohort = factories.make_cohort()
    for _time in range(tandems):
        meeting(running(cohort), -18, "cancelled")
    Cohort.objects.update(parts=["quiet"])
    with CaptureQueriesContext(connection) as queries:
        assert notice_quiet(now=day(1)) == tandems
    assert len(queries) == 18
    with CaptureQueriesContext(connection) as queries:
        assert notice_quiet(now=day(2)) == 0
    assert len(queries) == 7
