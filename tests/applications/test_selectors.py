"""What matching asks, and which topics are covered."""

from typing import Any

import pytest

from augenhoehe.applications.enums import State
from augenhoehe.applications.selectors.coverage import coverage
from augenhoehe.applications.selectors.matching import admitted_for_matching, facts
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_admitted_people_with_every_answer(cast: Cast) -> None:
    site = factories.make_site()
    cast.mentor_application.sites.set([site])
    factories.make_application(cast.cohort, state=State.RESERVE)
    mentor, mentee = admitted_for_matching(cast.cohort)
    assert (mentor.pk, mentor.side, mentor.unit_path, mentor.function_level) == (
        cast.mentor_application.pk,
        "mentor",
        (cast.mentor.unit_id,),
        2,
    )
    assert (mentor.sites, mentor.modes, mentor.slots) == (
        frozenset({site.pk}),
        frozenset({"in_person", "video"}),
        frozenset({0, 1, 2, 3}),
    )
    assert mentee.topics == {cast.topic.key: (0, 3)}
    assert (mentee.capacity, mentee.seeks) == (1, {"advice": 2})


def test_a_mentor_takes_no_more_than_the_cohort_permits(cast: Cast) -> None:
    type(cast.mentor_application).objects.filter(pk=cast.mentor_application.pk).update(capacity=3)
    type(cast.cohort).objects.filter(pk=cast.cohort.pk).update(mentor_capacity=2)
    cast.cohort.refresh_from_db()
    assert admitted_for_matching(cast.cohort)[0].capacity == 2


def test_five_queries_at_any_number(cast: Cast, django_assert_num_queries: Any) -> None:
    for _ in range(3):
        factories.make_application(cast.cohort, topics={cast.topic: (2, 0)})
    with django_assert_num_queries(5):
        assert len(admitted_for_matching(cast.cohort)) == 5


def test_facts_name_department_and_unit(cast: Cast) -> None:
    department = factories.make_unit(name="Referat Eins")
    division = factories.make_unit(name="Abteilung", kind="division", parent=department)
    section = factories.make_unit(name="Sachgebiet", kind="section", parent=division)
    one = factories.make_application(cast.cohort, "mentor", factories.make_person(unit=section))
    found = facts([one.pk])[one.pk]
    assert (found.department, found.unit) == ("Referat Eins", "Sachgebiet")


def test_coverage_counts_those_who_use_it_and_those_who_need_it(cast: Cast) -> None:
    unmet, idle, thin, nobody = (factories.make_topic(cast.programme) for _ in range(4))
    for state, side, answers in (
        (State.SUBMITTED, "mentee", {unmet: (0, 1), thin: (0, 2)}),
        (State.RESERVE, "mentee", {thin: (1, 3)}),
        (State.ADMITTED, "mentor", {idle: (2, 0), thin: (3, 0), unmet: (1, 0)}),
        (State.DRAFT, "mentor", {unmet: (3, 0)}),
        (State.WITHDRAWN, "mentee", {nobody: (0, 3)}),
        (State.DECLINED, "mentee", {nobody: (0, 3)}),
    ):
        factories.make_application(cast.cohort, side, state=state, topics=answers)
    rows = {row.topic: (row.mentors, row.mentees, row.gap) for row in coverage(cast.cohort)}
    assert rows == {
        cast.topic: (1, 1, "met"),
        unmet: (0, 1, "unmet"),
        idle: (1, 0, "idle"),
        thin: (1, 2, "thin"),
        nobody: (0, 0, "nobody"),
    }


def test_coverage_is_one_cohorts(cast: Cast) -> None:
    other = factories.make_cohort(cast.programme)
    factories.make_application(other, "mentor", topics={cast.topic: (3, 0)})
    assert [(row.mentors, row.mentees) for row in coverage(cast.cohort)] == [(1, 1)]
