"""What goes when somebody leaves, and what goes with time; and where somebody is told that a questionnaire waits."""

import pytest
from django.test import Client

from augenhoehe.applications.services import withdraw_application
from augenhoehe.audit.models import Entry
from augenhoehe.programmes.cards import checklist_of
from augenhoehe.surveys.enums import RemarkState, SurveyState, Wave
from augenhoehe.surveys.models import Draft, Invitation, Reading, Remark, Sheet
from augenhoehe.surveys.services import close_survey, forget_raw, note_reading, run_waves
from tests import factories
from tests.factories import NOW, TODAY

from .world import answer, cohort_of, later, link_in, links, mails, opened

pytestmark = pytest.mark.django_db
THREE = {"worth": "6", "open": "5", "clear": "2"}


def test_whoever_is_erased_takes_their_draft_along_and_nobody_elses() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    paths = links(tandem)
    for path in paths.values():
        answer(path, worth="3", later="1")
    asked = cohort.surveys.get().asked
    person = tandem.mentor.person
    tandem.delete()
    person.applications.all().delete()
    person.delete()
    assert (Draft.objects.count(), Invitation.objects.get().side) == (1, "mentee")
    assert [Client().get(paths[side]).status_code for side in ("mentor", "mentee")] == [404, 200]
    assert (cohort.surveys.get().asked, asked) == (2, 2)


def test_what_was_sent_stays_and_is_nobodys() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    answer(links(tandem)["mentor"], **THREE)
    person = tandem.mentor.person
    tandem.delete()
    person.applications.all().delete()
    person.delete()
    assert (Sheet.objects.count(), Invitation.objects.filter(side="mentor").count()) == (1, 0)


def test_withdrawing_from_a_cohort_takes_its_questionnaires_along() -> None:
    cohort, other = cohort_of(0), cohort_of(0)
    person = factories.make_person()
    for one in (cohort, other):
        factories.make_application(one, "mentor", person, state="admitted")
        opened(one, Wave.ADMISSION)
    run_waves(now=NOW)
    for mail in mails():
        answer(link_in(mail), hope="That it helps", later="1")
    withdraw_application(actor=person, application=cohort.applications.get(), now=NOW)
    assert [one.survey.cohort for one in Invitation.objects.all()] == [other]
    assert [one.survey.cohort for one in Draft.objects.all()] == [other]


def test_raw_answers_and_remarks_go_after_a_year_and_figures_stay() -> None:
    cohort_of(5)
    run_waves(now=NOW)
    for mail in mails():
        answer(link_in(mail), **THREE)
    survey = Sheet.objects.all()[0].survey
    close_survey(survey=survey, actor=None, now=NOW)
    for state, shown in ((RemarkState.NEW, ""), (RemarkState.DROPPED, ""), (RemarkState.RELEASED, "Good")):
        Remark.objects.create(survey=survey, item_key="worth", text="Good, says Kim", state=state, shown=shown)
    assert (forget_raw(today=later(364).date()), Sheet.objects.count(), Remark.objects.count()) == (0, 10, 3)
    assert [forget_raw(today=later(365).date()) for _time in range(2)] == [12, 0]
    assert (Sheet.objects.count(), [(one.text, one.shown) for one in Remark.objects.all()]) == (0, [("", "Good")])
    survey.refresh_from_db()
    assert survey.figures["items"][0]["mean"] == 6
    entry = Entry.objects.get(action="surveys.raw_forgotten")
    assert entry.data == {"answers": 10, "remarks": 2, "edited": 1}


def test_an_open_wave_is_never_too_old() -> None:
    cohort_of(1)
    run_waves(now=NOW)
    answer(link_in(mails()[0]), **THREE)
    assert (forget_raw(today=later(4000).date()), Sheet.objects.count()) == (0, 1)


@pytest.mark.parametrize("number", [0, 4])
def test_of_too_few_nothing_is_kept(number: int) -> None:
    cohort_of(2)
    run_waves(now=NOW)
    for mail in mails()[:number]:
        answer(link_in(mail), **THREE)
    survey = Invitation.objects.all()[0].survey
    close_survey(survey=survey, actor=None, now=NOW)
    assert (Sheet.objects.count(), survey.state) == (0, SurveyState.CLOSED)


def test_the_home_page_leads_to_it() -> None:
    cohort = cohort_of(1)
    run_waves(now=NOW)
    tandem = cohort.tandems.get()
    client = Client()
    client.force_login(tandem.mentor.person)
    assert links(tandem)["mentor"] in client.get("/home/").content.decode()


def test_the_checklist_asks_to_read_them_and_says_when_it_was_done() -> None:
    cohort = cohort_of(0)
    title = "Questionnaires read, before the first one goes out"

    def line() -> list[tuple[bool, str]]:
        return [(one.done, one.state) for one in checklist_of(cohort, TODAY) if one.title == title]

    assert line() == [(False, "not read yet")]
    office = factories.make_person()
    for _time in range(2):
        note_reading(cohort=cohort, actor=office, now=NOW)
    assert ([done for done, _state in line()], Reading.objects.get().read_by) == ([True], office)
    assert Entry.objects.filter(action="surveys.read").count() == 1
    cohort.parts = []
    assert line() == []


def test_once_the_first_one_has_gone_out_it_is_too_late_to_ask() -> None:
    cohort = cohort_of(0)
    opened(cohort)
    assert [one for one in checklist_of(cohort, TODAY) if one.title.startswith("Questionnaires read")] == []
