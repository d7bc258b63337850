"""A person applies: step by step, with detours."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from augenhoehe.applications.enums import Side, State, Step
from augenhoehe.applications.models import Application
from augenhoehe.applications.rules import required_inputs, steps_of
from augenhoehe.messaging.models import Mail
from augenhoehe.people.models import Person
from augenhoehe.programmes.models import Cohort
from augenhoehe.topics.models import Topic
from tests import factories
from tests.applications.forms import fields

pytestmark = pytest.mark.django_db
As = Callable[[Person], Client]


@pytest.fixture
def cohort() -> Cohort:
    return factories.make_cohort()


@pytest.fixture
def topic(cohort: Cohort) -> Topic:
    return factories.make_topic(cohort.programme)


@pytest.fixture
def person() -> Person:
    return factories.make_person(first_name="", last_name="")


def begin(client: Client, cohort: Cohort, side: str) -> Application:
    client.post(f"/cohorts/{cohort.pk}/apply/", {"side": side, "draft_key": str(uuid4())})
    return Application.objects.get(cohort=cohort)


def answers(side: str, topic: Topic, unit: Any) -> dict[str, dict[str, Any]]:
    topics: dict[str, Any] = {f"level_{topic.pk}": "3"}
    need: dict[str, Any] = {}
    if side == Side.MENTEE:
        topics = {f"level_{topic.pk}": "1", f"relevance_{topic.pk}": "3", f"occasion_{topic.pk}": "Für den Bericht"}
        need = {"need": {"time_confirmed": "yes", "statements": ["trying"], "tried": ["self"], "tried_text": "Wenig"}}
    return {
        "about": {"first_name": "Ada", "last_name": "Muster", "unit": unit.pk, "function_level": "3"},
        "topics": topics,
        **need,
        "aspects": {"seeks_advice": "2", "gives_feedback": "3", "gives_text": "Mut zum Ausprobieren"},
        "times": {"slots": ["0", "5"], "modes": ["video"], "languages": ["de", "en"]},
        "exclusions": {"emails": "somebody@stadt.example\nOTHER@stadt.example"},
        "motivation": {"motivation": "Weil ich neugierig bin."},
        **({"supervisor": {"email": "chefin@stadt.example"}} if side == Side.MENTOR else {}),
    }


@pytest.mark.parametrize("side", Side)
def test_from_the_first_click_to_the_receipt(as_: As, cohort: Cohort, topic: Topic, person: Person, side: str) -> None:
    client = as_(person)
    application = begin(client, cohort, side)
    for step, typed in answers(side, topic, factories.make_unit()).items():
        url = f"/applications/{application.pk}/{step}/"
        page = client.get(url)
        assert page.status_code == 200
        steps = steps_of(side, cohort)
        following = "need/result" if step == "need" else steps[steps.index(Step(step)) + 1]
        saved = client.post(url, fields(page, **typed))
        assert (saved.status_code, saved.headers.get("Location")) == (
            302,
            f"/applications/{application.pk}/{following}/",
        ), step
    check = f"/applications/{application.pk}/check/"
    assert client.get(check).status_code == 200
    assert client.post(check).headers["Location"] == f"/applications/{application.pk}/"
    assert client.post(check).status_code == 302

    application.refresh_from_db()
    person.refresh_from_db()
    answer = application.topics.get()
    assert application.state == State.SUBMITTED
    assert (person.first_name, person.last_name, person.function_level) == ("Ada", "Muster", 3)
    said = (answer.level, answer.relevance, answer.occasion)
    assert said == ((3, 0, "") if side == Side.MENTOR else (1, 3, "Für den Bericht"))
    assert (application.aspect_seeks, application.aspect_gives) == ({"advice": 2}, {"feedback": 3})
    assert (application.slots, application.modes, application.languages) == ([0, 5], ["video"], ["de", "en"])
    assert application.motivation == "Weil ich neugierig bin."
    asked = ["applications.approval_asked"] if side == Side.MENTOR else []
    assert [mail.key for mail in Mail.objects.all()] == [*asked, "applications.received"]
    assert "Your application has arrived" in client.get(f"/applications/{application.pk}/").content.decode()


@pytest.mark.parametrize(("side", "most"), [(Side.MENTOR, 12), (Side.MENTEE, 16)])
def test_few_required_inputs(as_: As, cohort: Cohort, topic: Topic, person: Person, side: str, most: int) -> None:
    """What the pages ask for: fields marked as required, and groups of which one is enough."""
    client = as_(person)
    application = begin(client, cohort, side)
    required = len(required_inputs(side, cohort))
    assert required <= most
    in_groups = {"topics": 1 if side == Side.MENTOR else 3, "aspects": 2}
    shown = 0
    for step in steps_of(side, cohort)[:-1]:
        form = client.get(f"/applications/{application.pk}/{step}/").context["form"]
        plain = [name for name, field in form.fields.items() if field.required and name != "version"]
        shown += in_groups.get(step, len(plain))
    assert shown == required


def test_an_empty_form_is_refused_where_it_lacks_something(
    as_: As, cohort: Cohort, topic: Topic, person: Person
) -> None:
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    refused = {}
    for step in steps_of(Side.MENTOR, cohort)[:-1]:
        url = f"/applications/{application.pk}/{step}/"
        data = fields(client.get(url))
        for name in ("languages", "slots", "modes"):
            data.pop(name, None)
        response = client.post(url, data)
        refused[step] = sorted(response.context["form"].errors) if response.status_code == 422 else response.status_code
    assert refused == {
        "about": ["first_name", "function_level", "last_name", "unit"],
        "topics": [f"level_{topic.pk}"],
        "aspects": ["gives_networking", "seeks_networking"],
        "times": ["languages", "modes", "slots"],
        "exclusions": 302,
        "motivation": ["motivation"],
        "supervisor": ["email"],
    }


def test_typed_text_is_kept_when_something_is_wrong(as_: As, cohort: Cohort, person: Person) -> None:
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    url = f"/applications/{application.pk}/exclusions/"
    response = client.post(url, fields(client.get(url), emails="kein Punkt und kein @"))
    assert response.status_code == 422
    assert "kein Punkt und kein @</textarea>" in response.content.decode()


def test_submitting_too_early_shows_what_is_missing(as_: As, cohort: Cohort, topic: Topic, person: Person) -> None:
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    response = client.post(f"/applications/{application.pk}/check/")
    application.refresh_from_db()
    assert (response.status_code, application.state, Mail.objects.count()) == (
        422,
        State.DRAFT,
        0,
    )
    missing = [step.step for step in response.context["progress"].steps if step.missing]
    assert missing == ["about", "topics", "aspects", "times", "motivation", "supervisor"]
    assert f"/applications/{application.pk}/about/" in response.content.decode()


def test_going_on_leads_to_the_first_gap(as_: As, cohort: Cohort, topic: Topic) -> None:
    person = factories.make_person(function_level=2, unit=factories.make_unit())
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    url = f"/applications/{application.pk}/about/"
    client.post(url, fields(client.get(url)))
    response = client.get(f"/cohorts/{cohort.pk}/apply/")
    assert response.headers["Location"] == f"/applications/{application.pk}/topics/"


def test_a_stale_step_is_a_409_with_both_texts(as_: As, cohort: Cohort, person: Person) -> None:
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    url = f"/applications/{application.pk}/motivation/"
    old = fields(client.get(url))
    client.post(url, old | {"motivation": "Die erste Fassung"})
    response = client.post(url, old | {"motivation": "Die zweite Fassung"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Die zweite Fassung</textarea>" in html
    assert "<dd>Die erste Fassung</dd>" in html
    assert client.post(url, fields(response)).status_code == 302
    application.refresh_from_db()
    assert application.motivation == "Die zweite Fassung"


def test_the_same_step_sent_twice_is_one(as_: As, cohort: Cohort, person: Person) -> None:
    client = as_(person)
    application = begin(client, cohort, Side.MENTOR)
    url = f"/applications/{application.pk}/motivation/"
    data = fields(client.get(url), motivation="Einmal")
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    application.refresh_from_db()
    assert (application.motivation, application.version) == ("Einmal", 2)


def test_a_second_role_is_a_409(as_: As, cohort: Cohort, person: Person) -> None:
    client = as_(person)
    key = str(uuid4())
    url = f"/cohorts/{cohort.pk}/apply/"
    assert client.post(url, {"side": "mentor", "draft_key": key}).status_code == 302
    assert client.post(url, {"side": "mentor", "draft_key": key}).status_code == 302
    assert client.post(url, {"side": "mentee", "draft_key": key}).status_code == 409
    assert [one.side for one in Application.objects.all()] == ["mentor"]


def test_no_call_no_application(as_: As, person: Person) -> None:
    cohort = factories.make_cohort(phases=["matching"])
    client = as_(person)
    url = f"/cohorts/{cohort.pk}/apply/"
    assert "The call is not open today" in client.get(url).content.decode()
    assert client.post(url, {"side": "mentor", "draft_key": str(uuid4())}).status_code == 422
    assert Application.objects.count() == 0


def test_after_submission_answers_can_change_until_the_decision(as_: As, cohort: Cohort) -> None:
    person = factories.make_person()
    application = factories.make_application(cohort, "mentor", person, state=State.SUBMITTED)
    client = as_(person)
    url = f"/applications/{application.pk}/motivation/"
    assert client.post(url, fields(client.get(url), motivation="Neu")).headers["Location"] == (
        f"/applications/{application.pk}/"
    )
    Application.objects.update(state=State.ADMITTED)
    assert client.get(url).status_code == 404
    assert client.get(f"/applications/{application.pk}/exclusions/").status_code == 200


def test_withdrawing_deletes_at_once(as_: As, cohort: Cohort, topic: Topic) -> None:
    from augenhoehe.applications import confidential
    from augenhoehe.applications.models.exclusion import Exclusion

    person = factories.make_person()
    application = factories.make_application(cohort, "mentor", person, topics={topic: (3, 0)})
    confidential.replace_exclusions(application=application, emails=["x@stadt.example"])
    client = as_(person)
    url = f"/applications/{application.pk}/withdraw/"
    assert client.get(url).status_code == 200
    assert [client.post(url).status_code for _ in range(2)] == [302, 302]
    application.refresh_from_db()
    left = (application.motivation, application.slots, application.aspect_gives, application.topics.count())
    assert (application.state, *left) == (State.WITHDRAWN, "", [], {}, 0)
    assert Exclusion.objects.count() == 0
    assert [mail.key for mail in Mail.objects.all()] == ["applications.withdrawn"]


def test_whoever_withdrew_may_begin_anew_in_either_role(as_: As, cohort: Cohort) -> None:
    person = factories.make_person()
    application = factories.make_application(cohort, "mentor", person, state=State.WITHDRAWN, motivation="")
    client = as_(person)
    response = client.post(f"/cohorts/{cohort.pk}/apply/", {"side": "mentee", "draft_key": str(uuid4())})
    application.refresh_from_db()
    assert (response.status_code, application.state, application.side) == (302, State.DRAFT, "mentee")


def test_a_tandem_holds_the_application(as_: As, cohort: Cohort) -> None:
    tandem = factories.make_tandem(cohort)
    client = as_(tandem.mentor.person)
    assert client.post(f"/applications/{tandem.mentor.pk}/withdraw/").status_code == 409
    tandem.mentor.refresh_from_db()
    assert tandem.mentor.state == State.ADMITTED
