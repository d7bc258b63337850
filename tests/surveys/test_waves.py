"""A wave from the day it opens to the figures that stay."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.common.dates import months_later
from augenhoehe.programmes.enums import PhaseKind
from augenhoehe.surveys.enums import ItemKind, SurveyState, Wave
from augenhoehe.surveys.errors import AlreadySentError, NotOpenError
from augenhoehe.surveys.models import Draft, Invitation, Item, Remark, Sheet, Survey
from augenhoehe.surveys.rules import Days, usual_days
from augenhoehe.surveys.selectors.due import waits_until
from augenhoehe.surveys.selectors.member import invitation_by, open_for
from augenhoehe.surveys.services import close_survey, run_waves, send_answers
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Tandem
from tests import factories
from tests.care.world import put, running
from tests.factories import NOW, TODAY

from .world import answer, cohort_of, later, link_in, links, mails, opened

pytestmark = pytest.mark.django_db

TWO_WEEKS = dt.timedelta(days=14)
THREE = {"worth": "6", "open": "5", "clear": "2"}


def test_a_day_opens_asks_once_reminds_once_and_closes() -> None:
    cohort = cohort_of(2)
    assert run_waves(now=NOW) == 4, (
        "four people after their first talk; nobody admitted is left out, nobody is half-way"
    )
    assert run_waves(now=NOW) == 0
    talk = Survey.objects.get(wave=Wave.FIRST_TALK)
    assert (talk.state, talk.instrument.edition, len(mails())) == (SurveyState.OPEN, 1, 4)
    answer(link_in(mails()[0]), **THREE)
    assert run_waves(now=later(10)) == 3
    assert run_waves(now=later(11)) == 0
    assert {mail.programme_id for mail in (*mails(), *mails("reminder"))} == {None}, "none is in the office's list"
    assert {mail.person_id for mail in mails("reminder")} == {mail.person_id for mail in mails()[1:]}
    assert {link_in(mail) for mail in mails("reminder")} == {link_in(mail) for mail in mails()[1:]}
    run_waves(now=later(31))
    talk.refresh_from_db()
    assert (talk.state, talk.asked, talk.answered) == (SurveyState.CLOSED, 4, 1)
    assert cohort.surveys.filter(state=SurveyState.OPEN).exists(), "half-time has come by then"


def test_a_cohort_without_the_part_asks_nobody() -> None:
    cohort_of(1, parts=[])
    assert (run_waves(now=NOW), Survey.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("wave", "state", "asked"),
    [
        (Wave.FIRST_TALK, TandemState.CONFIRMED, True),
        (Wave.FIRST_TALK, TandemState.PAUSED, False),
        (Wave.FIRST_TALK, TandemState.ENDED, False),
        (Wave.FIRST_TALK, TandemState.ACCEPTED, False),
        (Wave.MIDTERM, TandemState.CONFIRMED, False),
        (Wave.CLOSING, TandemState.CONFIRMED, False),
        (Wave.CLOSING, TandemState.CLOSED, True),
        (Wave.FOLLOW_UP, TandemState.ENDED, True),
        (Wave.FOLLOW_UP, TandemState.CLOSED, True),
        (Wave.FOLLOW_UP, TandemState.PROPOSED, False),
        (Wave.FOLLOW_UP, TandemState.CONFIRMED, False),
    ],
)
def test_whom_a_wave_asks(wave: Wave, state: TandemState, asked: bool) -> None:
    cohort = cohort_of(0)
    put(running(cohort), state)
    opened(cohort, wave)
    run_waves(now=NOW)
    assert Invitation.objects.filter(survey__wave=wave).count() == (2 if asked else 0)


def test_whose_months_are_over_is_asked_a_year_later_whether_or_not_somebody_closed_it() -> None:
    cohort = cohort_of(0)
    running(cohort, ends_on=TODAY - dt.timedelta(days=1))
    survey = opened(cohort, Wave.FOLLOW_UP)
    run_waves(now=NOW)
    assert survey.invitations.count() == 2


@pytest.mark.parametrize(("months", "later_on"), [(6, 12), (7, 12), (12, 17)])
def test_a_year_after_the_start_and_five_months_after_the_end(months: int, later_on: int) -> None:
    first = dt.date(2027, 1, 1)
    days = usual_days(Wave.FOLLOW_UP, {PhaseKind.RUNNING: (first, months_later(first, months))})
    assert days == Days(months_later(first, later_on), months_later(first, later_on + 1))


@pytest.mark.parametrize("stored", ["by the job", "by the office", "after the opening"])
def test_the_wave_at_the_end_waits_for_a_tandem_that_was_extended(stored: str) -> None:
    cohort = cohort_of(1)
    longer = running(cohort)
    ends = {"ends_on": TODAY + dt.timedelta(days=250)}
    if stored == "by the office":
        Survey.objects.create(cohort=cohort, wave=Wave.CLOSING, opens_on=later(137).date(), closes_on=later(160).date())
    if stored != "after the opening":
        Tandem.objects.filter(pk=longer.pk).update(**ends)
    run_waves(now=later(148))
    wave = Survey.objects.get(wave=Wave.CLOSING)
    assert (wave.state, wave.asked) == (SurveyState.OPEN, 4 if stored == "after the opening" else 2)
    if stored == "after the opening":
        Tandem.objects.filter(pk=longer.pk).update(**ends)
    for days, asked, state in [(230, wave.asked, "open"), (237, 4, "open"), (264, 4, "open"), (265, 4, "closed")]:
        run_waves(now=later(days))
        wave.refresh_from_db()
        assert (wave.asked, wave.state, wave.closes_on) == (asked, state, later(264).date())


def test_whoever_does_not_want_to_wait_closes_it_and_an_archive_waits_for_nobody() -> None:
    for by_hand in (True, False):
        cohort = cohort_of(1)
        survey = opened(cohort, Wave.CLOSING)
        assert survey.closes_on > TODAY + dt.timedelta(days=150)
        if by_hand:
            close_survey(survey=survey, actor=None, now=NOW)
        else:
            Survey.objects.filter(pk=survey.pk).update(closes_on=TODAY)
            type(cohort).objects.filter(pk=cohort.pk).update(archived_at=NOW)
            run_waves(now=later(1))
        survey.refresh_from_db()
        assert survey.state == SurveyState.CLOSED


def test_admitted_people_are_asked_before_the_start() -> None:
    cohort = cohort_of(0)
    admitted = factories.make_application(cohort, state="admitted")
    factories.make_application(cohort, state="submitted")
    opened(cohort, Wave.ADMISSION)
    run_waves(now=NOW)
    assert [mail.person_id for mail in mails()] == [admitted.person_id]


def test_kept_by_the_link_and_sent_once() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path, mentor = links(cohort.tandems.get())["mentor"], cohort.tandems.get().mentor.person
    before = Survey.objects.values().get()
    assert answer(path, worth="4", later="1") == 302
    assert not Invitation.objects.filter(token_hash=Draft.objects.get().key).exists(), "no way from a draft to a person"
    assert 'value="4"' in Client().get(path).content.decode()
    assert ("checked" in Client().get(path).content.decode(), Sheet.objects.count()) == (True, 0)
    assert answer(path, **THREE) == 200
    assert (Sheet.objects.get().values, Draft.objects.count()) == ({"worth": 6, "open": 5, "clear": 2}, 0)
    assert ("have arrived" in Client().get(path).content.decode(), open_for(mentor)) == (True, [])
    assert (answer(path, worth="1"), Sheet.objects.count()) == (200, 1)
    assert Survey.objects.values().get() == before, "the wave is none the wiser"


def test_what_is_wrong_is_said_where_it_was_chosen() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentee"]
    page = Client().post(path, {"worth": "9", "open": "3"})
    assert (page.status_code, Sheet.objects.count()) == (422, 0)
    assert "Select a valid choice" in page.content.decode()


def test_nothing_leads_from_an_answer_to_a_person_once_it_is_closed() -> None:
    cohort_of(6)
    run_waves(now=NOW)
    paths = [link_in(mail) for mail in mails()]
    for path in paths[:-1]:
        answer(path, **THREE)
    answer(paths[-1], worth="3", later="1")
    survey = Survey.objects.get(wave=Wave.FIRST_TALK)
    assert Sheet.objects.exclude(department="").exists()
    close_survey(survey=survey, actor=None, now=NOW)
    assert (Invitation.objects.count(), Draft.objects.count(), survey.secret, mails()) == (0, 0, None, [])
    assert set(Sheet.objects.values_list("department", "level")) == {("", None)}
    assert {Client().get(path).status_code for path in paths} == {404}
    assert (survey.asked, survey.answered) == (12, 11)
    means = {one["key"]: (one["n"], one["mean"]) for one in survey.figures["items"]}
    assert means == {"worth": (11, 6), "open": (11, 5), "clear": (11, 2)}


def test_fewer_than_five_are_not_told_of_and_their_words_go() -> None:
    cohort = cohort_of(2)
    survey = opened(cohort, Wave.FIRST_TALK)
    survey.instrument.items.filter(key="clear").update(kind=ItemKind.TEXT)
    run_waves(now=NOW)
    for mail in mails():
        answer(link_in(mail), worth="5", clear="Somebody wrote this")
    close_survey(survey=survey, actor=None, now=NOW)
    assert survey.figures == {"told": False, "answers": 4, "items": []}
    assert (Remark.objects.count(), "Somebody" in str(list(Sheet.objects.values_list("values")))) == (0, False)


def test_own_words_part_from_the_other_answers() -> None:
    cohort = cohort_of(3)
    survey = opened(cohort, Wave.FIRST_TALK)
    survey.instrument.items.filter(key="clear").update(kind=ItemKind.TEXT)
    run_waves(now=NOW)
    for number, mail in enumerate(mails()):
        answer(link_in(mail), worth="5", clear=f"Words {number}" if number else "")
    close_survey(survey=survey, actor=None, now=NOW)
    assert sorted(Remark.objects.values_list("text", flat=True)) == [f"Words {number}" for number in range(1, 6)]
    assert {tuple(values) for values in Sheet.objects.values_list("values", flat=True)} == {("worth",)}


def test_too_late_and_too_often_say_so() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    path = links(cohort.tandems.get())["mentor"]
    token = path.split("/")[2]
    invitation = invitation_by(token)
    assert invitation
    send_answers(invitation=invitation, token=token, values={"worth": 1})
    with pytest.raises(AlreadySentError):
        send_answers(invitation=invitation, token=token, values={"worth": 1})
    close_survey(survey=invitation.survey, actor=None, now=NOW)
    with pytest.raises(NotOpenError):
        send_answers(invitation=invitation, token=token, values={"worth": 1})
    with pytest.raises(NotOpenError):
        close_survey(
            survey=Survey.objects.create(cohort=cohort, wave="closing", opens_on=TODAY, closes_on=TODAY),
            actor=None,
            now=NOW,
        )


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(number: int) -> None:
    cohort_of(number)
    with CaptureQueriesContext(connection) as queries:
        run_waves(now=NOW)
    assert len(queries) <= 60


def test_no_mail_tells_who_had_to_be_reminded_once_it_is_closed() -> None:
    cohort_of(3)
    other = cohort_of(1)
    run_waves(now=NOW)
    answer(link_in(mails()[0]), **THREE)
    run_waves(now=later(10))
    assert len(mails("reminder")) == 7
    survey = Survey.objects.exclude(cohort=other).get(wave=Wave.FIRST_TALK)
    close_survey(survey=survey, actor=None, now=NOW)
    left = {one.person_id for one in (*mails(), *mails("reminder"))}
    tandem = other.tandems.get()
    assert left == {tandem.mentor.person_id, tandem.mentee.person_id}


def test_whoever_is_on_a_break_is_reminded_afterwards() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    put(tandem, TandemState.PAUSED)
    assert run_waves(now=later(10)) == 0
    assert waits_until(Survey(cohort=cohort, wave=Wave.CLOSING)) == tandem.ends_on + TWO_WEEKS
    put(tandem, TandemState.CONFIRMED)
    assert (run_waves(now=later(12)), run_waves(now=later(13))) == (2, 0)


@pytest.mark.parametrize("gone", [{"parts": []}, {"archived_at": NOW}])
def test_a_wave_is_closed_on_its_day_whatever_becomes_of_its_cohort(gone: dict[str, object]) -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    type(cohort).objects.filter(pk=cohort.pk).update(**gone)
    run_waves(now=later(31))
    assert (Survey.objects.get().state, Invitation.objects.count()) == (SurveyState.CLOSED, 0)


def test_without_the_part_its_links_are_gone() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    path = links(tandem)["mentor"]
    cohort.parts = []
    cohort.save()
    assert (Client().get(path).status_code, open_for(tandem.mentor.person)) == (404, [])


def test_an_older_programme_gets_its_questionnaires_when_the_first_one_opens() -> None:
    cohort = cohort_of(1)
    cohort.programme.instruments.all().delete()
    assert run_waves(now=NOW) == 2
    assert cohort.programme.instruments.count() == 5


def test_a_side_without_a_question_is_not_asked() -> None:
    cohort = cohort_of(1)
    Item.objects.filter(instrument__wave=Wave.FIRST_TALK).update(side="mentee")
    assert run_waves(now=NOW) == 1
    assert [one.side for one in Invitation.objects.all()] == ["mentee"]
    assert cohort.surveys.get().asked == 1


def test_the_place_of_a_row_tells_nothing_after_the_close() -> None:
    """Sheets have new keys, and lie in their order."""
    cohort_of(5)
    run_waves(now=NOW)
    for number, mail in enumerate(mails()):
        answer(link_in(mail), worth=str(number % 6 + 1))
    before = set(Sheet.objects.values_list("pk", flat=True))
    close_survey(survey=Survey.objects.get(), actor=None, now=NOW)
    after = [pk for pk, _values in Sheet.objects.order_by().values_list("pk", "values")]  # as they lie in the table
    assert (before & set(after), after) == (set(), sorted(after))
