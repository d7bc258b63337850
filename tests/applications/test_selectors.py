"""Which topics are covered."""

import pytest

from augenhoehe.applications.enums import State
from augenhoehe.applications.selectors.coverage import coverage
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


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
