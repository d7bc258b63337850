"""Sums that everybody reads: counted rarely, and never so that a few tandems show between two looks."""

import datetime as dt
import io
import itertools
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.applications.models import TopicAnswer
from augenhoehe.evaluation.enums import Counted
from augenhoehe.evaluation.models import Standing
from augenhoehe.evaluation.rules import grown, told_of
from augenhoehe.evaluation.selectors.figures import figures_of
from augenhoehe.evaluation.selectors.process import Process, kept_of, process_of
from augenhoehe.evaluation.services.counting import count_cohort, count_due
from augenhoehe.feedback.models import Theme
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.tandems.enums import TandemState
from augenhoehe.tandems.models import Meeting, MeetingRecord, Tandem
from tests import factories
from tests.care.world import meeting, put, running
from tests.cast import Cast
from tests.factories import NOW
from tests.surveys.world import cohort_of

As = Callable[[Person], Client]
WEEK = dt.timedelta(days=7)


# ---- when sums may be told anew


@pytest.mark.once
def test_between_two_tellings_lie_five_tandems() -> None:
    """Whatever order twelve tandems speak in, two at a time: a new sum differs by five of them at least."""
    people = {str(key): (key, 100 + key) for key in range(12)}
    for step in (1, 5, 7, 11):
        now, kept, since = dict.fromkeys(people, 0), {}, set()
        for key in itertools.islice(itertools.cycle(range(0, 12 * step, step)), 60):
            now = {**now, str(key % 12): now[str(key % 12)] + 1}
            since.add(key % 12)
            told = grown(kept, now, people)
            assert (told is not None) == (not kept or len(since) >= 5)
            if told is not None:
                kept, since = told, set()


@pytest.mark.once
def test_five_tandems_of_four_mentors_are_four() -> None:
    people = {str(key): (min(key, 3), 100 + key) for key in range(5)}
    assert grown({}, dict.fromkeys(people, 1), people) is None


@pytest.mark.once
def test_what_is_gone_stays_in_the_sum() -> None:
    people = {str(key): (key, 100 + key) for key in range(12)}
    kept = grown({}, dict.fromkeys(people, 1), people)
    assert kept
    left = dict.fromkeys(list(people)[:9], 2)
    assert told_of(Counted.FIRST, grown(kept, left, people) or {}) == {"tandems": 12, "days": 9 * 2 + 3}


# ---- counting a cohort


@pytest.fixture
def cohort(db: None) -> Cohort:
    return cohort_of(6, meetings=6)


def told(cohort: Cohort, kind: Counted) -> Any:
    found = Standing.objects.filter(cohort=cohort, kind=kind).first()
    return found and found.told


def process(cohort: Cohort) -> Process:
    found = process_of(cohort, kept_of(cohort))
    assert found
    return found


def test_a_cohort_in_figures(cohort: Cohort) -> None:
    tandems = list(cohort.tandems.all())
    Tandem.objects.update(created_at=NOW - dt.timedelta(days=30))
    for tandem, days in zip(tandems, (-20, -18, -16, -14, -12), strict=False):
        meeting(tandem, days, state="held", minutes=90)
    MeetingRecord.objects.create(meeting=Meeting.objects.earliest("pk"), minutes=60, mode="in_person")
    meeting(tandems[0], -5, state="missed", minutes=90)
    for tandem in tandems[:5]:
        put(tandem, TandemState.ENDED)
    asked = running(cohort)
    meeting(asked, -5, state="held", minutes=90)
    put(asked, TandemState.PROPOSED)
    assert count_due(now=NOW) == 4
    # 60 minutes as entered, four times 90 as planned; first meetings after 10, 12, 14, 16 and 18 days.
    assert process(cohort) == Process(6, 5, 0, 36, 5, 7.0, 14.0, 5, NOW, NOW)
    assert count_due(now=NOW) == 0


def test_nothing_yet(cast: Cast, as_: As) -> None:
    count_due(now=NOW)
    assert process_of(cast.cohort, kept_of(cast.cohort)) is None
    page = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/evaluation/").content.decode()
    assert "No figures yet" in page


