"""The need check: its rule, what it says to whom, and what is left when it is off."""

import datetime as dt
import itertools
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from augenhoehe.applications.enums import Level, Recommendation, Relevance, State, Way
from augenhoehe.applications.models import Application, NeedCheck
from augenhoehe.applications.rules import recommendation, required_inputs, way_for
from augenhoehe.applications.selectors.need import need_of, with_recommendation
from augenhoehe.applications.services import ask_for_need_checks
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.parts import Part
from tests import factories
from tests.applications.forms import fields
from tests.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]
NOW = factories.NOW


def checked(cast: Cast, topics: dict[object, tuple[int, int]], **changes: object) -> Application:
    """A submitted mentee's application with its need check."""
    state = changes.pop("state", State.SUBMITTED)
    one = factories.make_application(cast.cohort, "mentee", state=state, topics=topics)
    NeedCheck.objects.create(application=one, **{"done_at": NOW, "time_confirmed": True, **changes})
    return one


def test_what_helps_with_a_topic() -> None:
    rows = {relevance: [way_for(level, relevance) for level in Level] for relevance in Relevance}
    important = [Way.TANDEM, Way.TANDEM, Way.CONSULTATION, Way.NOTHING]
    assert rows == {
        Relevance.NONE: [Way.NOTHING] * 4,
        Relevance.SOME: [Way.COURSE, Way.COURSE, Way.NOTHING, Way.NOTHING],
        Relevance.MUCH: important,
        Relevance.MOST: important,
    }


@pytest.mark.parametrize(("level", "relevance"), list(itertools.product(Level, Relevance)))
@pytest.mark.parametrize(("done", "time"), list(itertools.product((True, False), repeat=2)))
def test_the_list_recommends_as_the_rule_does(cast: Cast, level: int, relevance: int, done: bool, time: bool) -> None:
    one = checked(cast, {cast.topic: (level, relevance)}, done_at=NOW if done else None, time_confirmed=time)
    expected = recommendation([(level, relevance)], done=done, time_confirmed=time)
    need = need_of(one)
    assert need is not None
    found = with_recommendation(Application.objects.filter(pk=one.pk)).values_list("recommended", flat=True)
    assert (need.recommendation, list(found)) == (expected, [expected.value])
    assert (expected == Recommendation.RECOMMENDED) == (done and time and level <= 1 and relevance >= 2)


def test_nothing_is_recommended_about_mentors_and_without_a_check(cast: Cast) -> None:
    mentee = factories.make_application(cast.cohort, "mentee", topics={cast.topic: (0, 3)})
    rows = dict(with_recommendation(Application.objects.all()).values_list("pk", "recommended"))
    assert (rows[cast.mentor_application.pk], rows[mentee.pk]) == ("", Recommendation.MISSING)
    assert need_of(cast.mentor_application) is None


def test_the_result_says_why_at_once(cast: Cast, as_: As) -> None:
    known, useful = factories.make_topic(cast.programme, digcomp=2), factories.make_topic(cast.programme)
    one = checked(cast, {cast.topic: (0, 3), known: (2, 2), useful: (0, 1)})
    one.topics.filter(topic=cast.topic).update(occasion="Für die Amtsleitung")
    client = as_(one.person)
    html = client.get(f"/applications/{one.pk}/need/result/").content.decode()
    for text in (
        "A tandem fits",
        "A tandem helps here",
        "It matters and is new",
        "A short consultation is better",
        "A course is better",
        "Für die Amtsleitung",
        "own level ≤ 1 and relevance ≥ 2",
        "2 – communication and collaboration",
    ):
        assert text in html, text
    assert "1 – information and data" not in html
    one.need_check.time_confirmed = False
    one.need_check.save()
    assert "the time is still open" in client.get(f"/applications/{one.pk}/need/result/").content.decode()
    one.topics.filter(topic=cast.topic).delete()
    assert "Something else may help you sooner" in client.get(f"/applications/{one.pk}/need/result/").content.decode()


def test_an_occasion_is_asked_for_one_topic_that_matters(cast: Cast, as_: As) -> None:
    person = factories.make_person()
    one = factories.make_application(cast.cohort, "mentee", person, state=State.DRAFT)
    client, url = as_(person), f"/applications/{one.pk}/topics/"
    key = cast.topic.pk
    page = client.get(url)
    refused = client.post(url, fields(page, **{f"relevance_{key}": "2", f"level_{key}": "1"}))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"occasion_{key}"])
    assert client.post(url, fields(page, **{f"relevance_{key}": "1"})).status_code == 302


