"""Figures of a cohort: what was frozen, beside each other, and nothing of too few."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.evaluation.selectors.coverage import stepped
from augenhoehe.evaluation.selectors.dates import process_section
from augenhoehe.evaluation.selectors.figures import compared, figures_of
from augenhoehe.evaluation.selectors.gains import _groups
from augenhoehe.evaluation.selectors.process import Process
from augenhoehe.evaluation.tables import Cell, Column, Row, Table, beside, restored, rows_of, stored
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.surveys.enums import Wave
from augenhoehe.surveys.models import Survey
from augenhoehe.surveys.selectors.results import Line
from augenhoehe.tandems.models import TagTally
from tests import factories
from tests.care.world import running
from tests.factories import NOW

from .world import closed, told

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


def lines(table: Table) -> dict[str, list[str]]:
    return {row.key: [cell.said for cell in row.cells] for row in table.rows}


def test_gains_stand_beside_what_people_say_looking_back() -> None:
    tables = figures_of(told()).tables
    learning = lines(tables["gain-learning"])
    n = "(n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"
    assert learning["eye-level"] == [f"3.0 {n}", f"5.0 {n}", "+2.0", "–", f"5.0 {n}"]
    assert learning["other-generation"] == [f"5.0 {n}", f"5.0 {n}", "0.0", f"2.0 {n}", f"5.0 {n}"]
    assert lines(tables["gain-behaviour"])["no-wheel"][:3] == [f"5.0 {n}", f"5.0 {n}", "0.0"]
    results = lines(tables["gain-results"])
    # Asked at the end and a year later only.
    assert results["careers"] == ["–", f"5.0 {n}", "–", "–", f"5.0 {n}"]
    assert "innovation" in results


def test_obstacles_expected_and_met() -> None:
    found = lines(figures_of(told()).tables["obstacles"])
    assert (found["dates"], found["workload"]) == (
        ["100 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)", "0 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"],
        ["0 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)", "100 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"],
    )


def test_practices_at_the_end_and_a_year_later() -> None:
    found = lines(figures_of(told()).tables["practice"])
    assert (found["kept"], found["tried"]) == (
        ["100 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)", "0 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"],
        ["0 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)", "100 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"],
    )


def test_recommendation_and_contact() -> None:
    tables = figures_of(told()).tables
    assert lines(tables["recommendation"])["after"] == [
        "+100 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)",
        "9.0 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)",
    ]
    assert lines(tables["contact"])["regular"] == ["100 % (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)"]


def test_every_table_has_a_name_of_its_own() -> None:
    titles = [table.title for table in figures_of(told()).tables.values()]
    assert len(titles) == len(set(titles))


def test_what_is_withheld_says_why() -> None:
    """Six people: a mean, and neither a distribution nor a score."""
    cohort = told(number=3)
    tables = figures_of(cohort).tables
    assert lines(tables["practice"])["kept"][0] == "withheld: fewer than 10 people"
    assert lines(tables["recommendation"])["after"][0].startswith("withheld: fewer than 20 people")
    mentors, mentees = lines(tables["reaction-closing"])["competence"][1:]
    assert (mentors, mentees) == ("–", "withheld: fewer than 5 people")


def test_a_wave_of_too_few_tells_not_even_how_many() -> None:
    cohort = told(number=2)
    assert lines(figures_of(cohort).tables["answered"])["closing"] == ["withheld: fewer than 5 people", "–", "–", "–"]


def test_asked_answered_and_missing() -> None:
    assert lines(figures_of(told()).tables["answered"])["admission"] == ["27", "24", "3", "89 %"]


def test_by_department_as_far_as_it_was_told() -> None:
    found = lines(figures_of(told()).tables["by-department"])
    assert found["eye-level-Baureferat"] == [
        "3.0 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}12)",
        "5.0 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}12)",
        "+2.0",
    ]


def test_all_others_are_compared_where_they_are_the_same_groups() -> None:
    """Four of Kultur before; at the end they have grown, and those of Bau are the few."""

    def item(lines: dict[str, float | None]) -> Any:
        there = [Line(name, mean and 9, mean) for name, mean in lines.items()]
        named = SimpleNamespace(get_measure_display=lambda: "Eye level")
        return SimpleNamespace(item=named, breakdowns=[SimpleNamespace(by="department", lines=there)])

    before = item({"Bau": 3.0, "Kultur": None, "All others": 2.0, "Amt": None})
    after = item({"Bau": None, "Kultur": 4.0, "All others": 5.0, "Amt": None})
    again = item({"Bau": 4.0, "Kultur": None, "All others": 5.0, "Amt": None})
    told = [
        {row.name: str(row.cells[2]) for row in _groups("x", {"before": before, "after": late}, "department")}
        for late in (after, again)
    ]
    assert told == [
        {"Eye level: Bau": "–", "Eye level: Kultur": "–"},
        {"Eye level: Bau": "+1.0", "Eye level: All others": "+3.0"},
    ]


def test_nothing_is_counted_again() -> None:
    """Answers that change after the close change no figure."""
    cohort = told()
    before = figures_of(cohort)
    for survey in Survey.objects.filter(cohort=cohort):
        survey.sheets.all().delete()
    assert figures_of(cohort) == before


def test_fewer_than_five_tandems_have_no_figures_of_answers() -> None:
    found = figures_of(told(tandems=4))
    assert found.few
    assert [(one.key, len(one.tables)) for one in found.sections] == [("people", 1), ("process", 1)]
    assert lines(found.tables["process"]) == {"begun": ["fewer than 5"]}


@pytest.mark.parametrize(
    ("process", "ends"),
    [
        (Process(20, 6, 14), {"early": ["6"], "closed": ["14"]}),
        (Process(20, 2, 18), {"early": ["fewer than 5"]}),
        (Process(20, 6, 12), {"early": ["6"]}),
        (Process(20, 0, 20), {"early": ["0"], "closed": ["20"]}),
    ],
    ids=("large", "few ended", "few under way", "none ended"),
)
def test_no_small_group_of_tandems_follows(process: Process, ends: dict[str, list[str]]) -> None:
    table = process_section(process, 20).tables[0]
    assert {key: cells for key, cells in lines(table).items() if key in ("early", "closed")} == ends


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "fewer than 5"), (4, "fewer than 5"), (5, "5 or more"), (9, "5 or more"), (23, "20 or more")],
)
def test_counts_are_told_in_steps_of_five(number: int, said: str) -> None:
    assert (stepped(number).said, (stepped(number).value or 0) % 5) == (said, 0)


def test_topics_and_aspects_in_steps_of_five(cast_cohort: Cohort) -> None:
    topic = factories.make_topic(cast_cohort.programme)
    TagTally.objects.create(
        cohort=cast_cohort, counted_at=NOW, tandems=12, meetings=30, minutes=900,
        aspects={"advice": [10, 5], "future": [0, 0]}, topics={str(topic.pk): 5},
    )  # fmt: skip
    found = figures_of(cast_cohort).tables
    assert lines(found["aspects"]) == {
        "advice": ["10 or more", "5 or more"],
        "future": ["fewer than 5", "fewer than 5"],
    }
    assert lines(found["topics"]) == {str(topic.pk): ["fewer than 5", "fewer than 5", "5 or more"]}


@pytest.fixture
def cast_cohort() -> Cohort:
    cohort = factories.make_cohort()
    for _one in range(5):
        running(cohort)
    return cohort


def test_two_cohorts_side_by_side() -> None:
    ours, theirs = told(), told(number=10)
    tables = {
        table.key: table
        for section in compared(figures_of(ours), figures_of(theirs), ("A", "B"))
        for table in section.tables
    }
    gain = tables["gain-learning"]
    assert [column.head for column in gain.columns][:4] == [
        "At the end: A", "At the end: B", "Difference: A", "Difference: B",
    ]  # fmt: skip
    assert lines(gain)["eye-level"][:2] == [
        "5.0 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}24)",
        "5.0 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}20)",
    ]


def test_all_others_of_two_cohorts_are_not_the_same() -> None:
    def table(note: str, *names: str) -> Table:
        return Table("x", "X", "Group", [Column("n", "People")], [Row(name, name, [Cell(7)]) for name in names], note)

    both = beside(table("3 of 15.", "Bau", "others"), table("9 of 15.", "Kultur", "others"), ("A", "B"))
    assert lines(both) == {"Bau": ["7", "–"], "Kultur": ["–", "7"]}
    assert both.note == "A: 3 of 15. B: 9 of 15."


def test_kept_tables_come_back_as_they_were() -> None:
    for section in figures_of(told()).sections:
        assert lines_of(restored(stored(section))) == lines_of(section)


def lines_of(section: object) -> list[object]:
    return [(one.key, one.title, lines(one), rows_of(one)) for one in section.tables]  # type: ignore[attr-defined]


def test_files(as_: As) -> None:
    cohort = told()
    office = factories.make_person()
    factories.make_role(cohort.programme, office, "office")
    page = f"/office/cohorts/{cohort.pk}/evaluation/"
    book = openpyxl.load_workbook(io.BytesIO(as_(office).get(f"{page}workbook/").content))
    assert len(book.sheetnames) == len(figures_of(cohort).tables)
    csv = as_(office).get(f"{page}tables/gain-learning/").content.decode("utf-8-sig").splitlines()
    assert csv[0].split(";")[:3] == ["Statement", "Before the start", "Before the start: n"]
    assert csv[1].split(";")[1:6] == ["3.0", "24", "5.0", "24", "2.0"]
    assert as_(office).get(f"{page}tables/nothing/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_flat_in_queries(number: int) -> None:
    cohort = told()
    for wave in [Wave.FIRST_TALK, Wave.MIDTERM][: number - 1]:
        closed(cohort, wave, 6)
    with CaptureQueriesContext(connection) as queries:
        figures_of(cohort)
    assert len(queries) == 9