@pytest.mark.parametrize(
    ("tandems", "later", "held"), [(5, WEEK, 11), (4, WEEK, 6), (5, WEEK - dt.timedelta(hours=1), 6)]
)
def test_a_new_sum_waits_for_five_tandems_and_a_week(
    cohort: Cohort, tandems: int, later: dt.timedelta, held: int
) -> None:
    for tandem in cohort.tandems.all():
        meeting(tandem, -10, state="held")
    count_due(now=NOW)
    for tandem in cohort.tandems.all()[:tandems]:
        meeting(tandem, -3, state="held")
    # That others move their dates, or a tandem ends, says nothing of meetings held.
    cohort.tandems.last().meetings.update(place="Elsewhere")
    put(cohort.tandems.last(), TandemState.ENDED)
    count_due(now=NOW + later)
    assert (process(cohort).held, process(cohort).early_ends) == (held, 0)


def test_during_the_closing_it_rests_and_then_takes_all_at_once(cohort: Cohort) -> None:
    count_due(now=NOW)
    for tandem in cohort.tandems.all()[:5]:
        put(tandem, TandemState.CLOSED)
    during, after = (NOW + dt.timedelta(days=days) for days in (150, 171))
    assert count_due(now=during) == 0
    put(cohort.tandems.last(), TandemState.CLOSED)
    count_due(now=after)
    assert process(cohort).closed == 6


def test_once_the_cohort_is_over_what_it_was_made_of_is_forgotten(cohort: Cohort) -> None:
    count_due(now=NOW)
    over = NOW + dt.timedelta(days=900)
    count_due(now=over)
    assert not Standing.objects.exclude(basis={}).exists()
    for tandem in cohort.tandems.all():
        put(tandem, TandemState.CLOSED)
    assert (count_due(now=over + WEEK), process(cohort).closed) == (0, 0)


