"""Five items, each side alone; what is stored leads back to nobody, and the office reads lots of five."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.enums import Side
from augenhoehe.audit.models import Entry
from augenhoehe.care.enums import Item
from augenhoehe.care.models import CallRequest, Midterm, MidtermAnswer
from augenhoehe.care.selectors.office import midterm_figures
from augenhoehe.care.services.breaks import pause_tandem, resume_tandem
from augenhoehe.care.services.midterm import answer_midterm, ask_midterm, remind_midterm
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.errors import AlreadyAnsweredError
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.factories import NOW

from .world import alike, day, link_to, mails, put, running

As = Callable[[Person], Client]
HALF = 71
"""Days from today on which half of the tandem's 181 days have gone by: it began twenty days ago."""
FOUR = dict.fromkeys(Item.values, 4)


@pytest.fixture
def asked(tandem: Tandem) -> Tandem:
    ask_midterm(now=day(HALF))
    Midterm.objects.update(asked_at=NOW)
    return tandem


def answer(tandem: Tandem, side: Side, value: int = 4) -> None:
    answer_midterm(tandem=tandem, side=side, values=dict.fromkeys(Item.values, value), now=NOW)


def test_both_are_asked_alike_half_way_and_once(tandem: Tandem) -> None:
    assert [ask_midterm(now=day(HALF + n)) for n in (-1, 0, 0, 1, 40)] == [0, 1, 0, 0, 0]
    assert {mail.person_id for mail in mails("midterm")} == {tandem.mentor.person_id, tandem.mentee.person_id}
    assert len(alike(mails("midterm"), tandem)) == 1


def test_a_break_moves_the_half(tandem: Tandem) -> None:
    pause_tandem(tandem=tandem, until=None, now=NOW)
    assert ask_midterm(now=day(HALF)) == 0
    resume_tandem(tandem=tandem, now=day(100))
    assert [ask_midterm(now=day(HALF + n)) for n in (99, 100)] == [0, 1]


def test_who_is_far_beyond_is_not_asked(tandem: Tandem) -> None:
    assert ask_midterm(now=day(HALF + 60)) == 0


@pytest.mark.parametrize("state", sorted(set(TandemState) - {TandemState.CONFIRMED}))
def test_only_confirmed_tandems(tandem: Tandem, state: TandemState) -> None:
    put(tandem, state)
    assert ask_midterm(now=day(HALF)) == 0


def test_one_reminder_for_those_who_have_not_answered(asked: Tandem) -> None:
    answer(asked, Side.MENTOR)
    assert [remind_midterm(now=day(n)) for n in (9, 10, 10, 11)] == [0, 1, 0, 0]
    assert [mail.person_id for mail in mails("midterm_reminder")] == [asked.mentee.person_id]


def test_no_reminder_when_the_time_is_over(asked: Tandem) -> None:
    assert remind_midterm(now=day(31)) == 0


def test_nothing_leads_from_an_answer_to_anybody(asked: Tandem) -> None:
    answer(asked, Side.MENTOR)
    (row,) = MidtermAnswer.objects.values()
    assert row == {"id": row["id"], "cohort_id": asked.cohort_id, "side": "mentor", "released": False, **FOUR}
    assert set(Entry.objects.values_list("action", flat=True)) == {"care.midterm_asked"}, "not even that it was given"


def test_an_answer_is_given_once(asked: Tandem) -> None:
    answer(asked, Side.MENTOR)
    with pytest.raises(AlreadyAnsweredError):
        answer(asked, Side.MENTOR)
    answer(asked, Side.MENTEE)
    assert MidtermAnswer.objects.count() == 2


def test_after_thirty_days_it_is_closed(asked: Tandem) -> None:
    with pytest.raises(AlreadyAnsweredError):
        answer_midterm(tandem=asked, side=Side.MENTOR, values=FOUR, now=day(31))


# The figures.


def several(cohort: Cohort, number: int, value: int, mentor: object = None) -> None:
    """So many more tandems whose both sides answer with this value."""
    for _time in range(number):
        changes = {"mentor": mentor, "place": cohort.tandems.count() + 1, "capacity": 20} if mentor else {}
        tandem = running(cohort, **changes)
        for side in Side:
            Midterm.objects.create(tandem=tandem, side=side, asked_at=NOW)
            answer(tandem, side, value)


def test_the_office_reads_nothing_below_five_tandems(db: None) -> None:
    cohort = factories.make_cohort()
    several(cohort, 4, 2)
    assert midterm_figures(cohort).lines == []
    several(cohort, 1, 2)
    assert [(line.all, line.mentors, line.mentees) for line in midterm_figures(cohort).lines] == [(2.0, 2.0, 2.0)] * 5


def test_the_figures_grow_by_lots_so_that_no_difference_is_an_answer(db: None) -> None:
    cohort = factories.make_cohort()
    several(cohort, 5, 2)
    for more in range(1, 5):
        several(cohort, 1, 5)
        assert (more, midterm_figures(cohort).answers, midterm_figures(cohort).lines[0].all) == (more, 10, 2.0)
    several(cohort, 1, 5)
    assert (midterm_figures(cohort).answers, midterm_figures(cohort).lines[0].all) == (20, 3.5)