def test_nothing_is_left_of_it_when_it_is_off(cast: Cast, as_: As) -> None:
    cast.cohort.parts = [part for part in Part.values if part != Part.NEED_CHECK]
    cast.cohort.save()
    one = checked(cast, {cast.topic: (0, 3)})
    client = as_(one.person)
    assert client.get(f"/applications/{one.pk}/need/").status_code == 404
    assert client.get(f"/applications/{one.pk}/need/result/").status_code == 404
    assert "occasion_" not in client.get(f"/applications/{one.pk}/topics/").content.decode()
    assert "Need check" not in client.get(f"/applications/{one.pk}/").content.decode()
    office = as_(cast.office).get(f"/office/cohorts/{cast.cohort.pk}/applications/{one.pk}/").content.decode()
    assert "Need check" not in office
    one.refresh_from_db()
    assert len(required_inputs("mentee", one.cohort)) == 12


def test_who_came_by_a_table_is_asked_once_a_week(cast: Cast, as_: As) -> None:
    topics = {cast.topic: (0, 3)}
    imported = factories.make_application(cast.cohort, "mentee", state=State.SUBMITTED, topics=topics)
    reserve = factories.make_application(cast.cohort, "mentee", state=State.RESERVE)
    for state in (State.DRAFT, State.DECLINED):
        factories.make_application(cast.cohort, "mentee", state=state)
    checked(cast, topics)
    Mail.objects.all().delete()
    for later, asked in ((0, {imported, reserve}), (6, set()), (8, {imported, reserve})):
        now = NOW + dt.timedelta(days=later)
        assert set(ask_for_need_checks(actor=cast.office, cohort=cast.cohort, now=now)) == asked
    mail = Mail.objects.filter(person_id=imported.person_id).first()
    assert mail is not None
    assert (mail.key, Mail.objects.count()) == ("applications.need_asked", 4)
    assert "/need-checks/" in mail.text

    client, url = as_(imported.person), f"/applications/{imported.pk}/topics/"
    saved = client.post(url, fields(client.get(url), **{f"occasion_{cast.topic.pk}": "Für den Stadtrat"}))
    assert saved.headers["Location"] == f"/applications/{imported.pk}/need/"
    url = f"/applications/{imported.pk}/need/"
    client.post(url, fields(client.get(url), time_confirmed="no"))
    need = need_of(imported)
    assert need is not None
    assert need.recommendation == Recommendation.TIME_OPEN
    assert as_(reserve.person).get(f"/applications/{reserve.pk}/need/").status_code == 200


def test_a_late_arrival_fills_it_in_after_the_call(cast: Cast, as_: As) -> None:
    cast.cohort.phases.filter(kind="call").delete()
    base = f"/office/cohorts/{cast.cohort.pk}/applications/invite/"
    as_(cast.office).post(base, {"email": "spaet@stadt.example", "side": "mentee"})
    one = Application.objects.get(person__email="spaet@stadt.example")
    client, key, unit = as_(one.person), cast.topic.pk, factories.make_unit()
    for step, typed in {
        "about": {"first_name": "Sina", "last_name": "Spät", "unit": unit.pk, "function_level": "5"},
        "topics": {f"relevance_{key}": "3", f"occasion_{key}": "Für den Ausschuss"},
        "need": {"time_confirmed": "yes"},
        "aspects": {"seeks_advice": "2", "gives_advice": "2"},
        "times": {"slots": ["0"], "modes": ["video"], "languages": ["de"]},
        "motivation": {"motivation": "Besser spät als nie."},
    }.items():
        url = f"/applications/{one.pk}/{step}/"
        assert client.post(url, fields(client.get(url), **typed)).status_code == 302, step
    assert client.post(f"/applications/{one.pk}/check/").headers["Location"] == f"/applications/{one.pk}/"
    one.refresh_from_db()
    need = need_of(one)
    assert need is not None
    assert (one.state, need.recommendation) == (State.SUBMITTED, Recommendation.RECOMMENDED)


def test_it_lacks_the_need_check_until_it_is_saved(cast: Cast, as_: As) -> None:
    person = factories.make_person(function_level=5, unit=factories.make_unit())
    client = as_(person)
    client.post(f"/cohorts/{cast.cohort.pk}/apply/", {"side": "mentee", "draft_key": str(uuid4())})
    one = Application.objects.get(person=person)
    page = client.get(f"/applications/{one.pk}/check/")
    missing = {step.step: step.missing for step in page.context["progress"].steps}
    assert missing["need"] == ("time",)
    assert client.get(f"/applications/{one.pk}/need/result/").status_code == 404
