"""Lessons of a cohort go on to the next one until somebody decides about each."""

import datetime as dt
from collections.abc import Callable
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from augenhoehe.people.models import Person
from augenhoehe.programmes import services
from augenhoehe.programmes.enums import LessonState
from augenhoehe.programmes.models import Cohort, Lesson
from augenhoehe.programmes.selectors import carried_lessons, lessons_beside
from tests.cast import Cast
from tests.factories import NOW, make_cohort, make_lesson

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]
DRAFT = "6c6a3a1e-0000-4000-8000-000000000002"
DECIDED = {"decided_at": NOW}


def later(cast: Cast) -> Cohort:
    return make_cohort(cast.programme, starts_on=cast.cohort.starts_on + dt.timedelta(200))


def lesson_data(**changes: object) -> dict[str, object]:
    return {"version": 1, "text": "Too short", "decision": "Longer", "state": "open", "why": "", **changes}


@pytest.mark.parametrize(("before", "after"), [*product(LessonState, LessonState)])
def test_a_decision_can_be_made_changed_and_opened_again(cast: Cast, before: LessonState, after: LessonState) -> None:
    lesson = make_lesson(cast.cohort, state=before, **({} if before == LessonState.OPEN else DECIDED))
    now = NOW + dt.timedelta(1)
    services.change_lesson(
        lesson=lesson, version=1, text="T", decision="D", state=after, why="W", actor=cast.office, now=now
    )
    stored = Lesson.objects.get(pk=lesson.pk)
    expected = (None, None) if after == LessonState.OPEN else (cast.office, now)
    if before == after:
        expected = (None, None if after == LessonState.OPEN else NOW)
    assert (stored.state, stored.decided_by, stored.decided_at) == (after, *expected)
    assert (stored in carried_lessons(later(cast))) is (after == LessonState.OPEN)


def test_a_decided_lesson_has_its_day(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_lesson(cast.cohort, state="adopted")


def test_written_once_for_a_form_sent_twice(cast: Cast, as_: SignIn) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/settings/lessons/"
    data = {"text": "Rooms were short", "decision": "", "draft_key": DRAFT}
    assert [as_(cast.office).post(path, data).status_code for _ in range(2)] == [302, 302]
    assert cast.cohort.lessons.filter(text="Rooms were short", written_by=cast.office).count() == 1
    empty = as_(cast.office).post(path, {"draft_key": DRAFT})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["text"])


def test_adopting_needs_a_decision_and_dropping_a_reason(cast: Cast, as_: SignIn) -> None:
    path = f"/office/cohorts/{cast.cohort.pk}/settings/lessons/{cast.lesson.pk}/"
    for changes, field in (
        ({"state": "adopted", "decision": ""}, "decision"),
        ({"state": "dropped"}, "why"),
    ):
        refused = as_(cast.office).post(path, lesson_data(**changes))
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, [field])
    assert as_(cast.office).post(path, lesson_data(state="adopted")).status_code == 302
    late = as_(cast.office2).post(path, lesson_data(state="dropped", why="No"))
    assert (late.status_code, late.context["conflict"]) == (409, [("State", "adopted"), ("Why", "–")])


def test_the_next_cohort_shows_and_decides_them_and_other_programmes_do_not(cast: Cast, as_: SignIn) -> None:
    following, foreign = later(cast), make_lesson(make_cohort())
    page = as_(cast.office).get(f"/office/cohorts/{following.pk}/settings/lessons/")
    assert list(page.context["carried"]) == [cast.lesson]
    assert list(page.context["page"]) == []
    one = f"/office/cohorts/{following.pk}/settings/lessons/"
    assert as_(cast.office).post(f"{one}{cast.lesson.pk}/", lesson_data(state="adopted")).status_code == 302
    assert as_(cast.office).get(f"{one}{foreign.pk}/").status_code == 404
    assert not carried_lessons(following).exists()


def test_planning_shows_the_last_ones_lessons_and_older_open_ones(cast: Cast, as_: SignIn) -> None:
    last = later(cast)
    old_done = make_lesson(cast.cohort, state="dropped", why="Too dear", **DECIDED)
    own = make_lesson(last, state="adopted", **DECIDED)
    assert set(lessons_beside(cast.programme, last)) == {cast.lesson, own}
    page = as_(cast.office).get(f"/office/programmes/{cast.programme.pk}/cohorts/new/").content.decode()
    assert cast.lesson.decision in page
    assert old_done.why not in page


def test_queries_do_not_grow_with_lessons(cast: Cast, as_: SignIn) -> None:
    following = later(cast)
    make_lesson(following)
    client = as_(cast.office)
    paths = [
        f"/office/cohorts/{following.pk}/settings/lessons/",
        f"/office/cohorts/{following.pk}/settings/compare/",
        f"/office/programmes/{cast.programme.pk}/cohorts/new/",
        f"/office/cohorts/{following.pk}/",
    ]

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    for cohort in (cast.cohort, following):
        cohort.matching_rules.get_or_create(number=1, defaults={"rules": {}, "weights": {}})
    before = [queries(path) for path in paths]
    for _ in range(2):
        for cohort in (cast.cohort, following):
            make_lesson(cohort)
    assert [queries(path) for path in paths] == before
