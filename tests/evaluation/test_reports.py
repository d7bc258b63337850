"""A report: its figures are kept, its texts are the office's, and everybody reads it once it is published."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.audit.models import Entry
from augenhoehe.common.models import StaleError
from augenhoehe.evaluation.errors import NothingToTellError, PublishedError
from augenhoehe.evaluation.models import Passage, Report
from augenhoehe.evaluation.paper import report_pdf
from augenhoehe.evaluation.selectors.reading import Quote, parts_of, quotes_of, read
from augenhoehe.evaluation.services import (
    count_due,
    make_reports,
    publish_report,
    renew_figures,
    set_rate,
    withdraw_report,
    write_passage,
)
from augenhoehe.outreach.services.voices import set_voice_state
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort, Lesson
from augenhoehe.surveys.enums import RemarkState
from augenhoehe.surveys.models import Remark, Survey
from tests import factories
from tests.care.world import running
from tests.factories import NOW, TODAY
from tests.surveys.world import cohort_of

from .world import told

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
LATER = NOW + dt.timedelta(days=8)


@pytest.fixture
def cohort() -> Cohort:
    return told()


@pytest.fixture
def office(cohort: Cohort) -> Person:
    person = factories.make_person()
    factories.make_role(cohort.programme, person, "office")
    return person


@pytest.fixture
def report(cohort: Cohort, office: Person) -> Report:
    return make_reports(cohort=cohort, languages=("en",), actor=office, now=NOW)[0]


def words(report: Report, chapter: str) -> Passage:
    return report.passages.get(chapter=chapter)


def page(report: Report, more: str = "") -> str:
    return f"/office/cohorts/{report.cohort_id}/evaluation/report/{report.language}/{more}"


def public(report: Report) -> str:
    return f"/programmes/{report.cohort.programme.slug}/reports/{report.cohort.slug}/{report.language}/"


def test_two_readings_agree_whatever_the_cohort_does(report: Report) -> None:
    before = parts_of(report)
    for _one in range(5):
        running(report.cohort)
    Survey.objects.filter(cohort=report.cohort).delete()
    assert parts_of(Report.objects.get()) == before


def test_made_twice_is_one(report: Report, cohort: Cohort, office: Person) -> None:
    again, german = make_reports(cohort=cohort, languages=("en", "de"), actor=office, now=LATER)
    assert (again, again.made_at) == (report, NOW)
    assert (german.language, german.made_at) == ("de", LATER)


def test_in_both_languages_at_once(cohort: Cohort, office: Person, as_: As) -> None:
    page = f"/office/cohorts/{cohort.pk}/evaluation/report/"
    assert f"{page}make/" in as_(office).get(page).content.decode()
    as_(office).post(f"{page}make/")
    german, english = Report.objects.order_by("language")
    assert (german.made_at, german.language, english.language) == (english.made_at, "de", "en")
    numbers = [
        [cell["value"] for section in one.figures["sections"] for table in section["tables"] for row in table["rows"]
         for cell in row["cells"]]
        for one in (german, english)
    ]  # fmt: skip
    assert numbers[0] == numbers[1] != []
    assert f"{page}make/" not in as_(office).get(page).content.decode()


def test_before_the_first_tandem_there_is_nothing_to_tell(office: Person) -> None:
    with pytest.raises(NothingToTellError):
        make_reports(cohort=cohort_of(0), languages=("de",), actor=office, now=NOW)


def test_renewed_figures_keep_the_texts(report: Report, office: Person) -> None:
    write_passage(passage=words(report, "themes"), version=1, text="Our own words.", actor=office)
    for _one in range(5):
        running(report.cohort)
    count_due(now=LATER)
    renew_figures(report=report, actor=office, now=LATER)
    renewed = Report.objects.get()
    tandems = next(row for row in renewed.figures["sections"][0]["tables"][0]["rows"] if row["key"] == "tandems")
    assert (tandems["cells"][0]["value"], renewed.made_at) == (10, LATER)
    assert words(renewed, "themes").text == "Our own words."


def test_what_others_read_is_not_changed_under_them(report: Report, office: Person) -> None:
    publish_report(report=report, actor=office, now=NOW)
    with pytest.raises(PublishedError):
        renew_figures(report=report, actor=office, now=LATER)


def test_lessons_become_decisions(cohort: Cohort, office: Person) -> None:
    Lesson.objects.create(cohort=cohort, text="Too late", decision="Begin\nearlier", written_by=office)
    Lesson.objects.create(cohort=cohort, text="Undecided", written_by=office)
    (report,) = make_reports(cohort=cohort, languages=("de",), actor=office, now=NOW)
    assert words(report, "decisions").text == "- Begin earlier"


def test_the_language_of_a_report_is_its_own(cohort: Cohort, office: Person) -> None:
    (report,) = make_reports(cohort=cohort, languages=("de",), actor=office, now=NOW)
    assert next(part.title for part in read(report)) == "Der Durchgang"
    assert report.figures["sections"][0]["tables"][0]["rows"][0]["name"] == "Zeitraum"


def test_hours_and_cost(report: Report, office: Person) -> None:
    def cost() -> list[list[str]]:
        part = next(one for one in parts_of(Report.objects.get()) if one.chapter == "cost")
        return [[cell.said for cell in row.cells] for row in part.sections[0].tables[0].rows]

    assert cost() == [["200"], ["0"]]
    set_rate(report=report, version=1, rate=Decimal("62.50"), actor=office)
    assert cost() == [["200", "12,500 €"], ["0", "0 €"]]


def test_quotes_are_those_that_may_be_shown_at_this_moment(report: Report, office: Person) -> None:
    voice = factories.make_voice(report.cohort.programme, text_de="Gern wieder", text_en="Again", consent_on=TODAY)
    remark = Remark.objects.filter(survey__wave="closing").first()
    assert remark
    Remark.objects.filter(pk=remark.pk).update(state=RemarkState.RELEASED, shown="As it is shown")
    assert [one.text for one in quotes_of(report)] == ["Again", "As it is shown"]
    voice.refresh_from_db()
    set_voice_state(voice=voice, to="withdrawn", actor=office, today=TODAY)
    Remark.objects.update(state=RemarkState.DROPPED, shown="")
    assert quotes_of(report) == []


def test_empty_chapters_are_not_for_readers(report: Report) -> None:
    assert "themes" in [part.chapter for part in parts_of(report)]
    assert "themes" not in [part.chapter for part in read(report)]


def test_published_and_withdrawn(report: Report, office: Person, as_: As) -> None:
    visitor = Client()
    assert visitor.get(public(report)).status_code == 404
    assert as_(office).post(page(report, "publish/")).status_code == 302
    shown = visitor.get(public(report))
    assert (shown.status_code, shown["Cache-Control"]) == (200, "public, max-age=0")
    assert b"%PDF" in visitor.get(f"{public(report)}pdf/").content[:10]
    assert public(report) in visitor.get(f"/programmes/{report.cohort.programme.slug}/").content.decode()
    withdraw_report(report=report, actor=office)
    assert visitor.get(public(report)).status_code == 404
    assert public(report) not in visitor.get(f"/programmes/{report.cohort.programme.slug}/").content.decode()
    actions = Entry.objects.filter(action__startswith="evaluation.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["evaluation.report_made", "evaluation.report_published", "evaluation.report_withdrawn"]


def test_a_programme_that_is_not_public_shows_no_report(report: Report, office: Person) -> None:
    publish_report(report=report, actor=office, now=NOW)
    type(report.cohort.programme).objects.update(public=False)
    assert Client().get(public(report)).status_code == 404


def test_a_stale_edit_keeps_both_texts(report: Report, office: Person, as_: As) -> None:
    passage = words(report, "themes")
    write_passage(passage=passage, version=1, text="Theirs", actor=office)
    answer = as_(office).post(page(report, "texts/themes/"), {"version": 1, "text": "Mine"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Theirs" in shown
    assert "Mine" in shown
    with pytest.raises(StaleError):
        write_passage(passage=Passage.objects.get(pk=passage.pk), version=1, text="Mine", actor=office)


def test_the_paper_is_accessible_and_the_same_each_time(report: Report) -> None:
    """Typst refuses to write PDF/UA-1 where a heading is left out or something lacks its words."""
    first = report_pdf(report)
    assert b"pdfuaid" in first
    assert report_pdf(Report.objects.get()) == first


def test_nothing_says_that_the_programme_caused_anything(report: Report) -> None:
    text = " ".join(str(block) for part in read(report) for block in part.blocks).lower()
    assert "no group to compare with" in text
    for claim in ("thanks to", "led to", "caused", "effect of", "impact"):
        assert claim not in text


@pytest.mark.parametrize("number", [1, 3])
def test_reading_is_flat_in_queries(report: Report, number: int) -> None:
    for at in range(number):
        factories.make_voice(report.cohort.programme, text_de=f"Nummer {at}")
        Remark.objects.filter(state=RemarkState.NEW).update(state=RemarkState.RELEASED, shown="So")
    stored = Report.objects.select_related("cohort__programme").get()
    with CaptureQueriesContext(connection) as queries:
        assert all(isinstance(one, Quote) for part in read(stored) for one in part.quotes)
    assert len(queries) == 3