def test_a_lot_is_written_anew_so_that_its_place_in_the_files_tells_nothing(db: None) -> None:
    cohort = factories.make_cohort()
    several(cohort, 4, 2)
    waiting = set(MidtermAnswer.objects.values_list("pk", flat=True))
    several(cohort, 1, 5)
    lot = list(MidtermAnswer.objects.values_list("pk", "side", "safety", "released"))
    assert waiting.isdisjoint(pk for pk, *_answer in lot)
    assert sorted(answer for _pk, *answer in lot) == [
        *[["mentee", 2, True]] * 4, ["mentee", 5, True], *[["mentor", 2, True]] * 4, ["mentor", 5, True],
    ]  # fmt: skip


def test_one_mentor_with_five_mentees_is_one_person(db: None) -> None:
    cohort = factories.make_cohort()
    several(cohort, 5, 2, mentor=factories.make_application(cohort, "mentor"))
    assert midterm_figures(cohort).lines == []


def test_another_cohort_has_its_own_figures(db: None) -> None:
    several(factories.make_cohort(), 5, 2)
    assert midterm_figures(factories.make_cohort()).lines == []


def test_the_offices_page(db: None, as_: As) -> None:
    cohort = factories.make_cohort()
    office = factories.make_person()
    factories.make_role(cohort.programme, office)
    path = f"/office/cohorts/{cohort.pk}/midterm/"
    assert "Nobody has been asked yet" in as_(office).get(path).content.decode()
    several(cohort, 4, 2)
    assert "No figures yet" in as_(office).get(path).content.decode()
    several(cohort, 1, 2)
    assert "From 10 answers" in as_(office).get(path).content.decode()
    Cohort.objects.update(parts=[])
    assert as_(office).get(path).status_code == 404


# Answering.


def test_by_the_link_in_the_mail(asked: Tandem) -> None:
    path, client = link_to(asked, Side.MENTEE, "midterm"), Client()
    assert client.get(path).status_code == 200
    assert client.post(path, FOUR | {"safety": ""}).status_code == 422
    assert client.post(path, FOUR | {"safety": "6"}).status_code == 422
    assert MidtermAnswer.objects.count() == 0
    assert client.post(path, FOUR).status_code == 200
    assert list(MidtermAnswer.objects.values_list("side", flat=True)) == ["mentee"]
    assert client.post(path, FOUR).status_code == 410


def test_please_call_me_goes_to_the_office_without_the_answers(asked: Tandem, as_: As) -> None:
    office = factories.make_person()
    factories.make_role(asked.cohort.programme, office)
    page = Client().post(link_to(asked, Side.MENTOR, "midterm"), FOUR | {"call": "on"}).content.decode()
    assert "will call you" in page
    (mail,) = mails("call_asked")
    assert (mail.person_id, asked.mentor.person.get_full_name() in mail.text) == (office.pk, True)
    assert (
        "4"
        not in mail.text.replace(str(asked.cohort_id), "")
        .replace(asked.cohort.name_en, "")
        .partition("attention")[0]
        .partition("Person")[0]
    )
    attention = f"/office/cohorts/{asked.cohort_id}/tandems/attention/"
    assert asked.mentor.person.get_full_name() in as_(office).get(attention).content.decode()
    call = CallRequest.objects.get()
    for _time in range(2):
        assert as_(office).post(f"/office/cohorts/{asked.cohort_id}/calls/{call.pk}/done/").status_code == 302
    assert Entry.objects.filter(action="care.call_settled", actor_id=office.pk).count() == 1
    assert asked.mentor.person.get_full_name() not in as_(office).get(attention).content.decode()


def test_signed_in(asked: Tandem, as_: As) -> None:
    mentor = as_(asked.mentor.person)
    path = f"/tandems/{asked.pk}/midterm/"
    assert path in mentor.get(f"/tandems/{asked.pk}/").content.decode()
    assert path in mentor.get("/home/").content.decode()
    assert mentor.post(path, FOUR).status_code == 200
    assert "have arrived" in mentor.get(path).content.decode()
    assert path not in mentor.get(f"/tandems/{asked.pk}/").content.decode()
    assert path not in mentor.get("/home/").content.decode()


def test_who_was_not_asked_finds_nothing(tandem: Tandem, as_: As) -> None:
    assert as_(tandem.mentor.person).get(f"/tandems/{tandem.pk}/midterm/").status_code == 404


def test_the_office_does_not_find_who_was_reminded(asked: Tandem) -> None:
    remind_midterm(now=day(10))
    assert list(Mail.objects.of_programme(asked.cohort.programme_id)) == []


@pytest.mark.parametrize("tandems", [1, 3])
def test_a_batch_takes_constant_queries(db: None, tandems: int) -> None:
    cohort = factories.make_cohort()
    for _time in range(tandems):
        running(cohort)
    with CaptureQueriesContext(connection) as queries:
        assert ask_midterm(now=day(HALF)) == tandems
    assert len(queries) == 15