def test_a_second_worker_counts_nothing_again(cohort: Cohort) -> None:
    assert [count_cohort(cohort=cohort, now=NOW) for _worker in range(2)] == [3, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(number: int, db: None) -> None:
    cohort = factories.make_cohort()
    for _one in range(number):
        meeting(running(cohort), -2, state="held")
    with CaptureQueriesContext(connection) as queries:
        count_due(now=NOW)
    assert len(queries) == 11


def test_figures_and_reports_outlive_the_tandems(cohort: Cohort, as_: As) -> None:
    office = as_(factories.make_role(cohort.programme, factories.make_person()).person)
    count_due(now=NOW)
    cohort.tandems.all().delete()
    assert cells(cohort, "process")["Tandems that both confirmed"] == ["6"]
    assert "/report/make/" in office.get(f"/office/cohorts/{cohort.pk}/evaluation/report/").content.decode()


# ---- who takes part


def unit(name: str, number: int) -> list[Person]:
    here = factories.make_unit(name=name)
    return [factories.make_person(unit=here) for _one in range(number)]


def applied(cohort: Cohort, side: str, people: list[Person], **changes: Any) -> None:
    for person in people:
        factories.make_application(cohort, side, person, **changes)


def cells(cohort: Cohort, key: str) -> dict[str, list[str]]:
    return {row.name: [cell.said for cell in row.cells] for row in figures_of(cohort).tables[key].rows}


def test_who_takes_part_is_counted_once(cohort: Cohort, as_: As) -> None:
    applied(cohort, "mentor", unit("Large", 7))
    applied(cohort, "mentee", unit("Small", 3), state="reserve")
    for state in ("draft", "withdrawn"):
        applied(cohort, "mentee", unit("Nowhere", 5), state=state)
    count_due(now=NOW)
    before = cells(cohort, "people"), cells(cohort, "departments")
    assert before[0] == {
        "applied": ["13", "9"], "admitted": ["13", "6"], "in a tandem that both have accepted": ["6", "6"],
    }  # fmt: skip
    assert before[1] == {"Large": ["7"], "all other departments": ["15"]}
    applied(cohort, "mentor", unit("Later", 9))
    count_due(now=NOW + 2 * WEEK)
    assert (cells(cohort, "people"), cells(cohort, "departments")) == before
    sponsor = factories.make_person()
    factories.make_role(cohort.programme, sponsor, "sponsor")
    elsewhere = factories.make_role(factories.make_cohort().programme, factories.make_person(), "sponsor").person
    for path in ("sums/", "sums/workbook/"):
        assert as_(elsewhere).get(f"/cohorts/{cohort.pk}/{path}").status_code == 404
    page = as_(sponsor).get(f"/cohorts/{cohort.pk}/sums/").content.decode()
    assert ["Large" in page, "Small" in page, "Later" in page] == [True, False, False]


def test_a_side_of_few_is_told_of_nowhere(cohort: Cohort) -> None:
    """Twelve mentors and four mentees: the rest of a total would be the four."""
    cohort.applications.filter(pk__in=cohort.applications.filter(side="mentee").values("pk")[:2]).update(state="draft")
    count_due(now=NOW)
    assert told(cohort, Counted.PEOPLE)["sides"]["mentee"] == {"withheld": "too_few"}
    assert all(row[1] == "withheld: fewer than 5 people" for row in cells(cohort, "people").values())


def test_few_who_were_admitted_are_not_told(cohort: Cohort) -> None:
    cohort.applications.filter(pk__in=cohort.applications.filter(side="mentor").values("pk")[:2]).update(
        state="reserve"
    )
    count_due(now=NOW)
    assert [row[0] for row in cells(cohort, "people").values()] == ["6", "fewer than 5", "6"]


def test_before_they_are_counted_applications_are_told_in_steps_of_five(db: None) -> None:
    cohort = factories.make_cohort()
    applied(cohort, "mentor", unit("Large", 7))
    applied(cohort, "mentee", unit("Small", 3))
    count_due(now=NOW)
    assert cells(cohort, "people") == {"applied so far": ["5 or more", "fewer than 5"]}
    assert "departments" not in figures_of(cohort).tables


def test_topics_are_those_of_the_day_they_were_counted(cohort: Cohort, as_: As) -> None:
    topic = factories.make_topic(cohort.programme, name_de="=SUMME(1)", name_en="=SUM(1)")
    for one in cohort.applications.filter(side="mentor"):
        TopicAnswer.objects.create(application=one, topic=topic, level=3)
    count_due(now=NOW)
    assert cells(cohort, "topics") == {str(topic.name): ["fewer than 5", "5 or more", "fewer than 5"]}
    cohort.applications.filter(side="mentor").first().topics.all().delete()
    assert cells(cohort, "topics") == {str(topic.name): ["fewer than 5", "5 or more", "fewer than 5"]}
    office = as_(factories.make_role(cohort.programme, factories.make_person()).person)
    page = f"/office/cohorts/{cohort.pk}/evaluation/"
    assert "'=SUM(1)" in office.get(f"{page}tables/topics/").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{page}workbook/").content))
    assert not [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


# ---- themes of talks


@pytest.mark.parametrize(
    ("talks", "with_theme", "said"),
    [(9, 9, {}), (10, 4, {}), (10, 5, {"Time": 5}), (10, 10, {"Time": 5}), (16, 12, {"Time": 10})],
)
def test_themes_tell_nothing_of_few(cohort: Cohort, talks: int, with_theme: int, said: dict[str, int]) -> None:
    theme = Theme.objects.create(programme=cohort.programme, name="Time")
    for number in range(talks):
        talk = factories.make_feedback(cohort)
        if number < with_theme:
            talk.themes.add(theme)
    factories.make_feedback(cohort, state="planned").themes.add(theme)
    count_due(now=NOW)
    assert told(cohort, Counted.THEMES)["themes"] == {str(theme.pk): number for number in said.values()}


def test_one_more_talk_tells_nothing_new(cohort: Cohort) -> None:
    theme = Theme.objects.create(programme=cohort.programme, name="Time")
    for number in range(14):
        factories.make_feedback(cohort).themes.set([theme] if number < 9 else [])
    count_due(now=NOW)
    factories.make_feedback(cohort).themes.set([theme])
    count_due(now=NOW + WEEK)
    assert cells(cohort, "themes") == {"Time": ["5 or more"]}
