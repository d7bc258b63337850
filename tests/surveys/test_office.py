"""The office's pages: waves and their days, items, results, remarks."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.common.models import StaleError
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.surveys.enums import RemarkState, SurveyState, Wave
from augenhoehe.surveys.models import Instrument, Remark, Sheet, Survey
from augenhoehe.surveys.services import close_survey, save_item, set_days
from tests import factories
from tests.factories import NOW, TODAY

from .world import cohort_of, opened

pytestmark = pytest.mark.django_db
MORE = {"text_de": "Neu?", "text_en": "New?", "kind": "scale6", "side": "", "measure": "other", "level": "reaction"}


@pytest.fixture
def cohort() -> Cohort:
    return cohort_of(1)


@pytest.fixture
def office(cohort: Cohort) -> Client:
    return client_of(cohort)


def client_of(cohort: Cohort) -> Client:
    client = Client()
    client.force_login(member(cohort))
    return client


def member(cohort: Cohort) -> Person:
    person = factories.make_person()
    factories.make_role(cohort.programme, person)
    return person


def at(cohort: Cohort, rest: str = "") -> str:
    return f"/office/cohorts/{cohort.pk}/evaluation/questionnaires/{rest}"


def sheets(survey: Survey, number: int = 24, **more: Any) -> None:
    """Half of them mentors, from three departments of which one has only two people."""
    departments = ["Culture", "Roads", "=Trees"]
    Sheet.objects.bulk_create(
        Sheet(
            survey=survey,
            side=("mentor", "mentee")[at % 2],
            department=departments[at % 2] if at > 1 else departments[2],
            level=3,
            values={"worth": at % 6 + 1, "open": 5, "clear": 2, **more},
        )
        for at in range(number)
    )


def closed(cohort: Cohort, wave: Wave = Wave.FIRST_TALK, number: int = 24) -> Survey:
    survey = opened(cohort, wave)
    sheets(survey, number)
    close_survey(survey=survey, actor=None, now=NOW)
    return survey


def test_the_list_never_says_how_many_have_answered_while_it_is_open(cohort: Cohort, office: Client) -> None:
    survey = opened(cohort)
    Survey.objects.filter(pk=survey.pk).update(asked=41)
    before = office.get(at(cohort)).content
    sheets(survey, 17)
    after = office.get(at(cohort)).content
    assert b"41" in before
    assert _bare(before) == _bare(after)
    close_survey(survey=survey, actor=None, now=NOW)
    assert ">17<" in office.get(at(cohort)).content.decode()


def _bare(page: bytes) -> list[str]:
    return [line for line in page.decode().splitlines() if not re.search("csrf|nonce", line, re.IGNORECASE)]


@pytest.mark.parametrize("number", [0, 4])
def test_few_are_told_of_as_fewer_than_five(cohort: Cohort, office: Client, number: int) -> None:
    closed(cohort, number=number)
    assert "fewer than five" in office.get(at(cohort)).content.decode()
    page = office.get(at(cohort, "first_talk/results/")).content.decode()
    assert ("Fewer than five have answered" in page, "Means at a glance" in page) == (True, False)


def test_days_are_set_and_a_stale_form_keeps_what_was_typed(cohort: Cohort, office: Client) -> None:
    path = at(cohort, "midterm/days/")
    assert "Days of the wave" in office.get(path).content.decode()
    first, last = TODAY + dt.timedelta(5), TODAY + dt.timedelta(20)
    sent = {"version": "0", "opens_on": first, "closes_on": last}
    assert office.post(path, sent).status_code == 302
    stored = cohort.surveys.get(wave=Wave.MIDTERM)
    assert (stored.opens_on, stored.closes_on, stored.state) == (first, last, SurveyState.PLANNED)
    again = office.post(path, sent | {"closes_on": last + dt.timedelta(1)})
    assert again.status_code == 409
    assert f'value="{last + dt.timedelta(1)}"' in again.content.decode()


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (10, 5, "comes after the first"),
        (-9, -1, "today or a day to come"),
        (0, None, "required"),
        (0, 367, "for a year at most"),
        (140, 174, "Some tandems last longer"),  # the last day of its tandem is day 161
    ],
)
def test_days_that_make_no_sense_are_refused(
    cohort: Cohort, office: Client, opens: int, closes: int | None, words: str
) -> None:
    last = "" if closes is None else TODAY + dt.timedelta(closes)
    sent = {"version": "0", "opens_on": TODAY + dt.timedelta(opens), "closes_on": last}
    answer = office.post(at(cohort, "closing/days/"), sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not cohort.surveys.exists()


def test_the_end_can_be_set_for_when_the_last_two_have_answered(cohort: Cohort, office: Client) -> None:
    sent = {"version": "0", "opens_on": TODAY + dt.timedelta(140), "closes_on": TODAY + dt.timedelta(175)}
    assert office.post(at(cohort, "closing/days/"), sent).status_code == 302
    survey = opened(cohort, Wave.CLOSING)
    assert "Some tandems are still under way" in office.get(at(cohort, "closing/close/")).content.decode()
    cohort.tandems.update(state="closed")
    assert "Some tandems are still under way" not in office.get(at(cohort, "closing/close/")).content.decode()
    assert survey.closes_on == TODAY + dt.timedelta(175)


def test_an_open_wave_keeps_its_first_day(cohort: Cohort, office: Client) -> None:
    survey = opened(cohort)
    last = TODAY + dt.timedelta(40)
    sent = {"version": survey.version, "opens_on": TODAY - dt.timedelta(3), "closes_on": last}
    assert office.post(at(cohort, "first_talk/days/"), sent).status_code == 302
    survey.refresh_from_db()
    assert (survey.opens_on, survey.closes_on) == (TODAY, last)


@pytest.mark.parametrize(
    ("state", "pages"),
    [
        (SurveyState.PLANNED, {"days": 200, "close": 404, "results": 404, "results/csv": 404, "remarks": 404}),
        (SurveyState.OPEN, {"days": 200, "close": 200, "results": 404, "results/csv": 404, "remarks": 404}),
        (SurveyState.CLOSED, {"days": 404, "close": 302, "results": 200, "results/csv": 200, "remarks": 200}),
    ],
)
def test_what_each_state_shows(cohort: Cohort, office: Client, state: str, pages: dict[str, int]) -> None:
    if state != SurveyState.PLANNED:
        survey = opened(cohort)
        sheets(survey)
        if state == SurveyState.CLOSED:
            close_survey(survey=survey, actor=None, now=NOW)
    found = {page: office.get(at(cohort, f"first_talk/{page}/")).status_code for page in pages}
    assert found == pages
    assert office.get(at(cohort, "nonsense/days/")).status_code == 404


def test_closed_by_hand_once(cohort: Cohort, office: Client) -> None:
    survey = opened(cohort)
    sheets(survey, 6)
    path = at(cohort, "first_talk/close/")
    assert "cannot be opened again" in office.get(path).content.decode()
    assert [office.post(path).status_code for _time in range(2)] == [302, 302]
    survey.refresh_from_db()
    assert (survey.state, survey.answered) == (SurveyState.CLOSED, 6)


def test_results_say_what_is_withheld_and_why(cohort: Cohort, office: Client) -> None:
    survey = closed(cohort)
    page = office.get(at(cohort, "first_talk/results/")).content.decode()
    assert "of 0 have answered" in page
    assert ("=Trees" in page, "withheld: fewer than 5 people" in page) == (True, True)
    assert 'data-chart="bars"' in page
    assert survey.figures["items"][0]["mean"] == 3.5


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_hold_no_formula(cohort: Cohort, office: Client, form: str) -> None:
    closed(cohort)
    answer = office.get(at(cohort, f"first_talk/results/{form}/"))
    assert answer.status_code == 200
    if form == "csv":
        text = answer.content.decode("utf-8-sig")
        assert ("'=Trees" in text, ";=Trees" in text) == (True, False)
        assert text.count("Distribution") == 3 * 6 * 3
    assert office.get(at(cohort, "first_talk/results/pdf/")).status_code == 404


def test_items_are_added_worded_moved_and_removed(cohort: Cohort, office: Client) -> None:
    path = at(cohort, "first_talk/items/")
    assert office.post(f"{path}new/", MORE | {"version": 1}).status_code == 302
    instrument = Instrument.objects.get(programme=cohort.programme, wave=Wave.FIRST_TALK)
    assert [one.key for one in instrument.items.all()] == ["worth", "open", "clear", "new"]
    assert office.post(f"{path}item/new/move/", {"to": "up", "version": instrument.version}).status_code == 302
    assert [one.key for one in instrument.items.all()] == ["worth", "open", "new", "clear"]
    changed = MORE | {"text_en": "Newer?", "kind": "text", "version": instrument.version + 1}
    assert office.post(f"{path}item/new/", changed).status_code == 302
    assert [(one.kind, one.text_en) for one in instrument.items.filter(key="new")] == [("scale6", "Newer?")]
    office.post(f"{path}item/new/remove/", {"version": instrument.version + 2})
    assert not instrument.items.filter(key="new").exists()
    assert (instrument.edition, office.get(f"{path}item/new/").status_code) == (1, 404)


def test_a_change_after_the_opening_makes_the_next_edition(cohort: Cohort, office: Client) -> None:
    survey = opened(cohort)
    path = at(cohort, "first_talk/items/")
    assert "This edition has been asked" in office.get(path).content.decode()
    office.post(f"{path}new/", MORE | {"version": survey.instrument.version})
    survey.refresh_from_db()
    editions = {one.edition: one.items.count() for one in cohort.programme.instruments.filter(wave="first_talk")}
    assert (editions, survey.instrument.edition) == ({1: 3, 2: 4}, 1)
    assert "This edition has been asked" not in office.get(path).content.decode()
    before = MORE | {"version": 1, "text_en": "From a page that still showed the edition before"}
    assert office.post(f"{path}item/worth/", before).status_code == 409


def test_its_title_is_the_offices(cohort: Cohort, office: Client) -> None:
    path, titles = at(cohort, "first_talk/items/title/"), {"title_de": "Auftakt", "title_en": "Kick-off"}
    assert office.post(path, titles | {"version": 1}).status_code == 302
    assert "Kick-off" in office.get(at(cohort, "first_talk/items/")).content.decode()
    assert office.post(path, {"title_de": "", "title_en": "New", "version": 2}).status_code == 422
    survey = opened(cohort)
    assert "has been asked and stays" in office.get(path).content.decode()
    assert office.post(path, {"title_de": "Neu", "title_en": "New", "version": 2}).status_code == 302
    survey.refresh_from_db()
    editions = cohort.programme.instruments.filter(wave="first_talk").values_list("edition", "title_en")
    assert (list(editions), survey.instrument.title_en) == ([(1, "Kick-off"), (2, "New")], "Kick-off")
    # A page that still showed the edition before.
    answer = office.post(path, titles | {"version": 2})
    page = answer.content.decode()
    assert (answer.status_code, "Auftakt" in page, "Neu" in page) == (409, True, True)


@pytest.mark.parametrize("words", ["Later", "Call!"])
def test_an_item_is_never_called_as_a_button_is(cohort: Cohort, office: Client, words: str) -> None:
    office.post(at(cohort, "first_talk/items/new/"), MORE | {"version": 1, "text_en": words})
    assert Instrument.objects.get(wave=Wave.FIRST_TALK).items.last().key == f"{words.lower().strip('!')}-2"


def test_own_words_are_a_link_where_there_are_any(cohort: Cohort, office: Client) -> None:
    survey, pages = closed(cohort), (at(cohort), at(cohort, "first_talk/results/"))
    assert not any("first_talk/remarks/" in office.get(page).content.decode() for page in pages)
    Remark.objects.create(survey=survey, item_key="worth", text="Good")
    assert all("first_talk/remarks/" in office.get(page).content.decode() for page in pages)


def test_a_stale_item_keeps_what_was_typed_and_shows_what_is_stored(cohort: Cohort, office: Client) -> None:
    path = at(cohort, "first_talk/items/item/worth/")
    sent = MORE | {"version": 1, "text_de": "Meins", "text_en": "Mine"}
    assert office.post(path, sent).status_code == 302
    answer = office.post(path, sent | {"text_en": "Other words"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert ("Other words" in page, "Mine" in page) == (True, True)
    assert office.post(path, sent | {"version": 2, "text_en": "Other words"}).status_code == 302


def test_a_new_item_sent_twice_is_one(cohort: Cohort, office: Client) -> None:
    sent = MORE | {"version": 1}
    assert [office.post(at(cohort, "first_talk/items/new/"), sent).status_code for _time in range(2)] == [302, 302]
    assert Instrument.objects.get(wave=Wave.FIRST_TALK).items.count() == 4


def test_no_side_is_asked_more_than_fifteen(cohort: Cohort, office: Client) -> None:
    path = at(cohort, "closing/items/new/")
    answer = office.post(path, MORE | {"version": 1, "side": "mentee"})
    assert answer.status_code == 422
    assert "At most 15 questions a side" in answer.content.decode()
    instrument = Instrument.objects.get(wave=Wave.CLOSING)
    assert (instrument.items.count(), instrument.version) == (15, 1)


@pytest.mark.parametrize(
    ("german", "english", "status"),
    [("ja\nnein", "yes\nno", 302), ("ja", "yes", 422), ("ja\nnein", "yes", 422), ("", "", 422)],
)
def test_choices_are_lines(cohort: Cohort, office: Client, german: str, english: str, status: int) -> None:
    sent = MORE | {"version": 1, "kind": "choice", "options_de": german, "options_en": english}
    assert office.post(at(cohort, "first_talk/items/new/"), sent).status_code == status
    stored = [one.options for one in Instrument.objects.get(wave=Wave.FIRST_TALK).items.filter(kind="choice")]
    wanted = [{"key": "answer-1", "de": "ja", "en": "yes"}, {"key": "answer-2", "de": "nein", "en": "no"}]
    assert stored == ([wanted] if status == 302 else [])


@pytest.mark.parametrize(("side", "number"), [("mentor", 13), ("mentee", 15)])
def test_the_preview_is_what_a_side_sees(cohort: Cohort, office: Client, side: str, number: int) -> None:
    page = office.get(at(cohort, f"closing/items/preview/{side}/"))
    assert (page.status_code, len(page.context["form"].questions)) == (200, number)
    assert b"Send my answers" not in page.content
    assert office.get(at(cohort, "closing/items/preview/nobody/")).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status", "state", "shown"),
    [
        ({"state": "released", "shown": "Good"}, 302, RemarkState.RELEASED, "Good"),
        ({"state": "released", "shown": " "}, 422, RemarkState.NEW, ""),
        ({"state": "dropped", "shown": "Good"}, 302, RemarkState.DROPPED, ""),
        ({"state": "new", "shown": "Good"}, 422, RemarkState.NEW, ""),
        ({"shown": "Good"}, 422, RemarkState.NEW, ""),
    ],
)
def test_remarks_are_released_or_dropped(
    cohort: Cohort, office: Client, sent: dict[str, str], status: int, state: str, shown: str
) -> None:
    survey = closed(cohort)
    remark = Remark.objects.create(survey=survey, item_key="worth", text="Good, says Kim")
    path = at(cohort, f"first_talk/remarks/{remark.pk}/")
    assert "Good, says Kim" in office.get(path).content.decode()
    assert office.post(path, sent | {"version": "1"}).status_code == status
    remark.refresh_from_db()
    assert (remark.state, remark.shown) == (state, shown)


def test_a_stale_remark_keeps_what_was_typed(cohort: Cohort, office: Client) -> None:
    remark = Remark.objects.create(survey=closed(cohort), item_key="worth", text="Good, says Kim")
    path = at(cohort, f"first_talk/remarks/{remark.pk}/")
    office.post(path, {"version": "1", "state": "released", "shown": "First"})
    answer = office.post(path, {"version": "1", "state": "released", "shown": "Second"})
    assert answer.status_code == 409
    assert ("First" in answer.content.decode(), "Second" in answer.content.decode()) == (True, True)


def test_another_office_and_a_cohort_without_the_part_see_nothing(cohort: Cohort) -> None:
    other = client_of(factories.make_cohort())
    assert other.get(at(cohort)).status_code == 404
    without = cohort_of(0, parts=["events"])
    office = client_of(without)
    assert office.get(at(without)).status_code == 404
    assert "questionnaires/" not in office.get(f"/office/cohorts/{without.pk}/evaluation/").content.decode()


def test_stale_services_raise(cohort: Cohort) -> None:
    actor = member(cohort)
    instrument = Instrument.objects.get(wave=Wave.FIRST_TALK)
    with pytest.raises(StaleError):
        save_item(instrument=instrument, version=7, item=None, values=MORE, actor=actor)
    with pytest.raises(StaleError):
        set_days(cohort=cohort, wave=Wave.CLOSING, version=2, opens_on=TODAY, closes_on=TODAY, actor=actor)
    opened(cohort)
    with pytest.raises(StaleError):
        set_days(cohort=cohort, wave=Wave.FIRST_TALK, version=0, opens_on=TODAY, closes_on=TODAY, actor=actor)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("page", ["", "first_talk/results/", "first_talk/remarks/", "first_talk/items/"])
def test_flat_in_queries(page: str, number: int) -> None:
    cohort = cohort_of(number)
    survey = closed(cohort)
    Remark.objects.bulk_create(Remark(survey=survey, item_key="worth", text="Good") for _one in range(number))
    office = client_of(cohort)
    office.get(at(cohort, page))
    with CaptureQueriesContext(connection) as queries:
        assert office.get(at(cohort, page)).status_code == 200
    assert len(queries) <= 20
